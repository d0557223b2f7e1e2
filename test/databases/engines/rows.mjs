/** Rows of cells as objects. Names such as `__proto__` are names like others. */
export function asObjects(names, rows) {
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}
