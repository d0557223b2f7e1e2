const mostTexts = 65536;

/** Gives the text of a span: the same string for the same characters, so that a category repeated a million times is one string. */
export type Intern = (source: string, start: number, end: number) => string;

/**
 * An {@link Intern} that looks a text up by its characters, without cutting it out first: open addressing, linear probing.
 * After 65 536 texts it keeps no more of them, since they are hardly categories.
 */
export function createIntern(): Intern {
  const texts: string[] = [];
  let slots = new Int32Array(64); // 1 + index into texts, 0 for none; at most half full
  let hashes = new Int32Array(32);

  const rehash = (): void => {
    slots = new Int32Array(2 * slots.length);
    const larger = new Int32Array(slots.length / 2);
    larger.set(hashes);
    hashes = larger;
    for (let t = 0; t < texts.length; t++) slots[freeSlot(hashes[t])] = t + 1;
  };
  const freeSlot = (hash: number): number => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };

  return (source, start, end) => {
    let hash = 0;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ source.charCodeAt(i), 0x5bd1e995);
    hash ^= hash >>> 15;
    let slot = hash & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const t = slots[slot] - 1;
      if (hashes[t] === hash && isSame(texts[t], source, start, end)) return texts[t];
    }
    const text = copyOf(source.slice(start, end));
    if (texts.length === mostTexts) return text;
    hashes[texts.length] = hash;
    texts.push(text);
    slots[slot] = texts.length;
    if (2 * texts.length === slots.length) rehash();
    return text;
  };
}

function isSame(text: string, source: string, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== source.charCodeAt(start + i)) return false;
  return true;
}

/** The same characters in a string of their own: engines let a slice keep the whole text it was cut from in memory. */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}
