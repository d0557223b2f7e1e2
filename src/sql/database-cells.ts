import { log } from "../core/numbers.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { addSummed, catchUp, cellTable, type CellTable } from "./cells.ts";
import { cellsOf, type WeightedCells } from "./cell-rows.ts";
import { bentSql, changed, type DatabaseTable } from "./database-profile.ts";
import type { Dialect } from "./dialects.ts";
import { scaledOf, valueOf } from "./encode-values.ts";
import { type CategoryGrid, type Grid, mostBits, type NumberGrid } from "./grid.ts";
import { caseOf, type Layer, type SqlColumn, stack } from "./layers.ts";
import { placedOf, readLayers, type ReadLayers } from "./read-layers.ts";

/** What the database knows of each row: `z` and `v` of a number, `c` of a category, `o` of a number in original units, `placed`. */
export interface EncodedSql extends ReadLayers {
  readonly layers: readonly Layer[];
}

/**
 * The layers that encode rows. The logarithm is the engine's own, which may differ from the library's in the last digit: for cells and
 * sums that is nothing.
 */
export function encodedSql(
  dialect: Dialect,
  { missingWords, from }: Pick<DatabaseTable, "missingWords" | "from">,
  fitted: readonly FittedFeature[],
): EncodedSql {
  const read = readLayers({ dialect, missingWords }, fitted, from);
  const own = fitted.flatMap((fit, f): SqlColumn[] => {
    if (fit.type !== "number") return [];
    const { missing } = fit;
    const { column } = read.readers[f];
    const fill = missing.policy === "fill" ? [[`${column} IS NULL`, dialect.double(Number(missing.fill))] as const] : [];
    return [[`o${f}`, caseOf(fill, column)]];
  });
  const logs = fitted.flatMap((fit, f): SqlColumn[] => {
    return fit.type === "number" && fit.transform === "log1p" ? [[`l${f}`, `LN(${dialect.double(1)} + v${f})`]] : [];
  });
  const scaled = fitted.flatMap((fit, f): SqlColumn[] => (fit.type === "number" ? [[`z${f}`, scaledOf(dialect, fit, f)]] : []));
  return {
    ...read,
    layers: [
      ...read.layers,
      { stage: "values", columns: [...fitted.map((fit, f) => valueOf(dialect, fit, f, read.readers[f])), ...own] },
      { stage: "logs", columns: logs },
      { stage: "scaled", columns: [...scaled, ["placed", placedOf(fitted, read.readers)]] },
    ],
  };
}

/** A grid after some of its steps. */
interface GridLevel {
  readonly bits: readonly number[];
}

/** The bits of each feature after so many steps: Infinity where each value stands for itself. */
function levelAt({ features, steps }: Grid, step: number): GridLevel {
  const bits = features.map(() => Infinity);
  for (const { feature, bits: own } of steps.slice(0, step)) bits[feature] = own;
  return { bits };
}

/** What a row's cell is told apart by: of each feature that the grid still looks at one column, `k`. */
function keysSql(dialect: Dialect, { features }: Grid, { bits }: GridLevel): SqlColumn[] {
  return features.flatMap((feature, f): SqlColumn[] => {
    if (bits[f] === 0) return [];
    if (feature.type === "category") return [[`k${f}`, `c${f}`]];
    return [[`k${f}`, bits[f] > mostBits ? `z${f}` : binSql(dialect, feature, `z${f}`, bits[f])]];
  });
}

/** The bin of a number, as `binOf` has it. */
function binSql(dialect: Dialect, { low, high, isBent }: NumberGrid, z: string, bits: number): string {
  const { double } = dialect;
  if (!(high > low)) return double(0);
  const last = (1 << bits) - 1;
  const bin = `FLOOR((${isBent ? bentSql(dialect, z) : z} - ${double(low)}) / ${double(high - low)} * ${double(1 << bits)})`;
  return caseOf([[`${bin} < 0`, double(0)], [`${bin} > ${last}`, double(last)]], bin);
}

/** One row a cell, up to so many: its keys, how many rows it has, and their sums. */
export function cellsSql(dialect: Dialect, table: DatabaseTable, grid: Grid, step: number, most: number): string {
  const { fitted } = grid;
  const encoded = encodedSql(dialect, table, fitted);
  const level = levelAt(grid, step);
  const keys = keysSql(dialect, grid, level);
  const values = fitted.flatMap(({ type }, f) => (type === "number" ? [`z${f}`, `o${f}`] : [`c${f}`]));
  const last = [...keys, ...values.map((value): SqlColumn => [value, value]), ["placed", "placed"] as const];
  const layers = [...encoded.layers, { stage: "keys", columns: keys }];
  const inner = stack(dialect, encoded.prefix, encoded.from, layers, last.map(([name]) => [name, name] as const));
  const sums = fitted.flatMap((fit, f) => sumsSql(dialect, fit, f, grid, level));
  const names = keys.map(([name]) => name);
  const grouped = names.length === 0 ? "" : `\nGROUP BY ${names.join(", ")}`;
  return `SELECT ${[...names, "COUNT(*) AS n", ...sums].join(", ")}\nFROM (\n${inner}\n) AS encoded\nWHERE placed = 1${grouped}\nLIMIT ${most}`;
}

function sumsSql({ double }: Dialect, fit: FittedFeature, f: number, { features }: Grid, { bits }: GridLevel): string[] {
  if (fit.type === "number") {
    const shifted = `SUM(o${f} - ${double((features[f] as NumberGrid).shift)}) AS so${f}`;
    return bits[f] > mostBits ? [shifted] : [`SUM(z${f}) AS s${f}`, `SUM(z${f} * z${f}) AS q${f}`, shifted];
  }
  if (bits[f] > 0) return [];
  return fit.center.map((_, level) => `SUM(CASE WHEN c${f} = ${level} THEN 1 ELSE 0 END) AS h${f}_${level}`);
}

/** How many cells a grid has after so many steps. */
export function countCellsSql(dialect: Dialect, table: DatabaseTable, grid: Grid, step: number): string {
  const encoded = encodedSql(dialect, table, grid.fitted);
  const keys = keysSql(dialect, grid, levelAt(grid, step));
  if (keys.length === 0) return "SELECT 1 AS n";
  const names = keys.map(([name]) => name);
  const last = [...names, "placed"].map((name): SqlColumn => [name, name]);
  const inner = stack(dialect, encoded.prefix, encoded.from, [...encoded.layers, { stage: "keys", columns: keys }], last);
  return `SELECT COUNT(*) AS n\nFROM (\nSELECT ${names.join(", ")}\nFROM (\n${inner}\n) AS encoded\nWHERE placed = 1\nGROUP BY ${names.join(", ")}\n) AS cells`;
}

const mostTries = 4;
const enough = 3; // at least a third of the cells there may be
const margin = 0.2; // for cells that are not known to be there

/**
 * The cells of a table in a database: as fine a grid as has no more than there may be, or nearly. The first grid is as fine as the features
 * tell rows apart by themselves; the cells are asked for at once, and only where they are too many it is asked how many there are.
 */
export async function databaseCells(table: DatabaseTable, grid: Grid, rows: number, budget: number): Promise<WeightedCells> {
  const { steps } = grid;
  const stepAt = (left: number): number => {
    const at = steps.findIndex((step) => step.left <= left);
    return at < 0 ? steps.length : at + 1;
  };
  let low = 0, high = steps.length; // the fewest steps that may do, and the fewest that do
  let step = rows <= budget ? 0 : stepAt(log(budget));
  let found: WeightedCells | undefined;
  for (let tries = 0; tries < mostTries && (found === undefined || low < high); tries++) {
    const cells = await cellsAt(table, grid, step, rows, budget);
    const count = cells?.count ?? (await table.ask("count", countCellsSql(table.dialect, table, grid, step))).number(0, "n");
    if (cells === undefined) low = step + 1;
    else [found, high] = [cells, step];
    if (step === 0 || (cells !== undefined && count * enough >= budget)) break;
    const missed = log(budget) - log(Math.max(1, count)) - (cells === undefined ? margin : 0);
    step = Math.min(high - 1, Math.max(low, stepAt((steps[step - 1]?.left ?? Infinity) + missed)));
  }
  return found ?? (await cellsAt(table, grid, step, rows, budget, Infinity))!;
}

/** The cells of a grid after so many steps; undefined where they are more than `most`. */
async function cellsAt(
  table: DatabaseTable,
  grid: Grid,
  step: number,
  rows: number,
  budget: number,
  most: number = budget,
): Promise<WeightedCells | undefined> {
  const answer = await table.ask("cells", cellsSql(table.dialect, table, grid, step, most === Infinity ? rows : most + 1));
  if (answer.rows.length > most) return undefined;
  const cells = cellTable(grid, budget);
  catchUp(cells, step);
  const seen = addCells(cells, grid, levelAt(grid, step), answer.rows.length, answer.numbers);
  if (seen !== rows) throw changed(table.where, `${seen} rows in cells after ${rows}`);
  return cellsOf(cells);
}

/** The rows of an answer in the order of their keys: databases give groups in any order, and each run has to find the same segments. */
function orderOf(keys: readonly Float64Array[], count: number): Uint32Array {
  const compare = (a: number, b: number): number => {
    for (const key of keys) if (key[a] !== key[b]) return key[a] - key[b];
    return 0;
  };
  return Uint32Array.from({ length: count }, (_, row) => row).sort(compare);
}

/** Adds the cells of an answer; returns how many rows they have. */
function addCells(
  table: CellTable, // out
  { features }: Grid,
  { bits }: GridLevel,
  count: number,
  column: (name: string) => Float64Array,
): number {
  const weights = column("n");
  const numbers = table.numbers.map((f) => {
    const areAlike = bits[f] > mostBits; // all rows of a cell
    return {
      shift: (features[f] as NumberGrid).shift,
      raw: column(`so${f}`),
      alike: areAlike ? column(`k${f}`) : undefined,
      sums: areAlike ? weights : column(`s${f}`),
      squares: areAlike ? weights : column(`q${f}`),
    };
  });
  const categories = table.categories.map((f) => {
    const levels = (features[f] as CategoryGrid).levels;
    if (bits[f] > 0) return { codes: column(`k${f}`), held: undefined };
    return { codes: undefined, held: Array.from({ length: levels }, (_, level) => column(`h${f}_${level}`)) };
  });
  let seen = 0;
  const [means, squares, raw] = [0, 0, 0].map(() => new Float64Array(numbers.length));
  const codes = new Int32Array(categories.length);
  const keys = features.flatMap((_, f) => (bits[f] === 0 ? [] : [column(`k${f}`)]));
  for (const row of orderOf(keys, count)) {
    const weight = weights[row];
    seen += weight;
    numbers.forEach((own, j) => {
      means[j] = own.alike === undefined ? own.sums[row] / weight : own.alike[row];
      squares[j] = own.alike === undefined ? Math.max(0, own.squares[row] - means[j] * own.sums[row]) : 0;
      raw[j] = own.raw[row] + weight * own.shift;
    });
    categories.forEach((own, c) => (codes[c] = own.codes === undefined ? -1 : own.codes[row]));
    const held = categories.map((own) => own.held && Float64Array.from(own.held, (counts) => counts[row]));
    addSummed(table, { weight, means, squares, raw, codes, held });
  }
  return seen;
}
