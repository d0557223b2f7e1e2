import fc from "fast-check";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import type { Progress } from "../../src/core/progress.ts";
import { type ParseCsvOptions, resolveCsvOptions } from "../../src/csv/options.ts";
import { csvNotices, parseCsv } from "../../src/csv/parse-csv.ts";
import { readCsv, type ReadCsvOptions } from "../../src/csv/read-csv.ts";
import { readParts } from "../../src/csv/read-parts.ts";
import { createCsvReader, finishCsv, pushCsv } from "../../src/csv/reader.ts";
import { columnOrder, writtenIn } from "../../src/table/table.ts";
import { runs } from "../table-arbitraries.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What came out, or the code, the place and the rule of what was thrown. */
function outcome(read: () => object): unknown {
  try {
    const columns = read() as Record<string, ArrayLike<unknown>>;
    return [...columnOrder(columns).map((name) => [name, columns[name]]), ...csvNotices(columns)];
  } catch (error) {
    const { code, line, row, column, message } = error as InputError;
    return { code, line, row, column, rule: message.replace(/^\w+: /, "") };
  }
}

/** Reads a text cut into pieces, each of which is read at once however short it is. */
function inPieces(text: string, cuts: readonly number[], options: ParseCsvOptions): object {
  const reader = createCsvReader("readCsv", resolveCsvOptions("readCsv", options));
  reader.headLength = shortHead;
  const ends = [...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  let start = 0;
  for (const end of ends) {
    reader.wanted = 0;
    pushCsv(reader, text.slice(start, end));
    start = end;
  }
  return finishCsv(reader);
}

const shortHead = 8; // characters that a text's beginning is looked at by, more where they hold too few lines
function inOne(text: string, options: ParseCsvOptions): object {
  const reader = createCsvReader("readCsv", resolveCsvOptions("readCsv", options));
  reader.headLength = shortHead;
  return finishCsv(reader, text);
}

async function errorOf(promise: Promise<unknown>): Promise<InputError> {
  try {
    await promise;
  } catch (error) {
    return error as InputError;
  }
  throw new Error("nothing was thrown");
}

describe("a text read in pieces", () => {
  const units = [",", ",", ";", '"', "\n", "\n", "\r\n", "\r", " ", "\\", "Total", "\u001a", "a", "1", ".5", "-2.50", "007", "1e3", "NA"];

  test("is what it is in one, wherever it is cut", () => {
    const text = fc.string({ unit: fc.constantFrom(...units), maxLength: 60, size: "max" });
    const options = fc.record({
      header: fc.boolean(), missing: fc.constantFrom([], ["NA"]), delimiter: fc.constantFrom(undefined, ",", ";"),
      comment: fc.constantFrom(undefined, "a", "NA"), escape: fc.constantFrom(undefined, "\\" as const), skip: fc.constantFrom(undefined, 0, 2),
    });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), options, (text, cuts, options) => {
        fc.pre(text.trim() !== "");
        expect(outcome(() => inPieces(text, cuts, options))).toEqual(outcome(() => inOne(text, options)));
      }),
      {
        ...runs(63),
        examples: [ // a comment that ends a piece, the end of an old system's file behind a backslash
          [",-2.50\r,,\r\n,\n007\r\r\n\"-2.50\n007\n,\r\"\r,\rTotal,-2.50\nNA,Total\n.5,,,,,,", [], { header: false, missing: [], delimiter: ";", comment: "NA", escape: "\\", skip: undefined }],
          ["\n007\nNA\n-2.50\r\u001a\n a;\"\n007-2.50a\u001a;\\.5\r\r\na\r\n.5NA\r\nNA\r\n-2.50\r\n\u001a.5\\,\\\u001a", [], { header: false, missing: [], delimiter: undefined, comment: undefined, escape: "\\", skip: undefined }],
        ],
      },
    );
  });

  test("keeps numbers as they were written when text follows, in pieces and in one", () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.constantFrom("-0", "+1", "1.50", ".5", "5.", "1e3", " 2 ", "\u00a03", "-0.00", "00.1", `${"1".repeat(300)}.0`),
      fc.tuple(fc.integer(), fc.nat({ max: 6 })).map(([x, digits]) => (x / 1000).toFixed(digits)),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), fc.array(fc.nat(), { maxLength: 3 }), (numbers, cuts) => {
        const text = `a\n${numbers.join("\n")}\nx\n`;
        const expected = [["a", [...numbers, "x"]]];
        expect(outcome(() => parseCsv(text))).toEqual(expected);
        expect(outcome(() => inPieces(text, cuts, {}))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps them beyond the rows that are kept as they were written", () => {
    const numbers = Array.from({ length: 9000 }, (_, i) => (i % 3 === 0 ? `${i}.10` : `0.${"123456789".repeat(2)}${i}`));
    const text = `a,"b ""c"""\n${numbers.map((x, i) => `${i},${x}\n`).join("")}1,x\n`;
    expect(parseCsv(text)['b "c"']).toEqual([...numbers, "x"]);
    expect(outcome(() => inPieces(text, [1, 99_999, 200_000], {}))).toEqual(outcome(() => parseCsv(text)));
  });
});

describe("readCsv: sources", () => {
  const text = "a,b\n1,x\n2,ü\n3,\u{1f600}\n";
  const expected = { a: Float64Array.of(1, 2, 3), b: ["x", "ü", "\u{1f600}"] };
  const everyByte = [...bytes(text)].map((byte) => Uint8Array.of(byte));
  async function* slowly(): AsyncGenerator<Uint8Array> {
    for (const piece of everyByte) yield piece;
  }

  test.each([
    ["bytes", () => bytes(text)],
    ["an iterable of bytes", () => everyByte],
    ["an iterable of texts", () => text.match(/[^]{1,3}/gu)!],
    ["a text", () => text],
    ["an async iterable", slowly],
    ["a stream of Node", () => Readable.from(everyByte)],
    ["a Blob", () => new Blob([text])],
    ["a Response", () => new Response(text)],
    ["a web stream", () => new Blob([text]).stream()],
    ["a stream that is decompressed", () => new Blob([gzipSync(text)]).stream().pipeThrough(new DecompressionStream("gzip"))],
    ["UTF-16, little endian, with a mark", () => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, big endian, with a mark", () => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["UTF-8 with a mark", () => bytes(`\ufeff${text}`)],
  ])("%s", async (_, source) => {
    expect(await readCsv(source())).toEqual(expected);
  });

  test("a file, with its progress", async () => {
    const folder = mkdtempSync(join(tmpdir(), "read-csv-"));
    const file = join(folder, "a.csv");
    const content = `a,b\n${Array.from({ length: 50_000 }, (_, i) => `${i},t${i % 7}\n`).join("")}`;
    writeFileSync(file, content);
    const said: Progress[] = [];
    const columns = await readCsv(createReadStream(file), { size: content.length, onProgress: (progress) => said.push(progress) });
    rmSync(folder, { recursive: true });
    expect(columns).toEqual(parseCsv(content));
    expect(said.length).toBeGreaterThan(3);
    expect(said.at(-1)).toEqual({ stage: "read", done: content.length, total: content.length });
  });

  test("an encoding that is named", async () => {
    expect(await readCsv(Uint8Array.of(97, 10, 0xfc, 10), { encoding: "windows-1252" })).toEqual({ a: ["ü"] });
    const beyond = Uint8Array.of(97, 10, 0x80, 10, 0x92, 10); // which some versions of Node make control characters of
    expect(await readCsv([beyond.subarray(0, 4), beyond.subarray(4)], { encoding: "windows-1252" })).toEqual({ a: ["€", "’"] });
  });
});

describe("readCsv: faults", () => {
  const cases: [name: string, source: unknown, options: unknown, code: string, message: string][] = [
    ["no source", undefined, {}, "not-a-stream", "`source` must be a stream, a Blob, a Response, bytes, or an iterable of bytes or texts. Got undefined."],
    ["the name of a file", "data/customers.csv", {}, "not-a-stream", "which may be the name of a file; open it"],
    ["a Response without a body", { body: null }, {}, "not-a-stream", "Got an object"],
    ["pieces of another kind", [1, 2], {}, "not-a-stream", "`source` must give bytes or texts. Got 1."],
    ["an unknown option", "a\n", { sep: ";" }, "unknown-option", '"sep"'],
    ["an unknown encoding", bytes("a\n"), { encoding: "klingon" }, "unknown-value", 'Got "klingon".'],
    ["nothing", [], {}, "empty", "readCsv: line 1: the text must not be empty"],
    ["white space", bytes(" \n\n"), {}, "empty", "Got white space only."],
    ["bytes that are no UTF-8", Uint8Array.of(97, 10, 98, 10, 99, 0xfc, 10), {}, "not-text", "readCsv: line 3: the bytes must be utf-8; if"],
    ["bytes that end amid a character", Uint8Array.of(97, 10, 0xc3), {}, "not-text", "line 2"],
    ["a zip archive", bytes("PK\u0003\u0004xx"), {}, "not-csv", "a spreadsheet"],
    ["a ragged row", ["a,b\n1,", "2\n3\n"], {}, "ragged-rows", "readCsv: row 1, line 3: must have 2 fields"],
  ];
  test.each(cases)("%s", async (_, source, options, code, message) => {
    const error = await errorOf(readCsv(source as Uint8Array, options as ReadCsvOptions));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain(message);
    expect({ code: error.code, where: error.where }).toEqual({ code, where: "readCsv" });
  });

  test("lines are counted through what was let go", async () => {
    const row = `${"x".repeat(50)},"1\r\n2"\r\n`;
    const error = await errorOf(readCsv([...Array<string>(5000).fill(row), "short\n"].map((piece, i) => (i === 0 ? `a,b\n${piece}` : piece))));
    expect([error.code, error.line, error.row]).toEqual(["ragged-rows", 10_002, 5000]);
  });

  test("what the source throws is passed on", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytes("a\n");
      throw new Error("the disk is gone");
    }
    expect((await errorOf(readCsv(broken()))).message).toBe("the disk is gone");
  });

  test("a signal stops the reading and lets the source go", async () => {
    const controller = new AbortController();
    let isLetGo = false;
    const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(bytes("a\n")), cancel: () => void (isLetGo = true) });
    const error = errorOf(readCsv(endless, { signal: controller.signal, onProgress: ({ done }) => done > 1000 && controller.abort() }));
    expect((await error).name).toBe("AbortError");
    expect(isLetGo).toBe(true);
  });

  test("a signal stops the wait for a piece that does not come", async () => {
    const controller = new AbortController();
    const error = errorOf(readCsv(new ReadableStream<Uint8Array>({}), { signal: controller.signal }));
    controller.abort(new Error("enough"));
    expect((await error).message).toBe("enough");
  });

  test("a signal that was given before is heeded", async () => {
    expect((await errorOf(readCsv("a\n1\n", { signal: AbortSignal.abort(new Error("never")) }))).message).toBe("never");
  });

  test("the source is let go after a fault", async () => {
    let isLetGo = false;
    const stream = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(bytes("PK\u0003\u0004".padEnd(70_000))), cancel: () => void (isLetGo = true) });
    expect((await errorOf(readCsv(stream))).code).toBe("not-csv");
    expect(isLetGo).toBe(true);
  });
});

test("each part of a text that is read in parts remembers how its own numbers were written", async () => {
  const lines = Array.from({ length: 80 }, (_, i) => `${1 + (i % 9)}.${100 + i},${i},${"long ".repeat(400)}\n`); // more than the least piece
  const texts: unknown[] = [];
  let parts = 0;
  for await (const { columns } of readParts("readCsv", ["amount,number,note\n", ...lines], resolveCsvOptions("readCsv", {}), {}, () => 1)) {
    parts++;
    expect(Object.keys(writtenIn(columns)!.texts)).toEqual(["amount"]);
    texts.push(...writtenIn(columns)!.texts["amount"]);
  }
  expect(parts).toBeGreaterThan(1);
  expect(texts).toEqual(lines.map((line) => line.split(",")[0]));
});
