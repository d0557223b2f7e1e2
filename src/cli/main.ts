import { readFileSync } from "node:fs";
import { type Command, parseCommand } from "./arguments.ts";
import { sourceName } from "./files.ts";
import { help } from "./options.ts";
import { UsageError } from "./read-values.ts";
import { runPredict, runSegment } from "./run.ts";
import { sentenceOf } from "./sentences.ts";
import { isStreamed, runStream } from "./stream.ts";
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
      complain(`${help}\n${printableLine(error.message)}\n`); // last, where the eye is
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
    if (command.kind === "predict") return await runPredict(command, progress);
    return (await isStreamed(command)) ? await runStream(command, progress) : await runSegment(command, progress);
  } finally {
    progress.clear();
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")); // from dist/
  return String((manifest as { readonly version: unknown }).version);
}
