import { advise } from "../core/advice.ts";
import { InputError, list, show } from "../core/input-error.ts";
import { counted } from "../core/text.ts";
import { cellError, isMissing, levelOf } from "../table/cell.ts";
import { columnOf, type Frame } from "../table/table.ts";

/** The rows of the customers of two tables. */
export interface CustomersInBoth {
  /** The rows of those in both, in the later table's order: in the earlier table. */
  readonly before: Int32Array;
  /** The same in the later table. */
  readonly after: Int32Array;
  /** The rows of the earlier table whose customers are not in the later one, ascending. */
  readonly left: Int32Array;
  /** The rows of the later table whose customers are not in the earlier one, ascending. */
  readonly came: Int32Array;
}

/** Finds the customers of two tables by the column that names them in both, which must name each once. In O(rows). */
export function customersInBoth(where: string, before: Frame, after: Frame, id: string): CustomersInBoth {
  const earlier = rowsById(where, before, id, "before");
  const later = rowsById(where, after, id, "after");
  const isFound = new Uint8Array(before.rows);
  const rows = new Int32Array(after.rows), own = new Int32Array(after.rows), came = new Int32Array(after.rows);
  let both = 0, fresh = 0;
  for (const [name, row] of later) {
    const found = earlier.get(name);
    if (found === undefined) {
      came[fresh++] = row;
      continue;
    }
    isFound[found] = 1;
    rows[both] = found;
    own[both++] = row;
  }
  if (both === 0) {
    const rule = [`column ${list([id])} must hold some of the same ids in `, advise({ advice: "moment", when: "before" }), " and ", advise({ advice: "moment", when: "after" }), ", written in the same way"];
    const [one] = earlier.keys();
    const [other] = later.keys();
    const got = `${counted(before.rows, "id")} such as ${show(one)}, and ${counted(after.rows, "id")} such as ${show(other)}`;
    throw new InputError("no-common-id", where, rule, got, { column: id });
  }
  const left = Int32Array.from(isFound.keys()).filter((row) => isFound[row] === 0);
  return { before: rows.slice(0, both), after: own.slice(0, both), left, came: came.slice(0, fresh) };
}

/** The row of each id, in the order of the rows. `1`, `"1"` and `" 1"` are the same. */
function rowsById(where: string, frame: Frame, id: string, table: "before" | "after"): Map<string, number> {
  const cells = columnOf(where, frame, id);
  const rows = new Map<string, number>();
  for (let row = 0; row < frame.rows; row++) {
    const cell = cells[row];
    if (isMissing(cell)) {
      throw cellError(where, "missing-value", id, row, ["must name a customer in every row of ", advise({ advice: "moment", when: table }), "; leave out rows without an id"], cell);
    }
    const name = levelOf(cell)?.trim();
    if (name === undefined) throw cellError(where, "not-a-cell", id, row, ["must be a number, a text or a boolean in ", advise({ advice: "moment", when: table })], cell);
    const earlier = rows.get(name);
    if (earlier !== undefined) {
      const rule = [
        "must name each customer of ",
        advise({ advice: "moment", when: table }),
        " once, and an earlier row has the same id; if these are transactions, ",
        advise({ advice: "one-row" }),
      ];
      throw cellError(where, "duplicate-id", id, row, rule, cell);
    }
    rows.set(name, row);
  }
  return rows;
}
