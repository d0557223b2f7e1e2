// Numbers as people read them, without a locale: the same text on every machine.

/** At most two decimals, no trailing zeros: 1230, 0.4, 22288.44; very large and very small ones in powers of ten. */
export function formatNumber(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e15 || (size > 0 && size < 0.005)) return x.toExponential(2);
  return trimZeros(x.toFixed(2));
}

/** A share between 0 and 1 in per cent, one decimal: "32.1%". */
export function formatShare(share: number): string {
  return `${trimZeros((100 * share).toFixed(1))}%`;
}

function trimZeros(text: string): string {
  const trimmed = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return trimmed === "-0" ? "0" : trimmed;
}
