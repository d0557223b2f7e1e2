export const page = (found) => JSON.stringify(found, null, 1);
