import { within } from "../core/input-error.ts";
import { drift } from "../insight/drift.ts";
import { transitions } from "../insight/transitions.ts";
import { report } from "../report/report.ts";
import type { SegmentModel } from "../segment/model.ts";
import { assign } from "../segment/predict.ts";
import type { Outputs, PredictCommand, SegmentCommand } from "./arguments.ts";
import { checkColumns, idsOf } from "./columns.ts";
import { checkOutputs, type NamedFile, readTable, readText, shortName, sourceName, type TextFile, writeFiles } from "./files.ts";
import { byteOrderMark, labelsCsv, rowNames } from "./labels.ts";
import { modelText, readModelFile, readRecipe } from "./recipe.ts";
import { type Segmented, segmentTable } from "./segment.ts";
import { noticeText } from "./sentences.ts";
import { movedText, placedText, summaryJson, summaryText } from "./summary.ts";
import { printableTable, type ProgressLine, today } from "./terminal.ts";

/** Reads a table, segments it, writes the files asked for; gives what is to be printed. */
export async function runSegment(command: SegmentCommand, progress: ProgressLine): Promise<string> {
  const { onProgress } = progress;
  const { file, columns, outputs, json } = command;
  await checkOutputs(namedOutputs(outputs), [...namedInput("FILE", file), ...namedInput("--recipe", command.recipe)]);
  const recipe = command.recipe === undefined ? undefined : readRecipe(command.recipe, await readText(command.recipe));
  const read = { ...recipe?.read, ...command.read };
  const table = await readTable(file, read, onProgress);
  const segmented = segmentTable(sourceName(file), table, { ...command, read }, recipe, onProgress);
  const { result } = segmented;
  const texts: Readonly<Record<keyof Outputs, () => string>> = {
    report: () => reportText(segmented, outputs.report!, command.title),
    labels: () => {
      const { model, labels } = result;
      const named = rowNames(table, idsOf(recipe?.recipe ?? {}, columns), usedBy(model), model.reading.ids);
      return byteOrderMark + labelsCsv(named, labels, model.names);
    },
    model: () => modelText(result.model, read),
  };
  const wanted = (Object.keys(texts) as (keyof Outputs)[]).filter((name) => outputs[name] !== undefined);
  await writeFiles(wanted.map((name): TextFile => ({ path: outputs[name]!, text: texts[name]() })));
  progress.wrote(wanted.map((name) => outputs[name]!), result.labels.length);
  return json ? summaryJson(segmented) : summaryText(segmented);
}

function reportText({ source, result, prepared, questions, insights }: Segmented, path: string, title = `Customer segments: ${shortName(source)}`): string {
  const warnings = result.notices.map((notice) => noticeText(notice, result.model.names));
  return report({ ...result, warnings }, prepared, {
    title,
    date: today(),
    format: /\.html?$/i.test(path) ? "html" : "markdown",
    questions,
    ...insights,
  });
}

/** Reads a table and places its rows by a model, writes the labels; gives what is to be printed. */
export async function runPredict(command: PredictCommand, progress: ProgressLine): Promise<string> {
  const { onProgress } = progress;
  const { file, ids, labels: path, json } = command;
  await checkOutputs(path === undefined ? [] : [{ option: "--labels", path }], [
    ...namedInput("FILE", file),
    ...namedInput("--predict", command.model),
    ...namedInput("--before", command.before),
  ]);
  const { read, model } = readModelFile(await readText(command.model));
  const table = await readTable(file, { ...read, ...command.read }, onProgress);
  checkColumns(table, "id", ids);
  const placed = within("--predict", "assign", () => assign(model, table));
  const { labels } = placed;
  const csv = (): string => labelsCsv(rowNames(table, ids, usedBy(model), model.reading.ids), labels, model.names);
  if (path !== undefined) {
    await writeFiles([{ path, text: byteOrderMark + csv() }]);
    progress.wrote([path], labels.length);
  }
  if (command.before !== undefined) {
    const earlier = await readTable(command.before, { ...read, ...command.read }, onProgress);
    const [id] = ids;
    const moved = within("--before", "transitions", () => transitions(model, earlier, table, { id, value: command.value }));
    return movedText(sourceName(command.before), sourceName(file), moved, json);
  }
  if (path === undefined && !json) return printableTable(csv());
  const held = labels.some((label) => label >= 0) ? drift(model, table) : undefined; // of no rows there is nothing to say
  return placedText(sourceName(file), { ...placed, drift: held }, model.names, json);
}

/** The columns of the file that make the segments. */
export function usedBy({ features }: SegmentModel): ReadonlySet<string> {
  return new Set(features.map(({ reading: { column } }) => column));
}

/** The files to write, and the options that name them. */
export function namedOutputs(outputs: Outputs): NamedFile[] {
  return Object.entries(outputs).flatMap(([name, path]) => (path === undefined ? [] : [{ option: `--${name}`, path }]));
}

/** A file to read, as far as one is named. */
export function namedInput(option: string, path: string | undefined): NamedFile[] {
  return path === undefined ? [] : [{ option, path }];
}
