const width = 80;

/** Text that does nothing to a terminal: control characters but the line end are shown as what they are, unreadable. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** One line of such text. */
export function oneLine(text: string): string {
  return printable(text.replace(/[\s\u0085\u2028\u2029]+/g, " ").trim());
}

/** Words in lines of at most 80 characters; further lines begin with the indent. */
export function wrap(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of oneLine(text).split(" ")) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** A heading with a rule below it, and the lines of its section. */
export function section(heading: string, lines: readonly string[]): string {
  return ["", heading, "-".repeat(heading.length), ...lines].join("\n");
}
