/** What a look at each number of a column tells. */
export interface NumberShape {
  /** Numbers that are not missing. */
  readonly present: number;
  /** Of those, how many are 0, and how many 1. */
  readonly zeros: number;
  readonly ones: number;
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
  let zeros = 0;
  let ones = 0;
  let min = Infinity;
  let max = -Infinity;
  let isWhole = true;
  let isAscending = true;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i];
    if (x !== x) continue;
    present++;
    if (x === 0) zeros++;
    if (x === 1) ones++;
    if (!(x > max)) isAscending = false;
    if (x < min) min = x;
    if (x > max) max = x;
    if (isWhole && Math.floor(x) !== x) isWhole = false;
  }
  return { present, zeros, ones, min, max, isWhole, isAscending };
}
