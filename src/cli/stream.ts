import { InputError } from "../core/input-error.ts";
import type { OnProgress } from "../core/progress.ts";
import { counted, sayNumber } from "../core/text.ts";
import type { CsvColumns } from "../csv/reader.ts";
import type { SegmentModel } from "../segment/model.ts";
import { predict } from "../segment/predict.ts";
import type { CellSegmentation } from "../sql/compressed.ts";
import { type FirstRows, segmentInParts, usualParts } from "../sql/segment-stream.ts";
import { inPart, rereadable, type StreamCsv, type StreamSource } from "../sql/stream-source.ts";
import type { Outputs, SegmentCommand } from "./arguments.ts";
import { idsOf } from "./columns.ts";
import { asFileError, checkOutputs, isLarge, openAgain, readText, type TextFile, writeFiles } from "./files.ts";
import { byteOrderMark, labelsHead, labelsLines, namesIn, namingColumns } from "./labels.ts";
import { modelText, readRecipe } from "./recipe.ts";
import { namedInput, namedOutputs, usedBy } from "./run.ts";
import { type TypedTable, typeTable } from "./segment.ts";
import { summaryJson, summaryText } from "./summary.ts";
import type { ProgressLine } from "./terminal.ts";

/** Whether the file is read in pieces: as asked, or because it is large. */
export async function isStreamed({ stream, file }: SegmentCommand): Promise<boolean> {
  return stream === "always" || (stream === "large" && (await isLarge(file!)));
}

const where = "segmentStream";

/** Segments a file that is read in pieces, once for each pass, writes the files asked for; gives what is to be printed. */
export async function runStream(command: SegmentCommand, progress: ProgressLine): Promise<string> {
  const { onProgress } = progress;
  const { columns: settings, outputs, json, cluster: { method, ...cluster } } = command;
  const file = command.file!;
  await checkOutputs(namedOutputs(outputs), [...namedInput("FILE", file), ...namedInput("--recipe", command.recipe)]);
  const recipe = command.recipe === undefined ? undefined : readRecipe(command.recipe, await readText(command.recipe));
  const read = { ...recipe?.read, ...command.read };
  const { source, size } = await openAgain(file);
  const csv: StreamCsv = { ...read, size };
  let typed: TypedTable | undefined;
  const typeFirst = (first: CsvColumns): FirstRows => {
    typed = typeTable(first, { ...command, read }, recipe);
    return { source: typed.prepared, features: typed.features };
  };
  const ofStream = { ...cluster, csv, onProgress, ...(method === undefined ? {} : { method: method as "ward-kmeans" | "kmeans" }) };
  const result = await segmentInParts(source, ofStream, usualParts, typeFirst).catch((error: unknown) => {
    throw asFileError(error, file, "read");
  });
  const rows = rowsOf(result);
  const texts: Readonly<Partial<Record<keyof Outputs, () => TextFile["text"]>>> = {
    labels: () => labelsText({ file, source, csv, ids: idsOf(recipe?.recipe ?? {}, settings), model: result.model, rows, onProgress }),
    model: () => modelText(result.model, read),
  };
  const wanted = (Object.keys(texts) as (keyof typeof texts)[]).filter((name) => outputs[name] !== undefined);
  await writeFiles(wanted.map((name): TextFile => ({ path: outputs[name]!, text: texts[name]!() })));
  progress.wrote(wanted.map((name) => outputs[name]!), rows);
  const { prepared: { columns }, features } = typed!;
  const summarised = { source: file, rows, columns, features, weights: undefined, answers: [], result, insights: {} };
  return json ? summaryJson(summarised) : summaryText(summarised);
}

/** All rows of the file, those that were left out among them. */
function rowsOf({ rows, notices }: CellSegmentation): number {
  return notices.find((notice) => notice.code === "rows-dropped")?.figures.rows ?? rows;
}

/** A file that was segmented, and what is needed to place its rows. */
interface ToLabel {
  readonly file: string;
  readonly source: StreamSource;
  readonly csv: StreamCsv;
  /** The columns asked for to name the rows. */
  readonly ids: readonly string[];
  readonly model: SegmentModel;
  /** How many rows there must be. */
  readonly rows: number;
  readonly onProgress: OnProgress;
}

/** The labels of a file, by one more pass over it. The columns that name the rows are found in the first rows. */
async function* labelsText({ file, source, csv, ids, model, rows, onProgress }: ToLabel): AsyncGenerator<string> {
  let naming: readonly string[] | undefined;
  let seen = 0;
  try {
    for await (const part of rereadable(where, source, csv, usualParts, onProgress).parts("labels")) {
      const isFirst = naming === undefined;
      naming ??= namingColumns(part.columns, ids, usedBy(model), model.reading.ids ?? []);
      const names = namesIn(part.columns, naming, part.before);
      if (isFirst) yield byteOrderMark + labelsHead(names);
      yield labelsLines(names, inPart(part, () => predict(model, part.columns)), model.names);
      seen += part.rows;
    }
  } catch (error) {
    throw asFileError(error, file, "read");
  }
  if (seen === rows) return;
  throw new InputError("source-changed", where, "the file must hold the same rows in every pass", `${counted(seen, "row")} after ${sayNumber(rows)}`);
}
