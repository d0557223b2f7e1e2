/** What {@link readNaively} gives. */
export interface NaiveCsv {
  /** The fields of each record that is complete; none for a blank line. */
  readonly records: string[][];
  /** Which of them are nothing but commas, blanks, and quotes with blanks and line ends in them. */
  readonly bare: boolean[];
  /** Which of them are a single field in quotes. */
  readonly lone: boolean[];
  /** The code of the fault that ended the reading. */
  readonly fault?: "unclosed-quote" | "text-after-quote";
}

const quoted = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?=,|[\r\n]|$)/y;
const plain = /[^,\r\n]*/y;
const lineEnd = /\r\n|\r|\n/y;

/** Reads a CSV text field by field, by what a field is: in quotes with blanks around, or whatever stands before the next comma. */
export function readNaively(text: string): NaiveCsv {
  const records: string[][] = [];
  const bare: boolean[] = [];
  const lone: boolean[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < text.length) {
    const fields: string[] = [];
    const start = at;
    do {
      if (fields.length > 0) at++; // the comma
      const found = take(quoted);
      if (found !== null) fields.push(found[1].replaceAll('""', '"'));
      else if (text[at] === '"') return { records, bare, lone, fault: /^"(?:[^"]|"")*"(?!")/.test(text.slice(at)) ? "text-after-quote" : "unclosed-quote" };
      else fields.push(take(plain)![0]);
    } while (text[at] === ",");
    records.push(at === start ? [] : fields);
    bare.push(fields.every((field) => /^[ \t\r\n]*$/.test(field)));
    lone.push(fields.length === 1 && text.slice(start, at).includes('"'));
    take(lineEnd);
  }
  return { records, bare, lone };
}
