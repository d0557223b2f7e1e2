/**
 * The clusters of nodes, renumbered so that each has the number of the label that it shares most rows with. The pair with the most rows
 * in common comes first (of equal ones the lower cluster, then the lower label), and each label is taken once; clusters that are left
 * take the lowest numbers that are free.
 *
 * @param cluster - the cluster of each node, rows first, from 0 to k - 1, or -1
 * @param labels - the label of each row
 */
export function matchClusters(cluster: Int32Array, labels: Int32Array, k: number): Int32Array {
  const most = labels.reduce((largest, label) => Math.max(largest, label), 0) + 1;
  const shared = new Map<number, number>();
  labels.forEach((label, row) => {
    if (cluster[row] < 0) return;
    const pair = cluster[row] * most + label;
    shared.set(pair, (shared.get(pair) ?? 0) + 1);
  });
  const numberOf = new Int32Array(k).fill(-1);
  const isTaken = new Set<number>();
  for (const [pair] of [...shared].sort(([a, x], [b, y]) => y - x || a - b)) {
    const [own, label] = [Math.floor(pair / most), pair % most];
    if (numberOf[own] >= 0 || isTaken.has(label)) continue;
    numberOf[own] = label;
    isTaken.add(label);
  }
  let free = 0;
  for (let c = 0; c < k; c++) {
    if (numberOf[c] >= 0) continue;
    while (isTaken.has(free)) free++;
    numberOf[c] = free;
    isTaken.add(free);
  }
  return cluster.map((own) => (own < 0 ? -1 : numberOf[own]));
}
