import { InputError } from "../src/core/input-error.ts";

/** What an InputError carries. */
export interface Complaint {
  readonly code: string;
  readonly where: string;
  readonly message: string;
  readonly column?: string | number;
  readonly row?: number;
  readonly line?: number;
}

/** The InputError that a call throws, as a plain object; anything else thrown is passed on, and so is silence. */
export function errorOf(call: () => unknown): Complaint {
  try {
    call();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...error, message: error.message };
  }
  throw new Error("nothing was thrown");
}
