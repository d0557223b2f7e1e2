import { InputError } from "../core/input-error.ts";

/** Calls the public function `inner` on behalf of another: its complaints become those of the function that was called. */
export function complainAs<T>(where: string, inner: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof InputError) || error.where !== inner) throw error;
    const { code, message, column, row, line } = error;
    const place = Object.fromEntries(Object.entries({ column, row, line }).filter(([, value]) => value !== undefined));
    const at = message.lastIndexOf(". Got ");
    throw new InputError(code, where, message.slice(`${inner}: `.length, at), message.slice(at + ". Got ".length).replace(/\.$/, ""), place);
  }
}
