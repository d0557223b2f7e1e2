import type { Matrix } from "../core/matrix.ts";

/** Rows without repeats. */
interface DistinctRows {
  /** The first row of each value, ascending. */
  readonly first: Int32Array;
  /** Each row's place in `first`. */
  readonly placeOf: Int32Array;
}

const bits = /* @__PURE__ */ new Float64Array(1);
const words = /* @__PURE__ */ (() => new Int32Array(bits.buffer))();

/** Finds equal rows by hashing their bits (0 and -0 are equal). In O(n d). */
export function distinctRows({ data, rows, cols }: Matrix): DistinctRows {
  const capacity = 2 << (32 - Math.clz32(rows));
  const table = new Int32Array(capacity); // place + 1; 0 is empty
  const first = new Int32Array(rows);
  const placeOf = new Int32Array(rows);
  let count = 0;
  for (let i = 0, row = 0; i < rows; i++, row += cols) {
    let at = hashRow(data, row, cols) & (capacity - 1);
    while (table[at] !== 0 && !isEqual(data, first[table[at] - 1] * cols, row, cols)) at = (at + 1) & (capacity - 1);
    if (table[at] === 0) {
      first[count++] = i;
      table[at] = count;
    }
    placeOf[i] = table[at] - 1;
  }
  return { first: first.slice(0, count), placeOf };
}

function hashRow(data: Float64Array, row: number, cols: number): number {
  let hash = 0;
  for (let at = row; at < row + cols; at++) {
    bits[0] = data[at] + 0; // -0 becomes 0
    hash = Math.imul(hash ^ words[0], 0x85ebca6b);
    hash = Math.imul((hash ^ (hash >>> 15)) + words[1], 0xc2b2ae35);
  }
  return hash ^ (hash >>> 16);
}

function isEqual(data: Float64Array, a: number, b: number, cols: number): boolean {
  for (const end = a + cols; a < end; a++, b++) if (data[a] !== data[b]) return false;
  return true;
}
