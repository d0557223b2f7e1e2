import { prepare } from "../prepare/prepare.ts";
import type { ColumnSpec, Prepared, PreparedColumn } from "../prepare/prepare-types.ts";
import { columnOrder, withOrder } from "../table/column-order.ts";
import type { CsvColumn } from "../csv/csv-column.ts";
import type { CsvColumns } from "../csv/csv-reader.ts";
import { columnOf, toFrame } from "../table/frame.ts";
import type { ColumnSettings, Question, ReadSettings } from "./command.ts";

/** Some columns of a table, in the table's order. */
export function someColumns(table: CsvColumns, isWanted: (name: string) => boolean): CsvColumns {
  return withOrder(columnOrder(table).filter(isWanted).map((name): readonly [string, CsvColumn] => [name, table[name]]));
}

/** Types the columns that are of use, as the settings say and else as they look. */
export function typeColumns(table: CsvColumns, settings: ColumnSettings, questions: readonly Question[], { decimal }: ReadSettings): Prepared {
  checkNamed(table, settings, questions);
  const { only, ids, weights } = settings;
  const asked = new Set([...(only ?? []), ...ids, ...(weights === undefined ? [] : [weights]), ...questions.flatMap(({ of, on }) => [of, on])]);
  const source = only === undefined ? table : someColumns(table, (name) => asked.has(name));
  const specs = specsOf(settings);
  const options = (more: readonly PreparedColumn[] = []): Parameters<typeof prepare>[1] => ({
    columns: Object.fromEntries([...more.map(({ column }) => [column, {}] as const), ...[...specs].filter(([name]) => Object.hasOwn(source, name))]),
    missing: settings.words,
    ...(decimal === undefined ? {} : { decimal }),
  });
  const prepared = prepare(source, options());
  const leftOut = prepared.columns.filter((column) => column.leftOut !== undefined && only?.includes(column.column) === true);
  return leftOut.length === 0 ? prepared : prepare(source, options(leftOut)); // what was asked for by name is kept, whatever it looks like
}

function specsOf({ numeric, categorical, dates, ids, weights }: ColumnSettings): Map<string, ColumnSpec> {
  const number: ColumnSpec = { type: "number" };
  return new Map<string, ColumnSpec>([
    ...categorical.map((name) => [name, { type: "category" }] as const),
    ...numeric.map((name) => [name, number] as const), // one that is both is read as numbers, which can be categories too
    ...[...dates].map(([name, order]) => [name, { type: "date", ...(order === undefined ? {} : { dateOrder: order }) }] as const),
    ...ids.map((name) => [name, { type: "id" }] as const),
    ...(weights === undefined ? [] : [[weights, number] as const]),
  ]);
}

/** Every column that an option names must be there. */
function checkNamed(table: CsvColumns, settings: ColumnSettings, questions: readonly Question[]): void {
  const { only = [], numeric, categorical, dates, ids, transforms, winsorise, missing, weights } = settings;
  const named: readonly (readonly [string, Iterable<string>])[] = [
    ["columns", only], ["numeric", numeric], ["categorical", categorical], ["date", dates.keys()], ["id", ids], ["missing", missing.keys()],
    ["transform", transforms.keys()], ["winsorise", winsorise.keys()],
    ["weights", weights === undefined ? [] : [weights]], ["question", questions.flatMap(({ of, on }) => [of, on])],
  ];
  for (const [option, names] of named) checkColumns(table, option, names);
}

/** The columns that an option names must be in the table. */
export function checkColumns(table: CsvColumns, option: string, names: Iterable<string>): void {
  const frame = toFrame("command", table);
  for (const name of names) columnOf(`--${option}`, frame, name);
}
