// The six tables, each with how it is read and segmented. What is random is drawn by integers, so that nothing but this file and
// examples/customers.csv is needed.
import { matrix, parseCsv, readCsv, rfm } from "../../src/index.ts";
import customersCsv from "../../examples/customers.csv";

/** A stream of whole numbers from 0 to below `most`. */
function drawing(seed) {
  let state = seed;
  return (most) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % most;
}

/** Rows as CSV. */
function csvOf(head, rows, mark = ",") {
  return [head, ...rows].map((cells) => cells.join(mark)).join("\n");
}

const indices = (rows) => Array.from({ length: rows }, (_, i) => i);

/** The published analysis, of the first customers. */
function customers() {
  const labels = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
  const features = [{ column: "minutes_watched", missing: { fill: 0 } }, "CLV", { column: "region", type: "category", labels }, { column: "channel", type: "category" }];
  const source = parseCsv(customersCsv.split("\n").slice(0, 201).join("\n"));
  return { source, options: { features, k: [3, 7], choose: "dendrogram", effort: "fast", scaling: "column" }, numbers: ["minutes_watched", "CLV"], categories: ["region", "channel"] };
}

/** Numbers, categories and gaps, with weights, nothing said about them. */
function mixed() {
  const draw = drawing(21);
  const rows = indices(240).map((i) => [
    i % 23 === 5 ? "" : 18 + draw(20) + 15 * (i % 3), ["free", "basic", "pro"][(i + (draw(9) === 0 ? 1 : 0)) % 3], i % 17 === 3 ? "n/a" : (100 + draw(9000) * (1 + (i % 3))) / 100,
    ["yes", "no"][draw(2)], `2024-0${1 + draw(9)}-${10 + draw(18)}`, 1 + draw(4),
  ]);
  const source = parseCsv(csvOf(["age", "plan", "monthlySpend", "newsletter", "signed_up", "w"], rows));
  return { source, options: { weights: "w", k: [2, 5] }, profile: ["newsletter"], numbers: ["age", "monthlySpend"], categories: ["plan", "newsletter"] };
}

/** An export as bytes of windows-1252: a title, a total, amounts with decimal commas, dates with months' names, names of persons. */
async function exported() {
  const draw = drawing(22);
  const months = ["Jan", "Feb", "M\u00e4rz", "April", "Mai", "Juni", "Juli", "August", "Sept.", "Okt", "Nov", "Dez"];
  const [first, last] = [["J\u00f6rg", "Zo\u00eb", "Ren\u00e9e", "\u00c5sa"], ["M\u00fcller", "Nu\u00f1ez", "Gr\u00fcn", "O\u2019Neill", "Bj\u00f6rk", "S\u00e1nchez", "Wei\u00df"]];
  let sum = 0;
  const rows = indices(180).map((i) => {
    const cents = (1000 + draw(4000)) * (1 + 4 * (i % 3));
    sum += cents;
    const money = (all) => `${Math.floor(all / 100000) || ""}${all >= 100000 ? "." : ""}${all >= 100000 ? String(Math.floor(all / 100) % 1000).padStart(3, "0") : Math.floor(all / 100)},${String(all % 100).padStart(2, "0")} \u20ac`;
    const date = `${1 + draw(28)}. ${months[draw(12)]} ${2021 + (i % 3)}`;
    return [`KD-${1000 + i}`, `${first[i % 4]} ${last[(i * 5) % 7]}-${last[draw(7)]}`, money(cents), date, ["Caf\u00e9", "B\u00fcro \u2013 S\u00fcd", "\u201eB\u00f6rse\u201c", "caf\u00e9"][draw(4)], `${draw(100)} %`];
  });
  const lines = ["Umsatz je Kunde, \u00d6sterreich;;;;;", csvOf(["KundenNr", "Kunde", "Umsatz", "Kauf am", "Filiale", "Rabatt"], rows, ";"), `Summe;;${Math.floor(sum / 100)},${String(sum % 100).padStart(2, "0")} \u20ac;;;`];
  const high = new Map([..."\u20ac \u201e\u2026 \u2018\u2019\u201c\u201d \u2013\u2014"].map((character) => [character, 0]));
  for (const [character, byte] of [["\u20ac", 0x80], ["\u201e", 0x84], ["\u2026", 0x85], ["\u2018", 0x91], ["\u2019", 0x92], ["\u201c", 0x93], ["\u201d", 0x94], ["\u2013", 0x96], ["\u2014", 0x97]]) high.set(character, byte);
  const bytes = Uint8Array.from(lines.join("\r\n"), (character) => high.get(character) || character.charCodeAt(0));
  return { source: await readCsv(bytes, { encoding: "windows-1252" }), options: { k: [2, 5], effort: "fast" }, numbers: ["Umsatz", "Rabatt"], categories: ["Filiale"] };
}

/**
 * Headings and cells in letters of which engines know more or fewer: of Unicode 14, 15, 15.1, 16 and 17 and none yet, with case where the
 * newer engines see it, beside sigmas, sharp s, dotless i, ligatures, marks, digits of other scripts, blanks of all widths.
 */
function letters() {
  const draw = drawing(23);
  const unicode = {
    vithkuqi: "\u{10570}\u{10571}\u{10597}", kawi: "\u{11f04}\u{11f05}\u{11f02}", nagMundari: "\u{1e4d0}\u{1e4d1}\u{1e4d2}", extensionI: "\u{2ebf0}\u{2ebf1}", garay: "\u{10d50}\u{10d51}\u{10d70}",
    latin16: "\ua7cb\ua7cc\ua7cd", sunuwar: "\u{11bc0}\u{11bc1}", cyrillic16: "\u1c89\u1c8a", sidetic: "\u{10940}\u{10941}", latin17: "\ua7ce\ua7cf\ua7d2", none: "\ua7dd\u0378\u{1ecb7}", cherokee: "\u13a0\uab70", georgian: "\u1c90\u10d0",
  };
  const cells = Object.values(unicode);
  const others = ["\u03a3\u039f\u03a6\u039f\u03a3\u{10d50}", "\u03c3\u03bf\u03c6\u03bf\u03c2", "Stra\u00dfe", "STRASSE", "\u0130zmir", "\u0131zmir", "\ufb01n", "\u212aelvin", "\u017fein", "e\u0301cole", "\u00e9cole", "\u0661\u0662", "\u3000\u4e2d\u6587\u3000", "\u2003wide\u2003", "\u180eo"];
  const heads = [
    `${unicode.garay}Id`, `spend${unicode.garay}Total`, `\u{10d50}\u{10d51}`, `\u{10570}name`, "\u00dcmsatz\ua7cb\u0264", `visits.${unicode.latin17}.count`, `name ${unicode.kawi}`, "\u03a3\u039a\u039f\u03a1\u03a3", `unit\u{2ebf0}`, "note\u{1f9ff}",
  ];
  const rows = indices(200).map((i) => {
    const word = cells[(i * 7) % cells.length];
    return [
      `${unicode.garay[0]}${1000 + i}`, 10 + draw(50) + 200 * (i % 2), cells[draw(4)], `${cells[draw(13)]}${draw(3) === 0 ? "" : " \u{10570}"}`, [others[draw(4)], cells[4 + (i % 3)], "\u{10d70}\u{10d71}"][draw(3)],
      draw(9) + (i % 2) * 20, `${word[0]}${word} ${cells[draw(13)]} ${i}`, others[(i + draw(3)) % others.length], `${draw(90)} ${["\u{2ebf0}", "\ua7cb", "kg"][i % 3]}`, i % 9 === 0 ? "" : `${draw(30)} \u20c1`,
    ];
  });
  return { source: parseCsv(csvOf(heads, rows)), options: { k: [2, 5], effort: "fast" }, profile: [heads[7]], numbers: [heads[1], heads[5]], categories: [heads[2], heads[4]] };
}

/** Customers of what they bought: refunds, days, ties. */
function purchases() {
  const draw = drawing(24);
  const rows = indices(600).map(() => [`c${draw(4) === 0 ? draw(130) : draw(40)}`, `${1 + draw(12)}/${1 + draw(28)}/2023`, draw(20) === 0 ? `-${draw(40)}.5` : `$${1 + draw(3)},${100 + draw(900)}.25`]);
  const source = rfm(parseCsv(csvOf(["customer id", "date", "paid"], rows.map(([who, day, paid]) => [who, day, `"${paid}"`]))), { customer: "customer id", date: "date", amount: "paid", dateOrder: "mdy" });
  return { source, options: { features: ["recency", "frequency", "monetary"], method: "kmeans", choose: "silhouette", k: [2, 6], effort: "thorough" }, numbers: ["frequency", "monetary"], categories: [] };
}

/** Points by the tree alone; long tails, ties, tiny and huge numbers. */
function points() {
  const draw = drawing(25);
  const rows = indices(220).map((i) => [draw(1000) / 7 + 90 * (i % 4), 1e9 / (1 + draw(5000)), draw(4), (draw(1 << 20) - (1 << 19)) * 1e-12 * (1 + (i % 4))]);
  return { source: matrix(rows), options: { method: "ward", choose: "gap", k: [2, 7] }, numbers: ["column1", "column2"], categories: [] };
}

/** The tables by name; each is made when its turn comes. */
export const tables = { customers, mixed, exported, letters, purchases, points };
