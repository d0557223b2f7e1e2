const longestShown = 60;

/** A received value as an error message shows it: text in quotes, long values cut. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (typeof value === "object" && value !== null) return `an object${Object.keys(value).length === 0 ? " with nothing in it" : ""}`;
  return Object.is(value, -0) ? "-0" : String(value);
}

function cut(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** Back-ticked, comma-separated names, long ones cut, at most `most` of them. */
export function list(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map((name) => `\`${cut(name)}\``);
  if (names.length > most) shown.push(`and ${names.length - most} more`);
  return shown.join(", ");
}

/** A name received that is not known, and the known one nearest to it, if any is near. */
export function received(value: unknown, known: readonly string[]): string {
  const near = typeof value === "string" ? nearest(value, known) : undefined;
  return near === undefined ? show(value) : `${show(value)}; did you mean "${near}"?`;
}

/** The known word with the least edit distance to `word`, if at most half of it must change. Long words are not looked at. */
function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const length = Math.max(word.length, candidate.length);
    const distance = length > longestShown ? Infinity : editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance <= length / 2) [best, least] = [candidate, distance];
  }
  return best;
}

/** Edit distance in which a swap of neighbours counts as one (Damerau 1964, restricted). */
function editDistance(a: string, b: string): number {
  const cost: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    cost.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      cost[i][j] =
        i === 0
          ? j
          : Math.min(
              cost[i][j - 1] + 1,
              cost[i - 1][j] + 1,
              cost[i - 1][j - 1] + Number(a[i - 1] !== b[j - 1]),
              isSwap ? cost[i - 2][j - 2] + 1 : Infinity,
            );
    }
  }
  return cost[a.length][b.length];
}

/** Where a fault lies, as far as it is known. */
export interface Place {
  /** The column's name in a table, its 0-based index in a matrix. */
  readonly column?: string | number;
  /** The 0-based data row. */
  readonly row?: number;
  /** The 1-based line of a text. */
  readonly line?: number;
}

/**
 * Thrown when an argument breaks a documented precondition; the only error this library throws for bad input.
 *
 * The message is one sentence: where, what, rule, received.
 */
export class InputError extends RangeError {
  /** Always `"InputError"`. */
  override readonly name = "InputError";
  /** A stable, kebab-case name of the broken rule, such as `"missing-value"`. */
  readonly code: string;
  /** The public function that was called. */
  readonly where: string;
  /** The column at fault: its name in a table, its 0-based index in a matrix. */
  declare readonly column?: string | number;
  /** The 0-based data row at fault. */
  declare readonly row?: number;
  /** The 1-based line of the text at fault. */
  declare readonly line?: number;

  /** Builds the error whose message is `where: rule. Got this.`, or a question where that suggests something. */
  constructor(code: string, where: string, rule: string, got: string | number, place: Place = {}) {
    super(`${where}: ${rule}. Got ${got}${/\?$/.test(String(got)) ? "" : "."}`);
    this.code = code;
    this.where = where;
    Object.assign(this, place);
  }
}
