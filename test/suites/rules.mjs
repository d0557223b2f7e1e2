// What differs from other readers by intention, and where that is written; what is refused, and why.

const isBlank = (cell) => cell === null || cell === undefined || String(cell).trim() === "";
const isBlankLine = (row) => row.length === 0 || (row.length === 1 && isBlank(row[0]));
const onRows = (change) => ({ names, rows }, context) => ({ names, rows: change(rows, context) });
const onCells = (change) => ({ names, rows }) => ({ names: names?.map(change), rows: rows.map((row) => row.map(change)) });
const hasTold = ({ notices }, code) => notices.some((notice) => notice.code === code);
const widthOf = ({ names, rows }) => Math.max(0, ...(names === undefined ? rows : [names, ...rows]).map((row) => row.length));
const figuresOf = ({ notices }, code) => notices.find((notice) => notice.code === code)?.figures;

/**
 * Each makes of the table that a suite wants one that the library promises instead; `where` says in what it promises it. They are tried in
 * this order, one on top of the other.
 */
export const differences = [
  {
    why: "CR, LF and CR LF end a line, also where a text has several of them",
    where: "parseCsv",
    apply: ({ names, rows }, { text }) => (text.includes('"') ? { names, rows } : { names, rows: rows.flatMap(splitAtLineEnds) }),
  },
  {
    why: "the end of the last line begins no row",
    where: "parseCsv",
    apply: onRows((rows, { text }) => (/[\r\n]$/.test(text) && rows.length > 0 && isBlankLine(rows.at(-1)) ? rows.slice(0, -1) : rows)),
  },
  {
    why: "blank lines, and lines of nothing but delimiters, are left out above the header",
    where: "parseCsv",
    apply: ({ names, rows }) => {
      const all = names === undefined ? rows : [names, ...rows];
      const [first, ...others] = all.slice(Math.max(0, all.findIndex((row) => !row.every(isBlank))));
      return names === undefined ? { names, rows: first === undefined ? [] : [first, ...others] } : { names: first, rows: others };
    },
  },
  {
    why: "blank lines and rows with nothing in them are left out, where the table has several columns",
    where: "docs/your-data.md",
    apply: (table) => (widthOf(table) < 2 ? table : { ...table, rows: table.rows.filter((row) => !row.every(isBlank)) }),
  },
  {
    why: "in a table of one column a blank line is a row, which has nothing in it",
    where: "parseCsv",
    apply: ({ names, rows }, { text, options }) => {
      if (widthOf({ names, rows }) !== 1 || text.includes('"')) return { names, rows };
      const lines = text.replace(/^\ufeff/, "").replace(/\r\n|[\r\n]$/, "").split(/\r\n|\r|\n/);
      const first = options.header === false ? 0 : lines.findIndex((line) => line.trim() !== "") + 1;
      return { names, rows: lines.slice(first).map((line) => [line]) };
    },
  },
  {
    why: "lines above the header are left out, told",
    where: "docs/your-data.md",
    apply: ({ names, rows }, context) => {
      const at = hasTold(context, "lines-above") ? rows.findIndex((row) => row.join() === Object.keys(context.columns).join()) : -1;
      return at < 0 ? { names, rows } : { names: rows[at], rows: rows.slice(at + 1) };
    },
  },
  {
    why: "lines below the last row are left out, told",
    where: "docs/your-data.md",
    apply: onRows((rows, context) => (hasTold(context, "lines-below") ? rows.slice(0, Object.values(context.columns)[0].length) : rows)),
  },
  {
    why: "rows of totals are left out, told",
    where: "docs/your-data.md",
    apply: onRows((rows, context) => {
      const totals = figuresOf(context, "totals-left-out");
      if (totals === undefined) return rows;
      return totals.place === "last" ? rows.slice(0, -totals.words.length) : rows.slice(totals.words.length);
    }),
  },
  {
    why: "a second row of headings is left out, told",
    where: "docs/your-data.md",
    apply: onRows((rows, context) => rows.slice(figuresOf(context, "second-header")?.rows ?? 0)),
  },
  {
    why: "blanks around a field in quotes, and with them the quotes, are left out, told",
    where: "docs/your-data.md",
    apply: (table, context) => (hasTold(context, "blanks-around-quotes") ? onCells(withoutQuotes)(table) : table),
  },
  {
    why: "a backslash stays before anything but a quote, a delimiter, a line end, a tab or a backslash, as in `\\N`",
    where: "ParseCsvOptions.escape",
    apply: onRows((rows, { columns, options }) => {
      const read = options.escape === undefined ? [] : Object.values(columns);
      const isStayed = (own, cell) => typeof own === "string" && own !== cell && own.replace(/\\([^"\\,;\t\r\n])/gs, "$1") === cell;
      return rows.map((row, r) => row.map((cell, c) => (isStayed(read[c]?.[r], cell) ? read[c][r] : cell)));
    }),
  },
  {
    why: "a field of blanks only is missing",
    where: "ParseCsvOptions.missing",
    apply: onRows((rows) => rows.map((row) => row.map((cell) => (isBlank(cell) ? "" : cell)))),
  },
  {
    why: "columns without a name and without a value are left out",
    where: "docs/your-data.md",
    apply: ({ names, rows }) => {
      if (names === undefined) return { names, rows };
      const kept = names.map((name, c) => !isBlank(name) || rows.some((row) => !isBlank(row[c])));
      const keep = (row) => row.filter((_, c) => kept[c] ?? true);
      return kept.includes(true) ? { names: named(names, kept), rows: rows.map(keep) } : { names, rows };
    },
  },
  {
    why: "rows that all end in the delimiter, below a header that does not: the column behind it is left out, not the first taken for an index",
    where: "docs/your-data.md",
    apply: ({ names, rows }, context) => {
      const own = Object.keys(context.columns);
      const isLong = hasTold(context, "columns-empty") && names?.slice(1).join("\n") === own.join("\n");
      return isLong && rows.every((row) => isBlank(row.at(-1))) ? { names: own, rows: rows.map((row) => row.slice(0, -1)) } : { names, rows };
    },
  },
  {
    why: "a column without a name is called by its place, and the second `Email` is `Email (2)`",
    where: "docs/your-data.md",
    apply: ({ names, rows }) => ({ names: names === undefined ? names : numbered(names), rows }),
  },
];

function splitAtLineEnds(row) {
  const split = [[]];
  for (const cell of row) {
    const [first, ...others] = String(cell ?? "").split(/\r\n|\n|\r/);
    split.at(-1).push(first);
    for (const other of others) split.push([other]);
  }
  return split.length === 1 ? [row] : split;
}

function withoutQuotes(cell) {
  const quoted = /^\s*"(.*)"\s*$/s.exec(String(cell ?? ""));
  return quoted === null ? cell : quoted[1].replaceAll('""', '"');
}

/** The names of the columns that are kept; one without a name is called by its place. */
function named(names, kept) {
  return names.flatMap((name, c) => (kept[c] ? [isBlank(name) ? `column${c + 1}` : name] : []));
}

function numbered(names) {
  const taken = new Set(names);
  const seen = new Set();
  return names.map((name) => {
    let [own, count] = [name, 1];
    while (seen.has(own) || (own !== name && taken.has(own))) own = `${name} (${++count})`;
    seen.add(own);
    return own;
  });
}

/** Where a suite refuses what the library reads. */
export const faults = [
  { why: "a line end outside of quotes ends a line", where: "parseCsv", applies: (text) => /[\r\n]/.test(text) && !text.includes('"') },
  { why: "lines to skip are lines, whatever quotes are in them", where: "ParseCsvOptions.skip", applies: (_, { skip }) => skip > 0 },
  { why: "a field may be of any length", where: "parseCsv", applies: (text) => text.length > 100000 },
];

/** Why what a suite reads is refused, by the code of the error. */
export const refusals = {
  "ragged-rows": { why: "a row of another width: to pad or to cut it would put values under other names" },
  "unclosed-quote": { why: "a quote that never closes: the rest of the file would be one field" },
  "text-after-quote": { why: "text behind a closing quote: where its field ends cannot be known" },
  "empty": { why: "nothing in it, not even a header" },
  "not-csv": { why: "no table: JSON, HTML, an archive, or binary" },
  "bad-delimiter": { why: "what cannot stand between fields: a quote, a line end, the decimal mark" },
};

/** What the library has no option for, by the names that suites have for it. */
const unoffered = [
  { why: "no option: a delimiter that is a pattern, several characters, a quote or a line end", names: ["delimiter"] },
  { why: "no option: several rows of headings that make one, or one amid the rows", names: ["header"] },
  { why: "no option: some of the rows only", names: ["preview", "nrows", "skiprows", "skipfooter", "on_bad_lines"] },
  { why: "no option: another quote, or none", names: ["quoteChar", "quotechar", "quote", "quoting", "relax", "keepsQuotes", "fastMode"] },
  {
    why: "no option: another escape than a doubled quote or a backslash",
    names: ["escapeChar", "escapechar", "escape", "quoteEscape", "doublequote"],
  },
  { why: "no option: comments that begin within a line", names: ["comment within a line", "comments"] },
  { why: "no option: a line end of its own", names: ["newline", "rowDelimiter", "lineterminator"] },
  {
    why: "no option: cells changed as they are read",
    names: ["transform", "transformHeader", "trim", "ltrim", "rtrim", "skipinitialspace", "decimal"],
  },
];

/** The rule of an option that there is none for; undefined where it is not thought of here. */
export function refusalOf(option) {
  return unoffered.find(({ names }) => names.includes(option));
}
