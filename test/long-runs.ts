// `npm test` must end within minutes, so its largest cases are left to test/long, a private package: its `npm test` runs the same
// files with LONG_TESTS=1. What is left out is counted as skipped, or is done at a smaller size that the test's name says.

/** Whether the largest cases are run. */
export const isLong: boolean = process.env["LONG_TESTS"] === "1";
