import { type LinkageMethod, methodNames } from "../src/hierarchy/methods.ts";
import type { LinkageEngine } from "../src/index.ts";

/** A method and an engine that can do it. */
export interface Variant {
  readonly method: LinkageMethod;
  readonly engine: LinkageEngine;
}

/** Every method by the matrix engine, and Ward's by each of its own. */
export const variants: readonly Variant[] = [
  ...methodNames.map((method) => ({ method, engine: "matrix" }) as const),
  ...(["index", "scan", "auto"] as const).map((engine) => ({ method: "ward", engine }) as const),
];
