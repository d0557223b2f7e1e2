// What is told of a repair is what was done: a clean table is printed, one thing that exports have is put into it, and the table that is
// read must be the clean one, with a notice whose figures say what was put in. A clean table is never repaired.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Notice } from "../../src/core/notice.ts";
import { csvNotices, parseCsv } from "../../src/csv/parse-csv.ts";
import type { ParseCsvOptions } from "../../src/csv/options.ts";
import { unescaped, unwrapped } from "../../src/csv/rewrite.ts";
import { columnOrder, writtenIn } from "../../src/table/table.ts";
import { runs } from "../table-arbitraries.ts";

/** A table of at least three columns and rows: whole numbers from 1 on in two columns, and words. */
interface Clean {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly lineEnd: string;
}

const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: 3, maxLength: 8 });
const number = fc.integer({ min: 1, max: 9999 }).map(String);
const clean: fc.Arbitrary<Clean> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 3, max: 30 }), fc.constantFrom(",", ";", "\t", "|"), fc.constantFrom("\n", "\r\n", "\r"))
  .chain(([words, count, delimiter, lineEnd]) =>
    fc.record({
      names: fc.uniqueArray(word.map((name) => `n${name}`), { minLength: words + 2, maxLength: words + 2 }),
      rows: fc.array(
        fc.tuple(fc.array(word.map((text) => `w${text}`), { minLength: words, maxLength: words }), number, number).map(([texts, a, b]) => [texts[0], a, ...texts.slice(1), b]),
        { minLength: count, maxLength: count },
      ),
      delimiter: fc.constant(delimiter),
      lineEnd: fc.constant(lineEnd),
    }),
  );

const lineOf = (cells: readonly string[], { delimiter }: Clean): string => cells.join(delimiter);
const linesOf = (table: Clean): string[] => [table.names, ...table.rows].map((cells) => lineOf(cells, table));
const textOf = (lines: readonly string[], { lineEnd }: Clean): string => lines.map((line) => line + lineEnd).join("");
const cellsOf = (column: ArrayLike<unknown>): unknown[] => Array.from(column, (value) => (Number.isNaN(value) ? null : value));
const columnsOf = ({ names, rows }: Clean): [string, unknown[]][] =>
  names.map((name, c) => [name, rows.map((row) => (/^\d+$/.test(row[c]) ? Number(row[c]) : row[c]))]);

/** Reads a text, which must be the table, and gives what is told. */
function told(text: string, table: Clean, options: ParseCsvOptions = {}, columns = columnsOf(table)): readonly Notice[] {
  const read = parseCsv(text, options);
  expect(columnOrder(read).map((name) => [name, cellsOf(read[name])])).toEqual(columns);
  return csvNotices(read);
}

const title = fc.tuple(fc.constantFrom("Customer report", "Kunden der Filiale", "Stand 31.12.2024", "made by Ann", "May to June"), fc.boolean());
const often = runs(6);

describe("a repair is what is told of it", () => {
  test("a clean table is never repaired", () => {
    fc.assert(
      fc.property(clean, fc.constantFrom(true, false), (table, hasHeader) => {
        const lines = linesOf(table);
        const columns = columnsOf(table).map(([name, cells], c): [string, unknown[]] => [hasHeader ? name : `column${c + 1}`, cells]);
        expect(told(textOf(hasHeader ? lines : lines.slice(1), table), table, { header: hasHeader }, columns)).toEqual([]);
      }),
      often,
    );
  });

  test("titles above the header", () => {
    fc.assert(
      fc.property(clean, fc.array(title, { minLength: 1, maxLength: 5 }), (table, titles) => {
        const lines = titles.flatMap(([text, isApart]) => (isApart ? [text, ""] : [text]));
        const expected: Notice[] = [{ code: "lines-above", figures: { lines: lines.length, first: lines[0] } }];
        expect(told(textOf([...lines, ...linesOf(table)], table), table)).toEqual(expected);
        expect(told(textOf([...lines, ...linesOf(table)], table), table, { skip: lines.length })).toEqual([]);
      }),
      often,
    );
  });

  test("notes below the last row", () => {
    fc.assert(
      fc.property(clean, fc.array(title, { minLength: 1, maxLength: 4 }), (table, notes) => {
        const lines = notes.flatMap(([text, isApart]) => (isApart ? [text, ""] : [text]));
        const expected: Notice[] = [{ code: "lines-below", figures: { lines: notes.length, first: lines[0] } }];
        expect(told(textOf([...linesOf(table), "", ...lines], table), table)).toEqual(expected);
      }),
      often,
    );
  });

  test("blank lines and rows of delimiters", () => {
    fc.assert(
      fc.property(clean, fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 6 }), (table, put) => {
        const [head, ...rows] = linesOf(table);
        const empty = lineOf(table.names.map(() => ""), table);
        const before = rows.map((_, r) => put.flatMap(([at, isBlank]) => (at % rows.length === r ? [isBlank ? "" : empty] : [])));
        const lines = [head, ...rows.flatMap((row, r) => [...before[r], row])];
        const first = 1 + lines.findIndex((line) => line === "" || line === empty);
        const expected: Notice[] = [{ code: "rows-empty", figures: { rows: put.length, line: first } }];
        expect(told(textOf(lines, table), table)).toEqual(expected);
      }),
      often,
    );
  });

  test("rows of totals", () => {
    fc.assert(
      fc.property(clean, fc.constantFrom("Total", "Summe", "Grand total:", "TOTALE"), fc.boolean(), fc.integer({ min: 0, max: 3 }), (table, name, isFirst, off) => {
        const sums = columnsOf(table).map(([, cells]) => (typeof cells[0] === "number" ? (cells as number[]).reduce((a, b) => a + b, off) : ""));
        const line = lineOf([name, ...sums.slice(1).map(String)], table);
        const [head, ...rows] = linesOf(table);
        const text = textOf(isFirst ? [head, line, ...rows] : [head, ...rows, line], table);
        const figures = { place: isFirst ? ("first" as const) : ("last" as const), words: [name] };
        if (off === 0) expect(told(text, table)).toEqual([{ code: "totals-left-out", figures }]);
        else expect(csvNotices(parseCsv(text))).toEqual([{ code: "totals-kept", figures }]);
      }),
      often,
    );
  });

  test("a second row of headings", () => {
    const questions = fc.uniqueArray(word, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(clean, questions, (table, words) => {
        const second = table.names.map((_, c) => `How ${words[c]}?`);
        const [head, ...rows] = linesOf(table);
        const expected: Notice[] = [{ code: "second-header", figures: { rows: 1, line: 2, first: second[0] } }];
        expect(told(textOf([head, lineOf(second, table), ...rows], table), table)).toEqual(expected);
      }),
      often,
    );
  });

  test("columns without a name, with cells and without", () => {
    fc.assert(
      fc.property(clean, fc.integer({ min: 0, max: 3 }), fc.boolean(), (table, empty, hasCells) => {
        fc.pre(empty > 0 || hasCells);
        const more = (row: number): string[] => [...Array<string>(empty).fill(""), ...(hasCells ? [row < 0 ? "" : `x${row}`] : [])];
        const lines = [table.names, ...table.rows].map((cells, r) => lineOf([...cells, ...more(r - 1)], table));
        const name = `column${table.names.length + empty + 1}`;
        const columns = [...columnsOf(table), ...(hasCells ? [[name, table.rows.map((_, r) => `x${r}`)] as [string, unknown[]] ] : [])];
        const expected: Notice[] = [
          ...(empty > 0 ? [{ code: "columns-empty", figures: { columns: empty } } as const] : []),
          ...(hasCells ? [{ code: "columns-named", figures: { columns: [name] } } as const] : []),
        ];
        expect(told(textOf(lines, table), table, {}, columns)).toEqual(expected);
      }),
      often,
    );
  });

  test("names that are there already", () => {
    const few = fc.constantFrom("a", "b", "a (2)", "a (3)", "b (2)");
    fc.assert(
      fc.property(fc.array(few, { minLength: 2, maxLength: 8 }), (names) => {
        const read = parseCsv(`${names.join(",")}\n${names.map((_, c) => c).join(",")}\n${names.map(() => "x").join(",")}\n`);
        const found = columnOrder(read);
        expect(new Set(found).size).toBe(names.length);
        expect(found.map((name) => read[name][0])).toEqual(names.map((_, c) => String(c)));
        const isLater = names.map((name, c) => names.indexOf(name) < c);
        found.forEach((name, c) => expect(isLater[c] ? name.replace(/ \(\d+\)$/, "") : name).toBe(names[c]));
        const renamed = found.filter((_, c) => isLater[c]);
        expect(csvNotices(read)).toEqual(renamed.length === 0 ? [] : [{ code: "columns-renamed", figures: { columns: renamed } }]);
      }),
      often,
    );
  });

  test("a header one name short", () => {
    fc.assert(
      fc.property(clean, fc.constantFrom(0, 1), (table, from) => {
        const lines = [table.names.join(table.delimiter), ...table.rows.map((cells, r) => lineOf([String(from + r), ...cells], table))];
        const columns: [string, unknown[]][] = [["column1", table.rows.map((_, r) => from + r)], ...columnsOf(table)];
        expect(told(textOf(lines, table), table, {}, columns)).toEqual([{ code: "header-short", column: "column1", figures: {} }]);
      }),
      often,
    );
  });

  test("whole lines in quotes", () => {
    fc.assert(
      fc.property(clean, fc.boolean(), (table, withHeader) => {
        const lines = linesOf(table).map((line, at) => (at === 0 && !withHeader ? line : `"${line}"`));
        expect(told(textOf(lines, table), table)).toEqual([{ code: "lines-unwrapped", figures: {} }]);
      }),
      often,
    );
  });

  test("blanks around quotes", () => {
    const blanks = fc.tuple(fc.constantFrom("", " ", "  "), fc.constantFrom("", " "));
    fc.assert(
      fc.property(clean, fc.array(blanks, { minLength: 1, maxLength: 20 }), (table, around) => {
        let [at, fields] = [0, 0];
        const quoted = (cell: string): string => {
          const [before, behind] = around[at++ % around.length];
          if (before + behind !== "") fields++;
          return `${before}"${cell}"${behind}`;
        };
        const text = textOf([table.names, ...table.rows].map((cells) => lineOf(cells.map(quoted), table)), table);
        expect(told(text, table)).toEqual(fields === 0 ? [] : [{ code: "blanks-around-quotes", figures: { fields } }]);
      }),
      often,
    );
  });

  test("quotes behind a backslash, found or told", () => {
    const text = fc.string({ unit: fc.constantFrom('"', "\\", ",", "x", " ", "\n"), minLength: 1, maxLength: 6 }).map((own) => `t${own}`);
    const escaped = (cell: string): string => `"${cell.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 12 }), (texts) => {
        const file = `a,b\n${texts.map((cell, r) => `${escaped(cell)},${r}\n`).join("")}`;
        const read = parseCsv(file, { escape: "\\" });
        expect({ ...read }).toEqual({ a: texts, b: Float64Array.from(texts, (_, r) => r) });
        expect(csvNotices(read)).toEqual([]);
        const found = parseCsv(`a,b\n"say \\"so\\" x",0\n${file.slice(4)}`); // a field that is none otherwise
        expect(found["a"]).toEqual(['say "so" x', ...texts]);
        expect(csvNotices(found)).toEqual([{ code: "quotes-escaped", figures: {} }]);
      }),
      often,
    );
  });

  test("whatever stands behind a backslash, in quotes or not", () => {
    const piece = fc.constantFrom('"', "\\", ",", ";", "\t", "\n", "\r\n", "x", " ", "N", "é");
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((own) => `t${own.join("")}`);
    const escaped = (cell: string, delimiter: string): string => cell.replace(/\r\n|["\\\n\t]/g, "\\$&").replaceAll(delimiter === "\t" ? "\0" : delimiter, `\\${delimiter}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 12 }), fc.constantFrom(",", ";", "\t"), (cells, delimiter) => {
        const rows = cells.map(([cell, inQuotes], r) => [inQuotes ? `"${escaped(cell, delimiter)}"` : escaped(cell, delimiter), r].join(delimiter));
        for (const told of [{ delimiter }, {}]) {
          const read = parseCsv(["a", "b"].join(delimiter) + rows.map((row) => `\n${row}`).join(""), { ...told, escape: "\\" });
          expect({ ...read }).toEqual({ a: cells.map(([cell]) => cell), b: Float64Array.from(cells, (_, r) => r) });
        }
      }),
      often,
    );
  });

  test("comments", () => {
    fc.assert(
      fc.property(clean, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), fc.constantFrom("#", "//", "--"), (table, put, comment) => {
        const lines = linesOf(table).flatMap((line, at) => [...put.flatMap((place) => (place % (table.rows.length + 1) === at ? [`${comment} a, "b; c`] : [])), line]);
        expect(told(textOf(lines, table), table, { comment })).toEqual([]);
      }),
      often,
    );
  });
});

test("what is rewritten piece by piece is what is rewritten at once", () => {
  const text = fc.array(fc.constantFrom('"', "\\", ",", "\n", "\r\n", "\r", "x", " ", "#", "#-"), { maxLength: 20 }).map((parts) => parts.join(""));
  const rewrites = [() => unescaped(",", "\\", ""), () => unescaped(",", "\\", "#-"), () => unwrapped(44)];
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4 }), fc.constantFrom(...rewrites), (text, length, start) => {
      const rewrite = start();
      let out = "";
      for (let at = 0; at < text.length; at += length) out += rewrite(text.slice(at, at + length), false);
      expect(out + rewrite("", true)).toBe(start()(text, true));
    }),
    runs(20),
  );
});

test("columns whose points may group digits are remembered as written, without the rows that are left out", () => {
  for (const last of ["Summe;1.814.530", "Summe;1.814,53"]) {
    const read = parseCsv(`Bericht von Mai\nname;spend;visits\nA;901.250;1\nB;980;2\nC;912.300;3\n${last};6\n`);
    const isCertain = last.endsWith("530");
    expect(csvNotices(read).map(({ code }) => code)).toEqual(["lines-above", isCertain ? "totals-left-out" : "totals-kept"]);
    expect(writtenIn(read)).toEqual({ delimiter: ";", texts: isCertain ? { spend: ["901.250", "980", "912.300"] } : {} });
  }
});
