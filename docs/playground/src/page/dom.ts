// The few lines that stand for a framework: an element with its attributes, listeners and children.

type Child = Node | string;

/** What an element has: attributes, of which `true` is an empty one and `undefined` none, and listeners under `on`. */
export interface Parts {
  readonly [attribute: string]: string | number | boolean | undefined | Listeners;
  readonly on?: Listeners;
}
interface Listeners {
  readonly [event: string]: (event: Event) => void;
}

/** A new element. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  parts: Parts = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(parts)) {
    if (name === "on") for (const [event, listener] of Object.entries(value as Listeners)) element.addEventListener(event, listener);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** A sentence of the library, with the names in back-ticks set as code. */
export function sentence(text: string): Child[] {
  return text.split("`").map((words, i) => (i % 2 === 0 ? words : el("code", {}, words)));
}

/** The element of the page with an id, which index.html holds. */
export function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found as T;
}

/** Calls `show` with what `pick` gives, when that is another than the last time. */
export function whenChanged<State, T>(pick: (state: State) => T, show: (value: T, state: State) => void): (state: State) => void {
  let last: T | undefined;
  let isShown = false;
  return (state) => {
    const value = pick(state);
    if (isShown && Object.is(value, last)) return;
    [last, isShown] = [value, true];
    show(value, state);
  };
}
