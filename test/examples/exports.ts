import { createRandom } from "../../src/core/random.ts";
import type { ClusterOptions } from "../../src/index.ts";

/** What draws the cells of one row: `month` is 5 or 6, `type` the kind of customer, from 0 to 2. */
interface Draw {
  readonly month: 5 | 6;
  readonly row: number;
  readonly type: number;
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number;
  readonly one: (texts: readonly string[]) => string;
}

/** A change of one cell of June: a gap, or what May did not hold. */
interface Planted {
  readonly row: number;
  readonly column: string;
  readonly text: string;
  readonly code: "gaps-placed" | "unseen-placed";
}

/** An export as people have it, in May and in June. */
export interface Export {
  readonly name: string;
  readonly rows: number;
  /** What is said of it to the library; `file` to the command, as a recipe. */
  readonly options: Pick<ClusterOptions, "columns" | "missingWords">;
  /** The columns that are no features. */
  readonly leftOut: readonly string[];
  /** Those of them that name June's rows. */
  readonly ids: readonly string[];
  readonly may: string;
  /** Next month: other rows, later dates, nothing that May did not hold. */
  readonly june: string;
  /** The same rows with gaps and new categories. */
  readonly mended: string;
  readonly planted: readonly Planted[];
  /** The same rows where one column is coded otherwise, which column, and the code of the error. */
  readonly otherwise: { readonly text: string; readonly column: string; readonly code: string };
}

interface Recipe {
  readonly name: string;
  readonly rows: number;
  readonly delimiter?: string;
  readonly options?: Export["options"];
  readonly leftOut?: readonly string[];
  readonly ids?: readonly string[];
  readonly cells: Readonly<Record<string, (draw: Draw) => string>>;
  /** Of May: cells that are missing there already. */
  readonly gaps?: readonly (readonly [row: number, column: string, text: string])[];
  readonly planted: readonly (readonly [code: "gap" | "new", column: string, ...texts: string[]])[];
  readonly otherwise: readonly [column: string, code: string, change: (cell: string, row: number) => string | undefined];
  /** What June's export is like beside its cells. */
  readonly juneColumns?: (names: readonly string[]) => readonly string[];
}

type Rows = readonly Readonly<Record<string, string>>[];

function rowsOf({ cells, rows }: Recipe, month: 5 | 6): Rows {
  const random = createRandom(month, 0, rows);
  return Array.from({ length: rows }, (_, row) => {
    const below = (n: number): number => Math.floor(n * random());
    const draw: Draw = { month, row, type: row % 3, below, one: (texts) => texts[below(texts.length)] };
    return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cell(draw)]));
  });
}

/** Rows as CSV; a change that gives nothing leaves the column out. */
function write(rows: Rows, names: readonly string[], delimiter: string): string {
  const quote = (text: string): string => (/["\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((line) => line.map(quote).join(delimiter)).join("\n");
}

function made(recipe: Recipe): Export {
  const { name, rows, delimiter = ",", options = {}, leftOut = [], ids = [], cells, gaps = [], planted, otherwise, juneColumns } = recipe;
  const names = Object.keys(cells);
  const later = juneColumns?.(names) ?? names;
  const changed = (table: Rows, changes: readonly (readonly [number, string, string])[]): Rows =>
    table.map((row, at) => ({ ...row, ...Object.fromEntries(changes.filter(([own]) => own === at).map(([, column, text]) => [column, text])) }));
  const june = rowsOf(recipe, 6);
  let next = 3; // each change in a row of its own, some rows apart
  const plants = planted.flatMap(([kind, column, ...texts]) => {
    const code = kind === "gap" ? "gaps-placed" : "unseen-placed";
    return texts.map((text): Planted => ({ row: (next += 2), column, text, code }));
  });
  const headerOf = (column: string): string => names.find((header) => header.trim() === column)!;
  const [column, code, change] = otherwise;
  const recoded = june.map((row, at) => ({ ...row, [column]: change(row[column], at) ?? "" }));
  const kept = change(june[0][column], 0) === undefined ? later.filter((one) => one !== column) : later;
  return {
    name, rows, options, leftOut, ids, planted: plants,
    may: write(changed(rowsOf(recipe, 5), gaps), names, delimiter),
    june: write(june, later, delimiter),
    mended: write(changed(june, plants.map(({ row, column: of, text }) => [row, headerOf(of), text])), later, delimiter),
    otherwise: { text: write(recoded, kept, delimiter), column, code },
  };
}

const two = (x: number): string => String(x).padStart(2, "0");
const grouped = (x: number, separator: string): string => String(x).replace(/\B(?=(\d{3})+$)/g, separator);
/** A day of the month, or of the one before; in June some lie after all of May's. */
const day = ({ month, below }: Draw): [string, string] => [two(1 + below(28)), two(month - below(2))];
const english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"];
const rareCities = Array.from({ length: 48 }, (_, i) => `Town ${String.fromCharCode(65 + (i % 24))}${i}`);

/** Ten exports of different shape. */
export const exports: readonly Export[] = [
  made({
    name: "a German shop: semicolons, decimal commas, dd.mm.yyyy", rows: 120, delimiter: ";", leftOut: ["Kunden-Nr"], ids: ["Kunden-Nr"],
    cells: {
      "Kunden-Nr": ({ row, month }) => `K${month}${row}`,
      "Letzter Kauf": (draw) => `${day(draw).join(".")}.2024`,
      Umsatz: ({ type, below }) => `${grouped(10 + below(90) + [0, 900, 4000][type], ".")},${two(below(100))} €`,
      Newsletter: ({ type, below }) => (type === 1 || below(5) === 0 ? "ja" : "nein"),
      Tarif: ({ type, below }) => ["Basis", "Profi", "Familie"][below(6) === 0 ? 0 : type],
      Alter: ({ below }) => String(20 + below(50)),
      Punkte: ({ below }) => `${below(50)},${below(10)}`,
    },
    gaps: [[3, "Alter", "NA"], [9, "Tarif", ""]],
    planted: [["gap", "Letzter Kauf", "-", ""], ["gap", "Umsatz", "k.A.", "-", "NA"], ["gap", "Newsletter", ""], ["new", "Newsletter", "vielleicht"], ["gap", "Tarif", "?"], ["new", "Tarif", "Gold", "Gold", "Firma"], ["gap", "Alter", "N/A"], ["gap", "Punkte", "?"]],
    options: { missingWords: ["k.A."] },
    otherwise: ["Umsatz", "not-of-type", (cell) => cell.replace(".", "").replace(",", ".")],
  }),
  made({
    name: "an American shop: dollars with thousands, mm/dd/yyyy", rows: 90, leftOut: ["Customer ID", "Email"], ids: ["Customer ID"],
    cells: {
      "Customer ID": ({ row, month }) => String(10_000 * month + 7 * row),
      Email: ({ row, month }) => `c${month}.${row}@example.com`,
      "Last Order": (draw) => `${day(draw).reverse().join("/")}/2024`,
      Spent: ({ type, below, month }) => (month === 6 && below(10) === 0 ? `($${below(90)}.50)` : `$${grouped([5, 800, 5200][type] + below(700), ",")}.${two(below(100))}`),
      Plan: ({ type, below }) => ["free", "pro", "team"][below(5) === 0 ? 2 : type],
      Visits: ({ type, below }) => String(below(20) + 30 * type),
    },
    planted: [["gap", "Last Order", "n/a"], ["gap", "Spent", "", "-"], ["new", "Plan", "enterprise", "student"], ["gap", "Plan", "--"], ["gap", "Visits", "NULL", "."]],
    otherwise: ["Last Order", "not-of-type", (cell) => cell.replace(/^(..).(..).(....)$/, "$2/$1/$3")],
  }),
  made({
    name: "answers in several languages", rows: 100,
    cells: {
      abonné: ({ type, below }) => (type === 0 || below(6) === 0 ? "oui" : "non"),
      activo: ({ type, below }) => (type === 1 || below(6) === 0 ? "sí" : "no"),
      "opt-in": ({ type, below }) => (type === 2 || below(6) === 0 ? "TRUE" : "FALSE"),
      mobile: ({ below }) => (below(3) === 0 ? "Y" : "N"),
      discount: ({ below }) => (below(2) === 0 ? "1" : "0"),
      eventi: ({ type, below }) => String(below(30) + 20 * type),
    },
    gaps: [[0, "mobile", "?"], [7, "mobile", "NA"]],
    planted: [["gap", "abonné", "?", "NA"], ["new", "abonné", "peut-être", "peut-être", "3"], ["new", "activo", "quizás"], ["gap", "activo", "-"], ["gap", "opt-in", "", ""], ["new", "mobile", "perhaps"], ["gap", "mobile", "-"], ["gap", "discount", "-"], ["new", "discount", "2"], ["gap", "eventi", "nil"]],
    otherwise: ["activo", "coded-otherwise", (cell) => (cell === "no" ? "B" : "A")],
  }),
  made({
    name: "a log: ISO times", rows: 80, leftOut: ["session_id"], ids: ["session_id"],
    cells: {
      session_id: ({ row, month }) => `s-${month}-${row}`,
      first_seen: ({ below }) => `202${below(4)}-0${1 + below(9)}-${two(1 + below(28))}T0${below(10)}:15:00Z`,
      last_seen: (draw) => `2024-${day(draw).reverse().join("-")} 1${draw.below(10)}:20:30.5+02:00`,
      browser: ({ type, below }) => ["Firefox", "Safari", "Chrome"][below(6) === 0 ? 0 : type],
      seconds: ({ type, below }) => String(below(60) + [0, 300, 4000][type]),
    },
    planted: [["gap", "first_seen", "0000-00-00", "null"], ["gap", "last_seen", "", "NaT"], ["new", "browser", "Netscape", "Lynx", "NA"], ["gap", "browser", "?"], ["gap", "seconds", "None"]],
    otherwise: ["last_seen", "not-of-type", (cell) => `${cell.slice(8, 10)}.${cell.slice(5, 7)}.${cell.slice(0, 4)}`],
  }),
  made({
    name: "codes with leading zeros", rows: 140, leftOut: ["account no"], ids: ["account no"],
    cells: {
      "account no": ({ row, month }) => `00${month}${1000 + 3 * row}`,
      branch: ({ type, below }) => `00${below(8) === 0 ? 7 : 1 + type}`,
      product: ({ below }) => `0${101 + below(6)}`,
      balance: ({ type, below }) => (below(500) / 4 + 900 * type).toFixed(2),
      region: ({ below }) => String(below(3)),
    },
    planted: [["new", "branch", "099", "0", "1"], ["gap", "branch", "-"], ["new", "product", "0999"], ["gap", "product", ""], ["gap", "balance", "?", "na"], ["new", "region", "7", "north"], ["gap", "region", "--", "."]],
    otherwise: ["branch", "coded-otherwise", (cell) => String(Number(cell))],
  }),
  made({
    name: "sizes with an order", rows: 100, options: { columns: { size: { order: ["XS", "S", "M", "L", "XL"] }, care: { order: ["never", "often"] } } },
    cells: {
      size: ({ type, below }) => ["XS", "S", "M", "L", "XL"][below(2) + type + below(2)],
      care: ({ below }) => (below(2) === 0 ? "never" : "often"),
      price: ({ type, below }) => `£${grouped(300 * type + 10 + below(1500), ",")}.99`,
      channel: ({ below }) => String(1 + below(4)),
    },
    gaps: [[11, "size", "NA"]],
    planted: [["new", "size", "XXL", "3XL", "XXL"], ["gap", "size", "", "?"], ["new", "care", "always"], ["gap", "price", "-"], ["new", "channel", "9"]],
    otherwise: ["size", "coded-otherwise", (cell) => cell.toLowerCase()],
  }),
  made({
    name: "many rare places, which are pooled", rows: 200, leftOut: ["name"],
    cells: {
      name: ({ row, month }) => `Person ${String.fromCharCode(65 + (row % 26))}${month}${row}`,
      place: ({ row, type, below, month }) => (row % 4 === 3 ? rareCities[Math.floor(row / 4) % 48] : ["Berlin", month === 5 ? "Köln" : "Köln ", "Bonn", "Essen"][month === 5 || below(4) > 0 ? type : 3]),
      orders: ({ type, below }) => String(1 + below(9) + 12 * type),
      rating: ({ below }) => `${1 + below(5)}.${below(10)}`,
    },
    gaps: [[0, "place", "Essen"], [30, "place", "Essen"], [60, "place", "Essen"], [90, "place", "Essen"], [120, "place", "Essen"]],
    planted: [["new", "place", "Atlantis", "Atlantis", "Lyonesse"], ["gap", "place", "", "-", "?"], ["gap", "orders", "NA"], ["gap", "rating", "", "-"]],
    otherwise: ["place", "coded-otherwise", (cell) => cell.toUpperCase()],
  }),
  made({
    name: "percentages, and an outcome that June lacks", rows: 150, leftOut: ["key", "churned"],
    cells: {
      key: ({ row, month }) => `${month}f${(1_000_003 * (row + 1)).toString(16)}`,
      "open rate": ({ type, below }) => `${below(20) + 30 * type}.${below(10)} %`,
      clicks: ({ below }) => `${below(9)}%`,
      device: ({ type, below }) => ["phone", "tablet", "desktop"][below(5) === 0 ? 0 : type],
      mails: ({ below }) => String(5 + below(40)),
      churned: ({ below }) => (below(4) === 0 ? "yes" : "no"),
    },
    planted: [["gap", "open rate", "-", "NA"], ["gap", "clicks", ""], ["new", "device", "watch"], ["gap", "mails", "#N/A"]],
    juneColumns: (names) => names.filter((name) => name !== "churned" && name !== "key"),
    otherwise: ["open rate", "not-of-type", (cell) => (Number.parseFloat(cell) / 100).toFixed(3)],
  }),
  made({
    name: "ids, e-mails, telephones and postal codes, and a word for missing", rows: 60, leftOut: ["user_id", "mail", "phone", "zip", "note"], ids: ["user_id"], options: { missingWords: ["n/k"] },
    cells: {
      user_id: ({ row, month }) => String(1000 * month + row),
      mail: ({ row, month }) => `${month}-${row}@mail.example`,
      phone: ({ below }) => `+49 30 ${100_000 + below(900_000)}`,
      zip: ({ below }) => two(below(100)) + String(100 + below(900)),
      note: ({ row, month }) => `called on day ${row} of ${english[month - 1]}`,
      income: ({ type, below }) => String(20_000 + 10 * below(900) + 15_000 * type),
      household: ({ type, below }) => ["single", "couple", "family"][below(6) === 0 ? 1 : type],
      kWh: ({ type, below }) => (800 + below(300) + 900 * type + 0.5).toString(),
    },
    gaps: [[2, "income", "n/k"], [5, "household", "n/k"]],
    planted: [["gap", "income", "n/k", ""], ["gap", "household", "n/k"], ["new", "household", "flat share"], ["gap", "kWh", "?"]],
    otherwise: ["kWh", "unknown-column", () => undefined],
  }),
  made({
    name: "tabs, names of months, line ends in cells; June has its columns in another order", rows: 110, delimiter: "\t",
    cells: {
      " joined ": ({ month, below }) => `${1 + below(28)} ${english[month - 1 - below(5)]} 2024`,
      amount: ({ type, below }) => `${grouped(50 + below(800) + 2500 * type, " ")},${two(below(100))}`,
      segment_size: ({ below }) => String(1 + below(40)),
      "last, reason": ({ type, below }) => ['said "yes"', "price, mostly", "first line\nsecond line"][below(6) === 0 ? 1 : type],
      bands: ({ type }) => ["1-9", "10-99", "100+"][type],
    },
    planted: [["gap", "joined", "?", "NaT"], ["gap", "amount", "", "NIL"], ["gap", "segment_size", "-"], ["new", "last, reason", "other\treason"], ["gap", "last, reason", "."], ["new", "bands", "none"]],
    juneColumns: (names) => [...names].reverse(),
    otherwise: ["amount", "not-of-type", (cell, row) => (row % 2 === 0 ? "low" : cell)],
  }),
];
