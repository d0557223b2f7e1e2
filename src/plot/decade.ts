/** The power of ten of a positive number: 2 for 100 to below 1000. Read off its decimal digits, which are exact. */
export function exponentOf(x: number): number {
  return Number(x.toExponential().split("e")[1]);
}

/** 10 to a whole power, as its literal is read. */
export function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** `factor` times 10 to a whole power, rounded once where the power is exact. */
export function timesPower(factor: number, exponent: number): number {
  return exponent < 0 ? factor / powerOfTen(-exponent) : factor * powerOfTen(exponent);
}
