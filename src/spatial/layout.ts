/** Which columns of encoded rows are numbers, and which the dummies of a category. */
export class Layout {
  /** How many there are in all. */
  readonly count: number;
  /** The column of each number. */
  readonly numbers: Int32Array;
  /** Where the slots of each category begin, and where the last ones end: one for rows of no level, then one a level. */
  readonly first: Int32Array;
  /** The column of each slot's dummy; -1 for the slot of no level. */
  readonly dummies: Int32Array;
  /** What that dummy is in rows of another slot, and in rows of this one; 0 for the slot of no level. */
  readonly low: Float64Array;
  readonly high: Float64Array;

  /** How columns are factored: those of `numbers`, and the dummies of categories. */
  constructor(count: number, numbers: ArrayLike<number>, categories: readonly Dummies[]) {
    const first = new Int32Array(categories.length + 1);
    for (let f = 0; f < categories.length; f++) first[f + 1] = first[f] + categories[f].low.length + 1;
    const slots = first[categories.length];
    this.count = count;
    this.numbers = Int32Array.from(numbers);
    this.first = first;
    this.dummies = new Int32Array(slots).fill(-1);
    this.low = new Float64Array(slots);
    this.high = new Float64Array(slots);
    for (let f = 0; f < categories.length; f++) {
      const { from, low, high } = categories[f];
      for (let l = 0, s = first[f] + 1; l < low.length; l++, s++) {
        this.dummies[s] = from + l;
        this.low[s] = low[l];
        this.high[s] = high[l];
      }
    }
  }
}

/** The dummies of a category: they stand side by side from a column on. */
export interface Dummies {
  readonly from: number;
  /** What each is in rows of another level, and in rows of its own. */
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}
