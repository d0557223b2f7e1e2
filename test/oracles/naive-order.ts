/** Rows sorted by their codes, the first category first, equal ones as they came; and the combinations, one list of codes each. */
export function naiveOrder(n: number, codes: readonly ArrayLike<number>[]): { ids: number[]; combinationOf: number[]; combinations: number[][] } {
  const combinationAt = (row: number): number[] => codes.map((own) => own[row]);
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const f = a.findIndex((code, at) => code !== b[at]);
    return f < 0 ? 0 : a[f] - b[f];
  };
  const ids = Array.from({ length: n }, (_, row) => row).sort((a, b) => compare(combinationAt(a), combinationAt(b)) || a - b);
  const combinations: number[][] = [];
  const combinationOf = ids.map((row) => {
    const own = combinationAt(row);
    if (combinations.length === 0 || compare(combinations.at(-1)!, own) !== 0) combinations.push(own);
    return combinations.length - 1;
  });
  return { ids, combinationOf, combinations };
}
