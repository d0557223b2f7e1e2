import fc from "fast-check";

// One seed for every run: what fails on one machine fails on all. FC_SEED=random draws another each time, FC_RUNS looks longer,
// as .ci/run does: `npm test` must end within minutes.
const { FC_SEED: seed = "42", FC_RUNS: numRuns = "50" } = process.env;

fc.configureGlobal({ numRuns: Number(numRuns), ...(seed === "random" ? {} : { seed: Number(seed) }) });
