// The link: settings in the fragment of the address, which no browser sends to a server.
import type { ColumnType } from "audience-segmentation";
import type { Settings } from "./state.ts";

const types: readonly ColumnType[] = ["number", "category", "boolean", "date", "ordered", "id", "ignore"];
const mostK = 12;

/** The fragment of some settings; "" where all are the defaults. */
export function toFragment({ isExample, k, types: chosen }: Settings): string {
  const words = new URLSearchParams();
  if (isExample) words.set("table", "example");
  if (k !== undefined) words.set("k", String(k));
  for (const [column, type] of Object.entries(chosen)) words.append("column", `${column}:${type}`);
  return words.toString();
}

/** The settings of a fragment; what is none is passed over. */
export function fromFragment(fragment: string): Settings {
  const words = new URLSearchParams(fragment.replace(/^#/, ""));
  const k = Number(words.get("k"));
  const chosen = words.getAll("column").flatMap((said): [string, ColumnType][] => {
    const at = said.lastIndexOf(":");
    const type = said.slice(at + 1) as ColumnType;
    return at >= 0 && types.includes(type) ? [[said.slice(0, at), type]] : [];
  });
  const isK = Number.isInteger(k) && k >= 2 && k <= mostK;
  return { isExample: words.get("table") === "example", ...(isK ? { k } : {}), types: Object.fromEntries(chosen) };
}
