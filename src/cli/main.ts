import { readFileSync } from "node:fs";
import { type Command, parseCommand } from "./arguments.ts";
import { sourceName } from "./files.ts";
import { UsageError } from "./read-values.ts";
import { runPredict, runSegment } from "./run.ts";
import { sentenceOf } from "./sentences.ts";
import { complain, print, printableLine, progressLine } from "./terminal.ts";

/** Does what a command line asks for; gives the exit code: 0, 1 for an input that cannot be used, 2 for a wrong command line. */
export async function main(argv: readonly string[]): Promise<number> {
  let source = "";
  try {
    const command = parseCommand(argv, process.stdin.isTTY === true);
    if ("file" in command) source = sourceName(command.file);
    await print(await outcome(command));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${printableLine(error.message)}\n\n${help}`);
      return 2;
    }
    const sentence = sentenceOf(error, source);
    if (sentence === undefined) throw error;
    complain(`${sentence}\n`);
    return 1;
  }
}

async function outcome(command: Command): Promise<string> {
  if (command.kind === "help") return help;
  if (command.kind === "version") return `${version()}\n`;
  const progress = progressLine();
  try {
    return command.kind === "predict" ? await runPredict(command, progress) : await runSegment(command, progress);
  } finally {
    progress.clear();
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")); // from dist/
  return String((manifest as { readonly version: unknown }).version);
}

/** What `--help` prints: 24 lines of 80 columns. */
export const help = `Turns a table of customers into named, explained segments.

  npx audience-segmentation customers.csv --report segments.html
  npx audience-segmentation customers.csv --k 4..8 --model model.json
  npx audience-segmentation june.csv --predict model.json --labels labels.csv

The table: FILE.csv or FILE.csv.gz; - or nothing is standard input. --version
  --delimiter ";"   --decimal ","   --encoding windows-1252
Columns, A,B or the option again:
  --columns A,B (only these)   --weights A   --id A,B (kept in the labels)
  --numeric A,B   --categorical A,B (one may be both)   --date A=dmy|mdy|ymd
  --missing A=0|mean|median|mode|category|drop   --missing-word "n/a"
  --transform A=log1p|sqrt|rank   --winsorise A=0.01..0.99
  --recipe FILE.json (all that, labels and orders; or one that --model wrote)
Segments:
  --k auto|5|2..10   --min-share 0.05   --method ward-kmeans|ward|kmeans
  --choose auto|icl|stability|dendrogram|height-gap|calinski-harabasz|
           davies-bouldin|silhouette|elbow|gap
  --scaling column|feature (a category weighs as a number)
  --effort fast|balanced|thorough   --seed 42
Results, beside the summary:
  --report FILE.html|.md   --labels FILE.csv   --model FILE.json   --json
  --question "channel->minutes_watched"   --predict FILE.json (place the rows)
`;
