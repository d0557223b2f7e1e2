import { describe, expect, test } from "vitest";
import { labelsCsv, rowNames } from "../../src/cli/labels.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";

describe("the labels", () => {
  test("have a line a row, numbers from 1, and blanks for a row left out", () => {
    const rows = rowNames(parseCsv("a\n1\n2\n2\n"), [], new Set());
    expect(labelsCsv(rows, Int32Array.of(1, 0, -1), ["One, two", "=Three"])).toBe(`row,segment,name\n1,2,'=Three\n2,1,"One, two"\n3,,\n`);
  });

  test("give their headings way to columns of the table", () => {
    const rows = rowNames(parseCsv("name,segment,x\nb,c,1\n"), ["name", "segment"], new Set());
    expect(labelsCsv(rows, Int32Array.of(0), ["A"])).toBe("name,segment,segment_,name_\nb,c,1,A\n");
  });
});

describe("the names of rows", () => {
  const table = (names: string, cell: (i: number) => string): ReturnType<typeof parseCsv> =>
    parseCsv(`${names}\n${Array.from({ length: 25 }, (_, i) => cell(i)).join("\n")}\n`);
  const headings = (of: ReturnType<typeof parseCsv>, ids: string[] = [], used: ReadonlySet<string> = new Set()): string[] => rowNames(of, ids, used).map(({ heading }) => heading);

  test.each([
    ["the row's number where nothing looks like an identifier", table("a,b", (i) => `${i % 7},x y`), ["row"]],
    ["whole numbers that are all distinct and named so", table("user_id,b", (i) => `${i * 3},x`), ["user_id"]],
    ["texts without blanks that are all distinct", table("mail,b", (i) => `a${i}@b.org,x`), ["mail"]],
    ["no free texts", table("remark,b", (i) => `remark ${i},x`), ["row"]],
    ["no measures", table("spent,b", (i) => `${i + 0.5},x`), ["row"]],
    ["no column with gaps", table("user_id,b", (i) => `${i === 3 ? "" : i * 3},x`), ["row"]],
  ])("are %s", (_, of, expected) => {
    expect(headings(of)).toEqual(expected);
  });

  test("are no column that makes the segments: amounts as texts are all distinct, too", () => {
    const amounts = table("user_id,score", (i) => `${i * 3},"${480 + i},24"`);
    expect(headings(amounts)).toEqual(["user_id", "score"]);
    expect(headings(amounts, [], new Set(["score"]))).toEqual(["user_id"]);
  });

  test("are those known from training, too few to tell by themselves, but no sentences", () => {
    const june = parseCsv("client ref,remark,x\nA-1,as usual,1\nA-2,as usual,2\n");
    expect(rowNames(june, [], new Set(["x"]), ["client ref", "remark"]).map(({ heading }) => heading)).toEqual(["client ref"]);
    expect(headings(june, [], new Set(["x"]))).toEqual(["row"]);
  });

  test("are those asked for, whatever they look like", () => {
    expect(headings(table("user_id,b", (i) => `${i * 3},x`), ["b"])).toEqual(["b"]);
  });
});
