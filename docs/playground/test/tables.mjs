// The tables that the tests drop on the page.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { root } from "./site.mjs";

const real = resolve(root, "../shared/data/customers.csv");

/** Real customers where they are at hand, else the bundled ones. */
export const customers = existsSync(real) ? real : join(root, "examples/customers.csv");

const folder = mkdtempSync(join(tmpdir(), "tables-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function written(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Line 4 has a field too many. */
export const broken = () => written("broken.csv", "spend,visits,channel\n10,1,shop\n20,2,web\n30,3,web,4\n40,4,shop\n");

/** Bytes that are not UTF-8. */
export const latin = () => written("latin.csv", Buffer.from(`spend,channel\n${Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 2 === 0 ? "Caf\xe9" : "Web"}`).join("\n")}\n`, "latin1"));

/** Customers by the hundred thousand, with texts, gaps and an id. */
export function many(rows) {
  const channels = ["Google", "Facebook", "Friend", "Newspaper", "Other"];
  const lines = Array.from({ length: rows }, (_, i) => {
    const group = i % 4;
    const noise = ((i * 7919) % 10_007) / 10_007;
    const other = ((i * 104_729) % 9973) / 9973;
    const visits = noise < 0.02 ? "" : Math.round(5 * group + 10 * other);
    return `C${100_000 + i},${(40 * group + 100 * noise * other).toFixed(2)},${visits},${channels[Math.floor(5 * noise * ((group + 3) / 6.01))]},${other < 0.5 ? "yes" : "no"}`;
  });
  return written(`customers-${rows}.csv`, `customer,spend,visits,channel,newsletter\n${lines.join("\n")}\n`);
}
