/** The names of columns, and what had to be done to have one for each. */
export interface ColumnNames {
  readonly names: readonly string[];
  /** Which columns have no name in the header. */
  readonly nameless: readonly number[];
  /** Those of a name that an earlier one has. */
  readonly renamed: readonly number[];
}

/**
 * Names of their own for columns: a name that an earlier one has gets a number, as in `Email (2)`; a column without one goes by what stands
 * below the header for it, else by its place, as in `column3`. In O(n).
 */
export function namesOf(header: readonly string[], below: readonly (readonly string[])[]): ColumnNames {
  const taken = new Set(header.filter((name) => name.trim() !== ""));
  const seen = new Set<string>();
  const last = new Map<string, number>(); // the number that was given last to a name
  const nameless: number[] = [];
  const renamed: number[] = [];
  const numbered = (name: string): string => {
    let count = (last.get(name) ?? 1) + 1;
    while (taken.has(`${name} (${count})`)) count++;
    last.set(name, count);
    return `${name} (${count})`;
  };
  const names = header.map((written, c) => {
    const isNameless = written.trim() === "";
    const wanted = isNameless ? (below.map((cells) => cells[c]?.trim() ?? "").find((text) => text !== "") ?? `column${c + 1}`) : written;
    if (isNameless) nameless.push(c);
    const isTwice = isNameless ? taken.has(wanted) : seen.has(wanted);
    if (isTwice && !isNameless) renamed.push(c);
    const name = isTwice ? numbered(wanted) : wanted;
    taken.add(name);
    seen.add(name);
    return name;
  });
  return { names, nameless, renamed };
}
