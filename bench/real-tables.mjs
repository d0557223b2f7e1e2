// The six real tables of ../shared/data, which are not in the project.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseCsv } from "../dist/index.js";

const folder = new URL("../../shared/data/", import.meta.url);

export const tableNames = ["bank", "cards", "customers", "mall", "rfm", "wholesale"];

/** The columns of one of them, as `parseCsv` gives them. */
export function realTable(name) {
  const at = (end) => new URL(`${name}.csv${end}`, folder);
  if (!existsSync(folder)) throw new Error(`There are no tables in ${folder.pathname}.`);
  return parseCsv(existsSync(at("")) ? readFileSync(at(""), "utf8") : gunzipSync(readFileSync(at(".gz"))).toString("utf8"));
}
