/** What {@link readNaively} gives. */
export interface NaiveCsv {
  /** The fields of each record that is complete; none for a blank line. */
  readonly records: string[][];
  /** The code of the fault that ended the reading. */
  readonly fault?: "unclosed-quote" | "text-after-quote";
}

/** Reads a CSV text with one state, one character at a time. */
export function readNaively(text: string): NaiveCsv {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = "";
  let state: "start" | "plain" | "quoted" | "closed" = "start";
  const ended = /[\r\n]$/.test(text) ? text : `${text}\n`;
  for (const c of ended.match(/\r\n|[^]/g)!) {
    if (state === "quoted") {
      if (c === '"') state = "closed";
      else field += c;
    } else if (c === '"' && (state === "start" || state === "closed")) {
      if (state === "closed") field += c;
      state = "quoted";
    } else if (c === "," || c === "\n" || c === "\r\n" || c === "\r") {
      const isBlankLine = state === "start" && fields.length === 0 && c !== ",";
      if (!isBlankLine) fields.push(field);
      field = "";
      state = "start";
      if (c === ",") continue;
      records.push(fields);
      fields = [];
    } else if (state === "closed") {
      return { records, fault: "text-after-quote" };
    } else {
      field += c;
      state = "plain";
    }
  }
  return state === "quoted" ? { records, fault: "unclosed-quote" } : { records };
}
