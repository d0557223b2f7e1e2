import { isArrayLike } from "../core/check.ts";
import { InputError, type Place, show } from "../core/input-error.ts";
import { unsendable } from "./not-sent.ts";

/** Whether a value is an array of numbers of a fixed kind. */
export function isTypedArray(value: unknown): value is ArrayBufferView & ArrayLike<unknown> {
  return isArrayLike(value) && !Array.isArray(value);
}

/**
 * A typed array ready to be sent: a copy of its own, whose buffer goes over; or the array itself where its buffer goes over or is
 * shared. The buffers that go over are added to `moved`.
 */
export function packView(
  where: string,
  view: ArrayBufferView,
  hasTransfer: boolean,
  moved: Set<ArrayBuffer>, // out
  what: string,
  place: Place = {},
): ArrayBufferView {
  if (isDetached(view)) {
    const rule = `${what} must still have its buffer; keep a copy, or leave \`transfer\` out of the call before`;
    throw new InputError("detached", where, rule, `${show(view)} whose buffer was transferred`, place);
  }
  const { buffer } = view;
  if (!(Object.prototype.toString.call(buffer) === "[object ArrayBuffer]")) return view; // shared by all
  const sent = hasTransfer ? view : copyOf(view);
  moved.add(sent.buffer as ArrayBuffer);
  return sent;
}

/** Whether the buffer of a view has gone to another thread. Such a view is empty, and so is the one of an empty array. */
function isDetached({ buffer, byteLength }: ArrayBufferView): boolean {
  if (byteLength > 0) return false;
  try {
    return new Uint8Array(buffer).length < 0;
  } catch {
    return true;
  }
}

type ViewClass = new (values: ArrayBufferView) => ArrayBufferView;

/** A copy of what is seen, not of all of the buffer. */
function copyOf(view: ArrayBufferView): ArrayBufferView {
  const name = (view as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] ?? "";
  return new (globalThis as unknown as Record<string, ViewClass>)[name]!(view);
}

const deepest = 50;

/**
 * Options as plain data: with what they inherit, which is read, too, and without functions, which no message can hold. Typed arrays are
 * packed by `pack`.
 */
export function packValue(
  where: string,
  path: string,
  value: unknown,
  pack: (path: string, view: ArrayBufferView) => unknown,
  depth: number = 0,
): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw unsendable(where, path, value);
  if (isTypedArray(value)) return pack(path, value);
  if (depth > deepest || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, (one, i) => packValue(where, `${path}[${i}]`, one, pack, depth + 1));
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  const entries: [string, unknown][] = [];
  for (const name in value) {
    const own = path === "" ? name : `${path}.${name}`;
    entries.push([name, packValue(where, own, (value as Record<string, unknown>)[name], pack, depth + 1)]);
  }
  return Object.fromEntries(entries);
}
