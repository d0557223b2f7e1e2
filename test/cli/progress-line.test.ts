import { describe, expect, test } from "vitest";
import { createProgressLine, progressText } from "../../src/cli/terminal.ts";

/** A terminal line as it stands after writes that begin with a carriage return. */
function lineAfter(writes: readonly string[]): string {
  let line = "";
  for (const text of writes.join("").split("\r")) line = text + line.slice(text.length);
  return line.trimEnd();
}

describe("the line of progress", () => {
  const draw = (columns = 80): { writes: string[]; at: (time: number) => void; line: ReturnType<typeof createProgressLine> } => {
    const writes: string[] = [];
    let clock = 0;
    const line = createProgressLine({ write: (text) => writes.push(text), now: () => clock, columns });
    return { writes, at: (time) => (clock = time), line };
  };

  test("says nothing of what is done at once", () => {
    const { writes, at, line } = draw();
    for (let time = 0; time < 150; time++) {
      at(time);
      line.onProgress({ stage: "linkage", done: time, total: 150 });
    }
    line.clear();
    expect(writes).toEqual([]);
  });

  test("shows the stage, the share done and the time left, and is rewritten in place", () => {
    const { writes, at, line } = draw();
    line.onProgress({ stage: "linkage", done: 0, total: 100 });
    at(2000);
    line.onProgress({ stage: "linkage", done: 20, total: 100 });
    expect(lineAfter(writes)).toBe("Growing the tree           [####................]  20 %, 8 s left");
    at(2010);
    line.onProgress({ stage: "linkage", done: 21, total: 100 });
    expect(writes).toHaveLength(1); // too soon
    line.onProgress({ stage: "k-means", done: 0, total: 1 });
    expect(lineAfter(writes)).toBe("Segmenting ...");
    expect(writes.join("")).not.toContain("\n");
  });

  test("is cleared, and fits a narrow terminal", () => {
    const { writes, at, line } = draw(20);
    at(1000);
    line.onProgress({ stage: "read", done: 5, total: 10 });
    expect(lineAfter(writes)).toHaveLength(7); // "Reading", the rest does not fit
    line.clear();
    expect(lineAfter(writes)).toBe("");
  });
});

test("a stage of unknown length tells how much was read", () => {
  expect(progressText({ stage: "read", done: 12_345_678, total: 0 }, 3).replace(/ +/g, " ")).toBe("Reading 12.3 MB");
  expect(progressText({ stage: "read", done: 1, total: 100 }, 6)).toMatch(/ 1 %, 10 min left$/);
});
