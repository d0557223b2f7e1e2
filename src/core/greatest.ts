/** Numbers that change, of which the greatest is always known: a tournament, in flat arrays. */
export class Greatest {
  readonly values: Float64Array;
  /** For each node of the tournament the place of the greatest number below it; the leaves come last, in the order of the places. */
  readonly winners: Int32Array;

  /** Room for so many numbers, all -Infinity. */
  constructor(room: number) {
    let leaves = 1;
    while (leaves < room) leaves *= 2;
    const winners = new Int32Array(2 * leaves);
    for (let node = 1; node < winners.length; node++) {
      let first = node;
      while (first < leaves) first *= 2;
      winners[node] = first - leaves;
    }
    this.values = new Float64Array(leaves).fill(-Infinity);
    this.winners = winners;
  }
}

/** Writes a number. In O(log n). */
export function setNumber({ values, winners }: Greatest /* out */, at: number, value: number): void {
  values[at] = value;
  for (let node = (values.length + at) >> 1; node > 0; node >>= 1) {
    const low = winners[2 * node], high = winners[2 * node + 1];
    winners[node] = values[high] > values[low] ? high : low;
  }
}

/** The place of the greatest, the lowest on a tie. */
export function placeOfGreatest({ winners }: Greatest): number {
  return winners[1];
}
