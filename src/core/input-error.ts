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
