/** What a look at each number of a column tells. */
export interface NumberShape {
  /** Numbers that are not missing. */
  readonly present: number;
  readonly min: number;
  readonly max: number;
  /** Whether none has a fraction. */
  readonly isWhole: boolean;
  /** Whether each is above the one before. */
  readonly isAscending: boolean;
}

/** The shape of numbers, NaN for missing, in one pass. */
export function numberShape(numbers: Float64Array): NumberShape {
  let present = 0;
  let min = Infinity;
  let max = -Infinity;
  let last = -Infinity;
  let isWhole = true;
  let isAscending = true;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i];
    if (x !== x) continue;
    present++;
    if (!(x > last)) isAscending = false;
    if (x < min) min = x;
    if (x > max) max = x;
    if (isWhole && Math.floor(x) !== x) isWhole = false;
    last = x;
  }
  return { present, min, max, isWhole, isAscending };
}
