import { InputError } from "../src/core/input-error.ts";

/** What an InputError carries, but for the words that its message is made of. */
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
    const { rule: _rule, received: _received, argument: _argument, words: _words, ...carried } = error; // the message is made of these
    return { ...carried, message: error.message };
  }
  throw new Error("nothing was thrown");
}
