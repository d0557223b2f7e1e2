// An engine's own logarithm may differ from another's in its last bit, and a bit can decide a label. These use + - * / alone.

const bits = new DataView(new ArrayBuffer(8));

/** The upper 33 bits of ln 2: a product with an exponent is exact. */
export const ln2High = 6.93147180369123816490e-1;
/** What they leave of it. */
export const ln2Low = 1.90821492927058770002e-10;

/** The natural logarithm of a finite `x` above 0, the same bits on every engine; within 2 ulp of the true value. */
export function log(x: number): number {
  return x < 2.2250738585072014e-308 ? logOfNormal(x * 18014398509481984, -54) : logOfNormal(x, 0); // 2^54 lifts a subnormal number
}

/** log(2^exponent x) for a normal number `x`. */
function logOfNormal(x: number, exponent: number): number {
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  exponent += (high >>> 20) - 1023;
  bits.setInt32(0, (high & 0xfffff) | 0x3ff00000);
  let fraction = bits.getFloat64(0); // in [1, 2)
  if (fraction > Math.SQRT2) {
    fraction /= 2;
    exponent++;
  }
  return exponent * ln2High + (exponent * ln2Low + series(fraction - 1));
}

/** log(1 + x) for a finite `x` above -1, accurate near 0, the same bits on every engine; within 2 ulp of the true value. */
export function log1p(x: number): number {
  if (x > -0.25 && x < 0.4) return series(x);
  const sum = 1 + x;
  return logOfNormal(sum, 0) + (x - (sum - 1)) / sum; // what the sum lost
}

/**
 * log(1 + f) = 2 artanh(s) with s = f / (2 + f), by its series; eleven terms suffice for |s| below 0.1717.
 * The first term, 2s, is f - s f: f is exact, s is not.
 */
function series(f: number): number {
  const s = f / (2 + f);
  const square = s * s;
  let sum = 0;
  for (let j = 21; j >= 3; j -= 2) sum = square * (sum + 1 / j);
  return f - s * (f - 2 * sum);
}
