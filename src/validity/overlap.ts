/**
 * The Jaccard overlap of every cluster of `a` with every one of `b`: rows in both over rows in either, between 0 and 1, and 0
 * where there is none in either. Row-major, `p` times `q`. A row that has the label -1 in one of them is left out.
 *
 * Assumes labels below `p` and `q`.
 */
export function jaccardOf(a: Int32Array, p: number, b: Int32Array, q: number): Float64Array {
  const both = new Float64Array(p * q);
  const inA = new Float64Array(p);
  const inB = new Float64Array(q);
  for (let i = 0; i < a.length; i++) {
    if (a[i] < 0 || b[i] < 0) continue;
    both[a[i] * q + b[i]]++;
    inA[a[i]]++;
    inB[b[i]]++;
  }
  return both.map((rows, at) => (rows === 0 ? 0 : rows / (inA[Math.floor(at / q)] + inB[at % q] - rows)));
}

/** The overlap of each of k clusters of `a` with the one of `b` that overlaps it most. */
export function bestOverlaps(a: Int32Array, b: Int32Array, k: number): Float64Array {
  const pairs = jaccardOf(a, k, b, k);
  return Float64Array.from({ length: k }, (_, s) => pairs.subarray(s * k, (s + 1) * k).reduce((most, one) => Math.max(most, one)));
}

/**
 * Pairs each of `rows` with at most one of `cols` so that the gains of the pairs, none of them negative, sum to the most there
 * is: the column of each row, -1 for none. A pair may gain nothing; as many are made as the smaller side has.
 *
 * The Hungarian algorithm (Kuhn 1955) with the shortest augmenting paths of Jonker and Volgenant (1987), in
 * O(rows² · cols) for at most as many rows as columns. Assumes validated input.
 */
export function bestAssignment(gains: Float64Array, rows: number, cols: number): Int32Array {
  if (rows > cols) return inverse(bestAssignment(transpose(gains, rows, cols), cols, rows), rows);
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(cols).fill(-1);
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    const path = shortestPath(gains, rowPrice, columnPrice, rowOf, row);
    for (let column = path.end; column >= 0; ) {
      const from = path.rowBefore[column];
      rowOf[column] = from;
      [columnOf[from], column] = [column, columnOf[from]];
    }
  }
  return columnOf;
}

interface Path {
  /** The free column in which the path ends. */
  readonly end: number;
  /** The row from which each column was reached. */
  readonly rowBefore: Int32Array;
}

/** The cheapest alternating path from a free row to a free column; adapts the prices so that no pair costs less than 0 by them. */
function shortestPath(gains: Float64Array, rowPrice: Float64Array, columnPrice: Float64Array, rowOf: Int32Array, start: number): Path {
  const cols = columnPrice.length;
  const length = new Float64Array(cols).fill(Infinity);
  const rowBefore = new Int32Array(cols).fill(-1);
  const isDone = new Uint8Array(cols);
  let end = -1;
  let reached = 0; // the length of the path so far

  for (let row = start; row >= 0; row = rowOf[end]) {
    let nearest = -1;
    for (let column = 0; column < cols; column++) {
      if (isDone[column] === 1) continue;
      const through = reached - gains[row * cols + column] - rowPrice[row] - columnPrice[column];
      if (through < length[column]) {
        length[column] = through;
        rowBefore[column] = row;
      }
      if (nearest < 0 || length[column] < length[nearest]) nearest = column;
    }
    end = nearest;
    reached = length[end];
    isDone[end] = 1;
  }

  rowPrice[start] += reached;
  for (let column = 0; column < cols; column++) {
    if (isDone[column] === 0 || column === end) continue;
    rowPrice[rowOf[column]] += reached - length[column];
    columnPrice[column] -= reached - length[column];
  }
  return { end, rowBefore };
}

function transpose(gains: Float64Array, rows: number, cols: number): Float64Array {
  return gains.map((_, at) => gains[(at % rows) * cols + Math.floor(at / rows)]);
}

/** The row that has each column. */
function inverse(columnOf: Int32Array, cols: number): Int32Array {
  const rowOf = new Int32Array(cols).fill(-1);
  columnOf.forEach((column, row) => {
    if (column >= 0) rowOf[column] = row;
  });
  return rowOf;
}
