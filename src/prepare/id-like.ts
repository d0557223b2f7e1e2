import { infer } from "../table/infer.ts";

const leastRows = 20;
const idName = /(?:^|[\s_.-])(?:id|ids|uuid|guid|key|number|no|nr|num|code|phone|email|e-mail|zip|postcode)$|[a-z](?:Id|ID|Key|Number|No|Code)$|id$/i;

/**
 * What numbers look like beside quantities: why identifiers of their rows (more names are known here than in `clusterSegments`),
 * or how many codes.
 */
export function numbersLook(where: string, name: string, numbers: Float64Array): { readonly idLike?: string; readonly codes?: number } {
  const look = infer(where, name, numbers);
  if (look.idLike !== undefined || !idName.test(name)) return look;
  const present = numbers.filter((x) => !Number.isNaN(x));
  if (present.length < leastRows || !present.every(Number.isInteger) || new Set(present).size < present.length) return look;
  return { idLike: "its whole numbers are all distinct, as its name suggests" };
}

/** Why texts are no categories; undefined where they may be. */
export function textsIdLike(distinct: number, counts: readonly number[], present: number): string | undefined {
  if (present >= leastRows && distinct >= 0.95 * present) return `${distinct} of its ${present} texts are distinct`;
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  return distinct > 50 && most < 0.01 * present ? `none of its ${distinct} texts is in 1 % of the rows` : undefined;
}
