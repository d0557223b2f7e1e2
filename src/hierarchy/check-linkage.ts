import { isFloat64Array } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { Linkage } from "./types.ts";

/** Checks that `tree` has the shape of a {@link Linkage} and that its merges join nodes that exist, each once. */
export function checkLinkage(where: string, tree: unknown): Linkage {
  const { left, right, height, size, n } = (tree ?? {}) as Partial<Linkage>;
  const merges = typeof n === "number" ? n - 1 : -1;
  const isWhole = left?.length === merges && right?.length === merges && size?.length === merges && isFloat64Array(height) && height.length === merges;
  if (!isWhole || merges < 0) {
    throw new InputError("not-a-linkage", where, `\`tree\` must be a Linkage, as linkage() makes`, show(tree));
  }
  const used = new Uint8Array(2 * n!);
  for (let t = 0; t < merges; t++) {
    const a = left[t];
    const b = right[t];
    if (!(Number.isInteger(a) && Number.isInteger(b) && a >= 0 && a < b && b < n! + t) || used[a] === 1 || used[b] === 1) {
      throw new InputError("not-a-linkage", where, `\`tree\`, merge ${t}: must join two earlier nodes, the lower first, each once`, `${a} and ${b}`);
    }
    used[a] = used[b] = 1;
  }
  return tree as Linkage;
}
