/** The rows of each of `k` segments, ascending. Each array is a part of one. */
export function rowsOf(labels: Int32Array, k: number): Int32Array[] {
  const end = new Int32Array(k + 1);
  for (let i = 0; i < labels.length; i++) end[labels[i] + 1]++;
  for (let s = 0; s < k; s++) end[s + 1] += end[s];
  const next = end.slice();
  const rows = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) rows[next[labels[i]]++] = i;
  return Array.from({ length: k }, (_, s) => rows.subarray(end[s], end[s + 1]));
}
