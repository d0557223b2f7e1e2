/** The rank of every value from 1; equal values share the mean of their ranks. In O(n log n). */
export function ranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const distinct = new Float64Array(sorted.length);
  const rank = new Float64Array(sorted.length);
  let count = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    distinct[count] = sorted[from];
    rank[count++] = (from + 1 + to) / 2;
  }
  return values.map((value) => rank[lastUpTo(distinct, count, value)]);
}

/** Index of the last of the first `count` entries that is not above `value`. */
function lastUpTo(ascending: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
