import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { parseCsv } from "../../src/index.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("a text that is read is let go, though expressions matched in it", () => {
  const lines = 1_000_000;
  const read = () => parseCsv(`spend,since\n${"12.25,7\n".repeat(lines)}"13.5",8\n`);
  parseCsv("spend,since\n12.25,7\n");
  collect();
  const before = process.memoryUsage().heapUsed;
  const columns = read();
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(lines); // a byte a line: the text has eight, and columns lie elsewhere
  expect(columns["spend"].length).toBe(lines + 1);
});
