import { prepare } from "../prepare/prepare.ts";
import { report } from "../report/report.ts";
import { predict } from "../segment/predict.ts";
import { checkOutputs, type NamedFile } from "./check-outputs.ts";
import { checkColumns, someColumns } from "./columns.ts";
import type { Outputs, PredictCommand, SegmentCommand } from "./command.ts";
import { inOptions } from "./in-options.ts";
import { labelsCsv } from "./labels-csv.ts";
import { modelText, readModel } from "./model-file.ts";
import type { ProgressLine } from "./progress-line.ts";
import { readTable, readText, sourceName } from "./read-table.ts";
import { rowNames } from "./row-names.ts";
import { type Segmented, segmentTable } from "./segment-table.ts";
import { placedText, summaryJson, summaryText } from "./summary.ts";
import { type TextFile, writeFiles } from "./write-files.ts";

/** Reads a table, segments it, writes the files asked for; gives what is to be printed. */
export async function runSegment(command: SegmentCommand, { onProgress }: ProgressLine): Promise<string> {
  const { file, columns, read, outputs, json } = command;
  await checkOutputs(namedOutputs(outputs), namedInput(file));
  const table = await readTable(file, read, onProgress);
  const segmented = segmentTable(sourceName(file), table, command, onProgress);
  const { prepared, features, result } = segmented;
  const texts: Readonly<Record<keyof Outputs, () => string>> = {
    report: () => reportText(segmented, outputs.report!),
    labels: () => labelsCsv(rowNames(table, columns.ids), result.labels, result.model.names),
    model: () => modelText(prepared, features, result.model, read),
  };
  const wanted = (Object.keys(texts) as (keyof Outputs)[]).filter((name) => outputs[name] !== undefined);
  await writeFiles(wanted.map((name): TextFile => ({ path: outputs[name]!, text: texts[name]() })));
  return json ? summaryJson(segmented) : summaryText(segmented);
}

function reportText({ source, result, prepared, questions, notes }: Segmented, path: string): string {
  const title = `Customer segments: ${source}`;
  return report(result, prepared.table, { title, format: /\.html?$/i.test(path) ? "html" : "markdown", questions, notes: notes.map(inOptions) });
}

/** Reads a table and places its rows by a model, writes the labels; gives what is to be printed. */
export async function runPredict(command: PredictCommand, { onProgress }: ProgressLine): Promise<string> {
  const { file, ids, labels: path, json } = command;
  await checkOutputs(path === undefined ? [] : [{ option: "--labels", path }], [...namedInput(file), { option: "--predict", path: command.model }]);
  const { read, recipe, model } = readModel(await readText(command.model));
  const table = await readTable(file, { ...read, ...command.read }, onProgress);
  checkColumns(table, "id", ids);
  const used = new Set(Object.keys(recipe.columns ?? {}));
  checkColumns(table, "predict", used);
  const labels = predict(model, prepare(someColumns(table, (name) => used.has(name)), recipe).table);
  const csv = (): string => labelsCsv(rowNames(table, ids), labels, model.names);
  if (path !== undefined) await writeFiles([{ path, text: csv() }]);
  return path === undefined && !json ? csv() : placedText(sourceName(file), labels, model.names, json);
}

function namedOutputs(outputs: Outputs): NamedFile[] {
  return Object.entries(outputs).flatMap(([name, path]) => (path === undefined ? [] : [{ option: `--${name}`, path }]));
}

function namedInput(file: string | undefined): NamedFile[] {
  return file === undefined ? [] : [{ option: "FILE", path: file }];
}
