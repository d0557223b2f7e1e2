/**
 * Orders the pairs (a, x) and (b, x) of equal dissimilarity: whether (a, x) comes first.
 *
 * By a hash of each pair, then by the numbers: symmetric in the members of a pair, so that of all tied pairs one is the least
 * for both of its members, and random, so that equal distances do not line up into chains of one merge a round.
 */
export function comesFirst(a: number, b: number, x: number): boolean {
  const p = hashPair(a, x);
  const q = hashPair(b, x);
  return p < q || (p === q && a < b);
}

function hashPair(a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  let hash = Math.imul(low ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul((high + 0x7f4a7c15) | 0, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
