import { prepare } from "../prepare/prepare.ts";
import type { Prepared, PreparedColumn, PrepareOptions } from "../prepare/prepare-types.ts";
import { columnOrder, withOrder } from "../table/column-order.ts";
import type { CsvColumn } from "../csv/csv-column.ts";
import type { CsvColumns } from "../csv/csv-reader.ts";
import { columnOf, toFrame } from "../table/frame.ts";
import type { ColumnSettings, Question, SegmentCommand } from "./command.ts";
import { laidOver, leftOutBy } from "./lay-over.ts";

/** Some columns of a table, in the table's order. */
export function someColumns(table: CsvColumns, isWanted: (name: string) => boolean): CsvColumns {
  return withOrder(columnOrder(table).filter(isWanted).map((name): readonly [string, CsvColumn] => [name, table[name]]));
}

/** Types the columns that are of use, as the command line says, else as the recipe does, and else as they look. */
export function typeColumns(table: CsvColumns, { columns: settings, questions, read: { decimal } }: SegmentCommand, recipe: PrepareOptions): Prepared {
  checkNamed(table, settings, questions);
  const { only, ids, weights, words } = settings;
  const questioned = questions.flatMap(({ of, on }) => [of, on]);
  const asked = new Set([...(only ?? []), ...ids, ...(weights === undefined ? [] : [weights]), ...questioned]);
  const source = only === undefined ? table : someColumns(table, (name) => asked.has(name));
  const specs = [...laidOver(recipe, settings)].filter(([name]) => Object.hasOwn(source, name));
  const leaveOut = only === undefined ? leftOutBy(recipe, settings).filter((name) => !questioned.includes(name)) : []; // a question reads it as what it holds
  const options = (more: readonly PreparedColumn[] = []): Parameters<typeof prepare>[1] => ({
    ...recipe,
    columns: Object.fromEntries([...more.map(({ column }) => [column, {}] as const), ...specs]),
    leaveOut,
    missing: [...(recipe.missing ?? []), ...words],
    ...(decimal === undefined ? {} : { decimal }),
  });
  const prepared = prepare(source, options());
  const leftOut = prepared.columns.filter((column) => column.leftOut !== undefined && only?.includes(column.column) === true);
  return leftOut.length === 0 ? prepared : prepare(source, options(leftOut)); // what was asked for by name is kept, whatever it looks like
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
