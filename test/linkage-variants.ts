import type { LinkageEngine, LinkageMethod } from "../src/index.ts";

/** The methods. */
export const methods: readonly LinkageMethod[] = ["ward", "single", "complete", "average", "weighted", "centroid", "median"];

/** A method and an engine that can do it. */
export interface Variant {
  readonly method: LinkageMethod;
  readonly engine: LinkageEngine;
}

/** Every method by the matrix engine, and Ward's by each of its own. */
export const variants: readonly Variant[] = [
  ...methods.map((method) => ({ method, engine: "matrix" }) as const),
  ...(["index", "scan", "auto"] as const).map((engine) => ({ method: "ward", engine }) as const),
];
