/**
 * The indices of `keys`, none of them NaN, from the lowest key to the highest; equal keys keep their order. A radix sort by the
 * bytes of the keys, which made unsigned are ordered as the numbers are: O(n), and no comparison is called.
 */
export function argsort(keys: Float64Array): Int32Array {
  const bytes = new DataView(new ArrayBuffer(8 * keys.length));
  let from: Int32Array = new Int32Array(keys.length);
  let to: Int32Array = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    from[i] = i;
    bytes.setFloat64(8 * i, keys[i] + 0); // -0 becomes 0
    const high = bytes.getInt32(8 * i);
    bytes.setInt32(8 * i, high ^ (high < 0 ? -1 : -0x80000000));
    if (high < 0) bytes.setInt32(8 * i + 4, ~bytes.getInt32(8 * i + 4));
  }
  for (let byte = 7; byte >= 0; byte--) {
    const starts = new Int32Array(257);
    for (let i = 0; i < keys.length; i++) starts[bytes.getUint8(8 * i + byte) + 1]++;
    for (let value = 0; value < 256; value++) starts[value + 1] += starts[value];
    for (const i of from) to[starts[bytes.getUint8(8 * i + byte)]++] = i;
    [from, to] = [to, from];
  }
  return from;
}

/** Orders text by code unit, whatever the language of the machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
