import { InputError, show } from "../core/input-error.ts";
import type { SegmentModel } from "../segment/model.ts";
import { type DatabaseDialect, dialects } from "./dialects.ts";

const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The bytes of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) bytes += letter < "\u0080" ? 1 : letter < "\u0800" ? 2 : letter.length === 2 ? 4 : 3;
  return bytes;
}

/** Checks that names of tables and columns are such as a database can hold: what cannot be quoted must not be sent. */
export function checkNamed(where: string, dialect: DatabaseDialect, names: readonly string[]): void {
  const { mostBytes = Infinity, notInNames } = dialects[dialect];
  const complain = (rule: string, name: string): InputError => new InputError("not-in-sql", where, `names in the SQL of ${dialect} ${rule}`, show(name));
  for (const name of names) {
    if (name === "") throw complain("must not be empty", name);
    if (name.includes("\u0000")) throw complain("must not hold the character zero; name it otherwise in a view", name);
    if (halfPair.test(name)) throw complain("must be well-formed Unicode", name);
    if (bytesOf(name) > mostBytes) throw complain(`must have at most ${mostBytes} bytes: it would cut the rest away in silence`, name);
    if (notInNames?.test(name)) throw complain("must not hold ${, which it replaces even inside quotes; name it otherwise in a view", name);
  }
}

/** Checks that the texts of a model are such as a database can hold. */
export function checkHeld(where: string, dialect: DatabaseDialect, { features, names, reading }: SegmentModel): void {
  const { notInTexts } = dialects[dialect];
  const texts = features.flatMap((feature) => {
    const order = feature.reading.order ?? [];
    return feature.type === "category" ? [...feature.levels, ...feature.pooled, ...order] : order;
  });
  const wrong = [...names, ...texts, ...reading.missingWords].find((text) => halfPair.test(text) || notInTexts?.test(text));
  if (wrong === undefined) return;
  const rule = `texts in the SQL of ${dialect} must be well-formed Unicode${notInTexts === undefined ? "" : " without the character zero"}; name the category or the segment otherwise`;
  throw new InputError("not-in-sql", where, rule, show(wrong));
}
