/** Whether `source` from `start` to before `end` is a missing field. */
export type MissingTest = (source: string, start: number, end: number) => boolean;

/** A test for fields of white space only, and for those that are one of `words` once both are trimmed. */
export function createMissingTest(words: readonly string[]): MissingTest {
  const trimmed = new Set(words.map((word) => word.trim()));
  const lengths = new Set([...trimmed].map((word) => word.length)); // most fields differ from every word in length

  return (source, start, end) => {
    if (trimmed.size === 0 && start < end && isInk(source.charCodeAt(start))) return false; // most fields
    while (start < end && isBlank(source, start)) start++;
    if (start === end) return true;
    if (trimmed.size === 0) return false;
    while (isBlank(source, end - 1)) end--;
    return lengths.has(end - start) && trimmed.has(source.slice(start, end));
  };
}

function isInk(code: number): boolean {
  return code > 32 && code < 128;
}

/** Whether `trim` would take the character at `at`. */
function isBlank(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return source[at].trim() === "";
}
