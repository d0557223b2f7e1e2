import { access, constants, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { asFileError, FileError } from "./file-error.ts";
import { UsageError } from "./usage-error.ts";

/** A file that the command reads or writes, and what it was named by. */
export interface NamedFile {
  readonly option: string;
  readonly path: string;
}

/**
 * Looks, before the work, whether the outputs can be written.
 *
 * @throws {@link UsageError} where two are one file, or one is an input; {@link FileError} on a folder, what is no plain file, or
 * a folder that is not there or may not be written.
 */
export async function checkOutputs(outputs: readonly NamedFile[], inputs: readonly NamedFile[]): Promise<void> {
  const seen = new Map<string, string>();
  for (const { option, path } of inputs) {
    for (const identity of await identitiesOf(path).catch(() => [])) seen.set(identity, option); // an input that is not there is told later
  }
  for (const { option, path } of outputs) {
    try {
      await checkTarget(path);
      for (const identity of await identitiesOf(path)) {
        const other = seen.get(identity);
        if (other !== undefined && other !== option) throw new UsageError(`${option} would overwrite what ${other} names: ${path}.`);
        seen.set(identity, option);
      }
    } catch (error) {
      throw asFileError(error, path, "write");
    }
  }
}

async function checkTarget(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK);
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory() === true) throw new FileError(path, "it is a folder");
  if (target?.isFile() === false) throw new FileError(path, "it is no plain file, such as can be replaced");
}

/** What tells whether two paths lead to one file, which need not be there. */
async function identitiesOf(path: string): Promise<string[]> {
  const target = await stat(path).catch(() => undefined);
  const place = target === undefined ? join(await realpath(dirname(path)), basename(path)) : await realpath(path);
  return target === undefined ? [place] : [place, `${target.dev}:${target.ino}`];
}
