import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** What the example says of the table that a module's text gives, once the library is built. */
function answers(table: string): string {
  const code = `
    import { readFileSync } from "node:fs";
    import { parseCsv } from "audience-segmentation";
    import { showQuestions } from "./examples/questions.mjs";
    const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
    const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };
    showQuestions(parseCsv(${table}), regions, channels);`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" });
}

test("the example answers the two questions for the bundled customers, honestly", () => {
  const printed = answers('readFileSync("examples/customers.csv", "utf8")').replaceAll("\n", " ");
  expect(printed).toContain("No measurable influence of `channel` on `minutes_watched` (Kruskal-Wallis, p = 0.4764)");
  expect(printed).toMatch(/Facebook +306 +2958 +484/);
  expect(printed).toMatch(/in social media +61\.0% +62\.0% +63\.7%/);
  expect(printed).toMatch(/go together, but weakly \(chi-squared, p < 0\.0001; Cramér's V = 0\.134, 0\.127 corrected for chance\)/);
  expect(printed).not.toMatch(/NaN|undefined/);
});

test.each([
  ["without the columns", "spend,channel\\n1,2\\n3,4\\n"],
  ["with a column of no numbers", "minutes_watched,region,channel\\nmany,1,1\\n3,1,2\\n"],
  ["with an empty column", "minutes_watched,region,channel\\n1,,1\\n3,,2\\n"],
])("a table %s does not get them", (_, csv) => {
  expect(answers(`"${csv}"`)).toBe("");
});

test("other codes than the platform's show as they are", () => {
  expect(answers('"minutes_watched,region,channel\\n1,north,web\\n3,south,shop\\n5,north,shop\\n"')).toMatch(/north +south/);
});
