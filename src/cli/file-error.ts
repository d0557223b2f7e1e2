import { ended } from "./usage-error.ts";

/** Thrown where a file cannot be read or written: its name, and the problem in words. */
export class FileError extends Error {
  /** Always `"FileError"`. */
  override readonly name = "FileError";
  /** The system's name of the problem, such as `"ENOENT"`. */
  readonly code: string;

  /** Builds the error whose message is `path: problem.`, or a question where that suggests something. */
  constructor(path: string, problem: string, code = "") {
    super(ended(`${path}: ${problem}`));
    this.code = code;
  }
}

const reading: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  Z_DATA_ERROR: "it is not what gzip made, or it is damaged",
  Z_BUF_ERROR: "it ends before the data that gzip packed does",
};

const writing: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
  EISDIR: "it is a folder",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "it may not be written",
  ENOSPC: "the disk is full",
  EDQUOT: "there is no room left for you on the disk",
  EFBIG: "it is too large for the disk",
  ENAMETOOLONG: "its name is too long",
};

/** An error of the system as a {@link FileError}; any other as it is. */
export function asFileError(error: unknown, path: string, doing: "read" | "write"): unknown {
  const { code, syscall, errno } = (typeof error === "object" && error !== null ? error : {}) as { readonly [name: string]: unknown };
  if (typeof code !== "string" || (syscall === undefined && errno === undefined)) return error;
  const problem = (doing === "read" ? reading : writing)[code] ?? `it cannot be ${doing === "read" ? "read" : "written"} (${code})`;
  return new FileError(path, problem, code);
}
