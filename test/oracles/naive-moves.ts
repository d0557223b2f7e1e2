// Moves between two tables, one customer at a time, from the segment and the worth of each.

export interface Placed {
  readonly id: string;
  readonly segment: number;
  readonly worth: number;
}

/** Customers before and after; `carriesOn` says which segment before each one after is. */
export function naiveMoves(before: readonly Placed[], after: readonly Placed[], carriesOn: readonly (number | undefined)[]): Record<string, unknown> {
  const later = new Map(after.map((one) => [one.id, one]));
  const known = new Set(before.map(({ id }) => id));
  const pairs = before.flatMap((one) => (later.has(one.id) ? [[one, later.get(one.id)!] as const] : [])).filter(([a, b]) => a.segment >= 0 && b.segment >= 0);
  const left = before.filter(({ id, segment }) => !later.has(id) && segment >= 0);
  const came = after.filter(({ id, segment }) => !known.has(id) && segment >= 0);
  const isMove = ([a, b]: readonly [Placed, Placed]): boolean => carriesOn[b.segment] !== a.segment;
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const grown = (some: readonly (readonly [Placed, Placed])[]): number => sum(some.map(([a, b]) => b.worth - a.worth));
  const movers = pairs.filter(isMove);
  return {
    counts: pairs.map(([a, b]) => `${a.segment}>${b.segment}`).sort(),
    left: left.map(({ segment }) => segment).sort(),
    came: came.map(({ segment }) => segment).sort(),
    customers: { both: pairs.length, left: left.length, came: came.length, unplaced: new Set([...before, ...after].map(({ id }) => id)).size - pairs.length - left.length - came.length },
    moved: pairs.length === 0 ? NaN : movers.length / pairs.length,
    totals: {
      before: sum([...pairs.map(([a]) => a.worth), ...left.map(({ worth }) => worth)]),
      after: sum([...pairs.map(([, b]) => b.worth), ...came.map(({ worth }) => worth)]),
      byStaying: grown(pairs.filter((pair) => !isMove(pair))),
      byMoving: grown(movers),
      byComing: sum(came.map(({ worth }) => worth)),
      byLeaving: sum(left.map(({ worth }) => worth)),
    },
  };
}
