import { infer } from "../table/infer.ts";

const leastRows = 20;
const idWord = /(?:^|[\s_.-])(?:id|ids|uuid|guid|key|number|no|nr|num|code|phone|tel|mobile|email|e-mail|zip|postcode|plz)\.?$|nummer$/i;
const idInCamelCase = /[a-z](?:Id|ID|Key|Number|No|Nr|Code)$/;

/** What numbers look like beside quantities. */
interface NumbersLook {
  /** Why they identify their rows. */
  readonly idLike?: string;
  /** What may make them codes, in words. */
  readonly codes?: string;
}

/** Why numbers look like identifiers of their rows (more names are known here than in `clusterSegments`), or like codes. */
export function numbersLook(where: string, name: string, numbers: Float64Array): NumbersLook {
  const isIdName = idWord.test(name) || idInCamelCase.test(name);
  const { idLike, codes } = infer(where, isIdName ? name : "", numbers);
  if (idLike !== undefined) return { idLike };
  if (codes !== undefined) return { codes: `takes ${codes} whole ${codes === 1 ? "number" : "numbers"}` };
  const present = isIdName ? numbers.filter((x) => !Number.isNaN(x)) : numbers.subarray(0, 0);
  if (!isIdName || !present.every(Number.isInteger)) return {};
  const isDistinct = present.length >= leastRows && new Set(present).size === present.length;
  return isDistinct
    ? { idLike: "its whole numbers are all distinct, as its name suggests" }
    : { codes: "holds whole numbers under the name of a code" };
}

/** Why texts are no categories; undefined where they may be. */
export function textsIdLike(distinct: number, counts: readonly number[], present: number): string | undefined {
  if (present >= leastRows && distinct >= 0.95 * present) return `${distinct} of its ${present} texts are distinct`;
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  return distinct > 50 && most < 0.01 * present ? `none of its ${distinct} texts is in 1 % of the rows` : undefined;
}
