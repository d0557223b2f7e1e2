import { filled, isNumberLike, type LooseRecord } from "./loose.ts";

/** The shape of a table, as a delimiter splits its first records. */
export interface Shape {
  /** Which of the records is the header, or the first row. */
  readonly at: number;
  /** Fields of the rows. */
  readonly width: number;
  /** Whether every record is as wide, a header one field short aside. */
  readonly isEven: boolean;
  /** The share of records that are as wide as the table; 0 where most of the rows are not split. */
  readonly share: number;
  /** Fields of the header beyond those of the rows, which are empty. */
  readonly beyond: number;
  /** Which column a header one field short has no name for: the first, a running number; the last, which is empty. */
  readonly lacks: "first" | "last" | undefined;
  /** Which record would be the header, were the narrow ones above it titles, where that is not certain. */
  readonly maybe: number | undefined;
}

const mostTitles = 30;
const mostBody = 60;
const mostBelow = 10; // narrower lines that may stand below a table

/** The shape that records make: narrow ones above the header are titles, if there may be some and what lies below is plainly a table. */
export function shapeOf(records: readonly LooseRecord[], hasHeader: boolean, hasTitles: boolean, isWhole: boolean): Shape | undefined {
  if (records.length === 0) return undefined;
  const first = records[0].cells.length;
  const width = Math.max(first, repeated(records));
  const evenFrom = (at: number, width: number, more: Partial<Shape> = {}): Shape => {
    const isSame = more.beyond === undefined && more.lacks === undefined; // the header is as wide as the rows
    const body = bodyOf(records, at + (isSame ? 0 : 1), width, isWhole);
    const rows = body.slice(isSame && hasHeader ? 1 : 0);
    const alike = body.filter(({ cells }) => cells.length === width).length;
    const isEven = alike === body.length && rows.length > 0 && !body.some(({ isOdd }) => isOdd);
    const isSplit = rows.length > 0 && 2 * rows.filter(({ cells }) => cells.length > 1).length >= rows.length;
    return { at, width, isEven, share: isSplit ? alike / body.length : 0, beyond: 0, lacks: undefined, maybe: undefined, ...more };
  };
  if (!hasHeader || records.length === 1) return evenFrom(0, first);
  const next = records[1].cells.length;
  const isEvery = (width: number, holds: (record: LooseRecord) => boolean = () => true): boolean =>
    next === width && bodyOf(records, 1, width, isWhole).every((record) => record.cells.length === width && holds(record));
  if (first > 1 && isEvery(first + 1, ({ cells }) => cells[first].trim() === "")) return evenFrom(0, first + 1, { lacks: "last" });
  if (first === width - 1 && isIndexed(records, width)) return evenFrom(0, width, { lacks: "first" });
  const isLong = next > 1 && next < first && records[0].cells.slice(next).every((cell) => cell.trim() === "");
  if (isLong && isEvery(next)) return evenFrom(0, next, { beyond: first - next });
  const at = hasTitles ? headerAt(records, width) : 0;
  if (at === 0) return evenFrom(0, first);
  const body = bodyOf(records, at + 1, width, isWhole);
  return areTitles(records.slice(0, at), records[at], body) ? evenFrom(at, width) : evenFrom(0, first, { maybe: at });
}

/** The greatest width that two records, one below the other, have. */
function repeated(records: readonly LooseRecord[]): number {
  const widths = records.map((record) => (isMarked(record, 0) ? 1 : record.cells.length));
  return widths.reduce((most, width, at) => (width === widths[at + 1] ? Math.max(most, width) : most), 1);
}

/** Whether a record is a line such as `# made on 1 May`, and none of a table of that width, whose first column may be named `#`. */
function isMarked(record: LooseRecord, width: number): boolean {
  const [first] = record.cells;
  return record.cells.length === width ? isProse(record) && /^\s*# *[^\s#]/.test(first) : /^\s*#(?:[\s#-]|$)/.test(first);
}

/** Which record is the first that is no title by its width: as wide as the table, with something in more than half of its fields. */
function headerAt(records: readonly LooseRecord[], width: number): number {
  if (width < 2) return 0;
  const narrow = Math.max(1, Math.floor(width / 2));
  const isTitle = (record: LooseRecord): boolean => isMarked(record, width) || filled(record).length <= narrow;
  const at = records.findIndex((record) => !isTitle(record));
  return at < 0 || at > mostTitles || records[at].cells.length !== width ? 0 : at;
}

/** The records from one on as far as they are looked at; narrower ones below them, where the text ends, are left out. */
function bodyOf(records: readonly LooseRecord[], from: number, width: number, isWhole: boolean): readonly LooseRecord[] {
  const body = records.slice(from, from + mostBody);
  if (!isWhole || from + mostBody < records.length) return body;
  let end = body.length;
  while (end > 2 && body.length - end < mostBelow && body[end - 1].cells.length < width) end--;
  return end > 2 || body[end - 1]?.cells.length === width ? body.slice(0, end) : body;
}

/** Whether each row begins with a number one more than that above it, from 0 or 1 on, for which the header has no name. */
function isIndexed(records: readonly LooseRecord[], width: number): boolean {
  if (/(?:^|[^a-z])(?:id|no|nr|num|number|index|key|row|#)\W*$/i.test(records[0].cells[0])) return false;
  const rows = records.slice(1).filter(({ cells }) => cells.length === width);
  const start = Number(rows[0]?.cells[0]);
  return (start === 0 || start === 1) && rows.every(({ cells }, at) => /^\d+$/.test(cells[0].trim()) && Number(cells[0]) === start + at);
}

/** Whether records above a header are titles, plainly: what looks like names stands above what does not. */
function areTitles(titles: readonly LooseRecord[], header: LooseRecord, body: readonly LooseRecord[]): boolean {
  const rows = body.filter(({ cells }) => cells.length === header.cells.length);
  const names = filled(header);
  if (rows.length === 0 || names.length < 2 || names.some((name) => isNumberLike(name) && !/^(?:19|20)\d\d(?:[-/.]\d\d?)?$/.test(name))) return false;
  const columns = header.cells.map((name, c) => ({ name: name.trim(), cells: rows.flatMap(({ cells }) => cells[c].trim() || []) }));
  if (columns.some(({ name, cells }) => name !== "" && cells.includes(name))) return false;
  if (titles.every((title) => isMarked(title, header.cells.length))) return true;
  const isAlone = titles.length === 1 && !header.isApart;
  if (isAlone && [header, ...rows].every(isProse)) return false;
  if (isAlone && filled(titles[0]).length > 1 && !isProse(titles[0])) return false;
  const isPadded = titles.some(({ cells }) => cells.length === header.cells.length);
  const isSaid = titles.length > 1 || /\S\s+\S/.test(titles[0].cells[0]) || header.isApart;
  const hasNumbers = columns.some(({ cells }) => cells.length > 0 && cells.every(isNumberLike));
  if (hasNumbers && (!isPadded || (isSaid && header.cells.length > 2))) return true;
  return isSaid && header.cells.length > 2 && rows.length > 2 - Number(isPadded);
}

/** Whether the delimiter is a comma amid sentences, or the like. */
function isProse({ cells }: LooseRecord): boolean {
  return cells.slice(1).every((cell) => /^[ \t]/.test(cell));
}
