import { InputError, show } from "../core/input-error.ts";
import type { Request } from "./messages.ts";

/** What the platform refuses to copy into a message, or to hand over, by its place in the table, the options or the model. */
export function notSent(where: string, request: Request): InputError {
  if (request.kind === "cells") {
    for (const { name, first, values } of request.cells) {
      const at = values.findIndex((value) => typeof value === "object" && !isCloneable(value));
      if (at >= 0) return new InputError("not-cloneable", where, cellRule, show(values[at]), { column: name, row: first + at }, "");
    }
  }
  const { options, model } = request.kind === "call" ? request : { options: {}, model: {} };
  const found = culpritIn("", options) ?? culpritIn("model", model);
  if (found !== undefined) return unsendable(where, ...found);
  const rule = "the buffers of the columns must be free to be handed over; call without `transfer`";
  return new InputError("not-cloneable", where, rule, "one that is not");
}

/** What a cell must be. */
export const cellRule = "must be a number, a text, true, false, a Date or nothing, so that it can be sent to a worker";

/** The error of something in the options or the model that no message can hold. */
export function unsendable(where: string, path: string, value: unknown): InputError {
  const way = path === "names" ? "give an array of texts, or rename the segments of the result" : "leave it out, or make the call without a worker";
  return new InputError("not-cloneable", where, `\`${path}\` must be data, for a worker gets a copy of it; ${way}`, show(value));
}

const deepest = 50;

/** The path and the value of the innermost part that cannot be copied. */
function culpritIn(path: string, value: unknown, depth = 0): [path: string, value: unknown] | undefined {
  if (isCloneable(value)) return undefined;
  if (typeof value !== "object" || value === null || depth > deepest) return [path, value];
  for (const [name, part] of Object.entries(value)) {
    const inner = culpritIn(path === "" ? name : `${path}.${name}`, part, depth + 1);
    if (inner !== undefined) return inner;
  }
  return [path, value];
}

function isCloneable(value: unknown): boolean {
  try {
    (globalThis as unknown as { structuredClone(value: unknown): unknown }).structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
