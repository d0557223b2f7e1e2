import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCommand, type SegmentCommand } from "../../src/cli/arguments.ts";
import { asides, commandOptions, help } from "../../src/cli/options.ts";
import { UsageError } from "../../src/cli/read-values.ts";

const segment = (...words: string[]): SegmentCommand => parseCommand(["table.csv", ...words], false) as SegmentCommand;

/** What is said of a command line that cannot be meant. */
function complaint(words: readonly string[], isTerminal = false): string {
  try {
    parseCommand(words, isTerminal);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "nothing";
}

describe("a command line", () => {
  test("of a file alone asks for the defaults of the library", () => {
    expect(segment()).toEqual({
      kind: "segment", file: "table.csv", recipe: undefined, read: {}, cluster: {}, questions: [], json: false,
      insights: { value: undefined, explain: false, granularity: undefined, compare: undefined },
      columns: {
        only: undefined, profile: [], numeric: [], categorical: [], ids: [], words: [], weights: undefined,
        dates: new Map(), transforms: new Map(), winsorise: new Map(), missing: new Map(),
      },
      outputs: { report: undefined, labels: undefined, model: undefined }, stream: "large",
    });
  });

  test("says what every option says", () => {
    const words = [
      "--columns=a,b", "--profile", "churn", "--numeric=a", "--categorical=a,c", "--date=joined=dmy", "--date", "left,seen", "--id", "key", "--weights", "w", "--missing", "a=0",
      "--missing", "b=median", "--missing-word", "NA", "--missing-word=-999", "--transform", "a=log1p", "--winsorise=a=0.01..0.99", "--transform", "none", "--winsorise", "0.05..0.95", "--preset", "published",
      "--k", "3..8", "--method", "ward", "--choose", "gap", "--scaling", "feature", "--min-share", "0.05", "--effort", "fast", "--seed", "7",
      "--delimiter", "tab", "--decimal", ",", "--encoding", "latin1", "--skip", "3", "--comment=#", "--question", "c -> a", "--report", "r.HTML", "--labels", "l.csv", "--model", "m.json", "--json", "--recipe", "c.json",
      "--value", "v", "--explain", "--granularity", "3..6", "--compare", "tier",
    ];
    expect(segment(...words)).toEqual({
      kind: "segment", file: "table.csv", recipe: "c.json", json: true,
      read: { delimiter: "\t", decimal: ",", encoding: "latin1", skip: 3, comment: "#" },
      columns: {
        only: ["a", "b"], profile: ["churn"], numeric: ["a"], categorical: ["a", "c"], ids: ["key"], words: ["NA", "-999"], weights: "w",
        dates: new Map([["joined", "dmy"], ["left", undefined], ["seen", undefined]]),
        transforms: new Map([["a", "log1p"]]), winsorise: new Map([["a", [0.01, 0.99]]]), missing: new Map([["a", "0"], ["b", "median"]]),
      },
      cluster: { k: [3, 8], method: "ward", choose: "gap", scaling: "feature", minShare: 0.05, effort: "fast", seed: 7, preset: "published", transform: "none", winsorise: [0.05, 0.95] },
      questions: [{ of: "c", on: "a" }],
      insights: { value: "v", explain: true, granularity: [3, 6], compare: "tier" },
      outputs: { report: "r.HTML", labels: "l.csv", model: "m.json" }, stream: "never",
    });
  });

  test("reads standard input for -, and for nothing where that is no terminal", () => {
    expect(parseCommand(["-"], true)).toMatchObject({ kind: "segment", file: undefined });
    expect(parseCommand([], false)).toMatchObject({ kind: "segment", file: undefined });
    expect(complaint([], true)).toBe("Name a file of CSV, or give one on standard input.");
  });

  test("asks for help or the version, whatever else it says", () => {
    expect(parseCommand(["a", "b", "--k", "0", "--help"], true)).toEqual({ kind: "help" });
    expect(parseCommand(["-h"], true)).toEqual({ kind: "help" });
    expect(parseCommand(["--version"], true)).toEqual({ kind: "version" });
  });

  test("places rows by a model, and takes no option that the model decides", () => {
    expect(parseCommand(["new.csv", "--predict", "m.json", "--labels", "l.csv", "--id", "key"], true)).toEqual({
      kind: "predict", file: "new.csv", read: {}, json: false, ids: ["key"], model: "m.json", labels: "l.csv", before: undefined, value: undefined,
    });
    const others = commandOptions.filter(({ placing }) => placing !== true).map(({ name }) => name);
    expect(commandOptions.map(({ name }) => name).filter((name) => !others.includes(name))).toEqual(["delimiter", "decimal", "encoding", "skip", "comment", "id", "labels", "json", "value", "before", "predict"]);
    const samples: Readonly<Record<string, string>> = { k: "3", method: "ward", choose: "gap", scaling: "column", effort: "fast", seed: "1", report: "r.md", question: "a->b", missing: "a=0", transform: "a=sqrt", winsorise: "a=0..0.9", "min-share": "0", granularity: "2..3" };
    for (const name of others) {
      expect(complaint(["--predict", "m.json", `--${name}`, samples[name] ?? "a"])).toBe(`--${name} does not go with --predict, whose model says how the rows are placed.`);
    }
  });
});

describe("a command line that cannot be meant is told", () => {
  test.each([
    [["--colums", "a"], 'There is no option "--colums"; did you mean "--columns"?'],
    [["--what-is-this"], 'There is no option "--what-is-this".'],
    [["-x"], 'There is no option "-x".'],
    [["a.csv", "b.csv"], 'One FILE at most. Got "a.csv" and "b.csv".'],
    [["--k"], "--k needs a value."],
    [["a.csv", "--granularity", "3"], '--granularity must be a range of numbers of segments, such as 3..8. Got "3".'],
    [["a.csv", "--granularity", "8..3"], '--granularity must be a range of numbers of segments, such as 3..8. Got "8..3".'],
    [["a.csv", "--before", "b.csv"], "--before goes with --predict, whose model places the rows of both tables."],
    [["a.csv", "--predict", "m.json", "--before", "b.csv"], "--before needs one column as --id, which says which customer a row is."],
    [["a.csv", "--predict", "m.json", "--value", "v"], "--value goes with --predict only beside --before."],
    [["--explain=1"], "--explain takes no value."],
    [["--k="], "--k needs a value that is not empty."],
    [["--json=1"], "--json takes no value."],
    [["--missing-word", "-999"], "--missing-word needs a value; one that begins with a dash is written --missing-word=-VALUE."],
    [["--method", "wrad"], '--method must be one of ward-kmeans, ward, kmeans, mixture. Got "wrad"; did you mean "ward"?'],
    [["--effort", "much"], '--effort must be one of fast, balanced, thorough. Got "much".'],
    [["--seed", "-1"], "--seed needs a value; one that begins with a dash is written --seed=-VALUE."],
    [["--seed", "4294967296"], '--seed must be a whole number between 0 and 4294967295. Got "4294967296".'],
    [["--min-share", "5"], '--min-share must be a share between 0 and 1, such as 0.05. Got "5".'],
    [["--skip=-1"], "--skip must be a number of lines. Got \"-1\"."],
    [["--delimiter", ";;"], '--delimiter must be one character, no quote, or the word tab. Got ";;".'],
    [["--delimiter", ",", "--decimal", ","], "--decimal and --delimiter must not be the same."],
    [["--date", "day=ddmm"], '--date must be one of ymd, dmy, mdy. Got "ddmm"; did you mean "dmy"?'],
    [["--columns", "a,,b"], '--columns must be names with commas between them. Got "a,,b".'],
    [["--missing", "age"], '--missing must be a column, an equals sign and a value, such as minutes_watched=0 or age=median. Got "age".'],
    [["--winsorise", "a=0.9..0.1"], '--winsorise must be none or two shares, the lower first, such as 0.01..0.99. Got "0.9..0.1".'],
    [["--transform", "log"], '--transform must be one of auto, none, log1p, sqrt, rank. Got "log"; did you mean "log1p"?'],
    [["--question", "a"], '--question must be two columns with an arrow between them, such as "channel->minutes_watched". Got "a".'],
    [["--question", "a->a"], '--question must be two columns with an arrow between them, such as "channel->minutes_watched". Got "a->a".'],
    [["--report", "r.pdf"], '--report must end in .html or .md, which says what is written. Got "r.pdf".'],
    [["--labels", "-"], '--labels must name a file. Got "-".'],
    [["--title", "May"], "--title goes with --report, whose heading it is."],
    [["--date", "a=dmy", "--id", "a"], "Column `a` cannot be both --date and --id."],
    [["--id", "a", "--numeric", "a"], "Column `a` cannot be both --id and --numeric or --categorical."],
  ])("%j", (words, said) => {
    expect(complaint(words)).toBe(said);
  });
});

describe("values", () => {
  test("k is auto, a number or a range, and nothing else", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999 }), fc.nat(99), (low, more) => {
      expect(segment("--k", `${low}`).cluster.k).toBe(low);
      expect(segment("--k", `${low}..${low + more}`).cluster.k).toEqual([low, low + more]);
      expect(complaint(["--k", `${low + more + 1}..${low}`])).toMatch(/^--k must be/);
    }));
    for (const wrong of ["0", "2.5", "a", "2..", "..3", "2...3", "1e3", " 3", "٣"]) expect(complaint(["--k", wrong])).toMatch(/^--k must be auto/);
    expect(segment("--k", "auto").cluster.k).toBe("auto");
  });

  test("names with commas and quotes come back as they are when quoted as in a CSV", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('"'));
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), (names) => {
      const list = names.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
      expect(segment(`--columns=${list}`).columns.only).toEqual(names);
    }));
    expect(segment("--columns", 'a b,"c,d"', "--columns", "e,a b").columns.only).toEqual(["a b", "c,d", "e"]);
  });

  test("a pair is split at the last equals sign", () => {
    const name = fc.string({ minLength: 1 });
    const value = fc.string({ minLength: 1 }).filter((text) => !text.includes("="));
    fc.assert(fc.property(name, value, (column, fill) => {
      expect([...segment(`--missing="${column.replaceAll('"', '""')}"=${fill}`).columns.missing]).toEqual([[column, fill]]);
    }));
  });

  test("several columns may stand before it", () => {
    expect([...segment("--missing=a,\"b, c\"=0").columns.missing]).toEqual([["a", "0"], ["b, c", "0"]]);
    expect([...segment("--transform=a,b=log1p").columns.transforms]).toEqual([["a", "log1p"], ["b", "log1p"]]);
    expect([...segment("--winsorise=a,b=none").columns.winsorise]).toEqual([["a", false], ["b", false]]);
    expect([...segment("--date=a,b=dmy").columns.dates]).toEqual([["a", "dmy"], ["b", "dmy"]]);
  });

  test("whatever the words are, they are understood or told in one sentence of one line", () => {
    const option = fc.constantFrom(...[...asides, ...commandOptions.map(({ name }) => name)].map((name) => `--${name}`));
    const word = fc.oneof(option, fc.string(), fc.constantFrom("a=b", "a->b", "3", "r.md", "-", "--", "--no-json"));
    fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const said = complaint(words);
      if (said !== "nothing") expect(said.replace(/"(\\.|[^"\\])*"/g, "")).toMatch(/^[^\n]*[.?]$/);
    }), { numRuns: 1000 });
  });
});

describe("the help", () => {
  test("fits a screen of 24 lines of 80 columns, with a line left for the prompt", () => {
    const lines = help.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test("names every option, and no other", () => {
    const named = new Set([...help.matchAll(/--([a-z][a-z-]*)/g)].map(([, name]) => name));
    expect([...named].sort()).toEqual(["version", ...commandOptions.map(({ name }) => name)].sort());
  });

  test("shows three commands that can be read", () => {
    const commands = [...help.matchAll(/^ {2}npx audience-segmentation (.*)$/gm)].map(([, words]) => words.split(" "));
    expect(commands).toHaveLength(3);
    for (const words of commands) expect(complaint(words)).toBe("nothing");
  });
});

// UPDATE_PAGES=1 writes the tables anew
test.each(["columns", "segments"])("docs/command.md has the table of the options of the %s", (section) => {
  const page = readFileSync("docs/command.md", "utf8");
  const rows = commandOptions.flatMap((option) => (option.section === section && option.says !== undefined ? [`| \`--${option.name} ${option.usage.replace(/ \(.*/, "").replaceAll("|", "\\|")}\` | ${option.says} |\n`] : []));
  const shown = new RegExp(`(?<=^## The ${section}\n[^]*?\n\\| option \\| says \\|\n\\| --- \\| --- \\|\n)(?:\\|.*\n)*`, "m");
  if (process.env["UPDATE_PAGES"] === "1") writeFileSync("docs/command.md", page.replace(shown, () => rows.join("")));
  else expect(shown.exec(page)?.[0]).toBe(rows.join(""));
});

test("docs/command.md speaks of every other option", () => {
  const page = readFileSync("docs/command.md", "utf8");
  expect(commandOptions.filter(({ name }) => !page.includes(`--${name}`)).map(({ name }) => name)).toEqual([]);
});
