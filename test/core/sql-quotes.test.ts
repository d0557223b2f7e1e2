import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quotesOf, type QuotedSql } from "../../src/core/sql-quotes.ts";
import { readers } from "../oracles/read-quoted.ts";
import "../setup.ts";

const pieces = ['"', "'", "`", "\\", "]", "[", "\n", "\r", "\t", "\0", "${", "}", ";", "--", "/*", "u0027", "x27", "0", "1", "N", "E", "||", " ", "é", "🧁", "\u2028", "DROP TABLE t"];
const texts = fc.oneof(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join("")), fc.string({ unit: "binary", maxLength: 12 }));

describe.each(Object.keys(quotesOf) as QuotedSql[])("%s", (engine) => {
  const { name, text } = quotesOf[engine];
  const held = engine === "postgres" ? texts.filter((own) => !own.includes("\0")) : texts; // it has no such character

  test("reads a quoted text as what it was, whatever it holds, and nothing after it; no character zero ends it", () => {
    fc.assert(fc.property(held, (own) => {
      expect(readers[engine].text(text(own))).toBe(own);
      expect(text(own)).not.toContain("\0");
    }));
  });

  test("reads a quoted name as what it was, and nothing after it", () => {
    fc.assert(fc.property(texts.filter((own) => !own.includes("\0")), (own) => {
      expect(readers[engine].name(name(own))).toBe(own);
    }));
  });
});

test("Spark finds no setting to put in, and backslashes of PostgreSQL are those of a text that escapes", () => {
  expect(quotesOf.spark.text("${spark.app.name}")).toBe("'\\u0024{spark.app.name}'");
  expect([quotesOf.postgres.text("a\\b"), quotesOf.postgres.text("ab")]).toEqual(["E'a\\\\b'", "'ab'"]);
});
