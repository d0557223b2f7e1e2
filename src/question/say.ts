/** Below it a link or an influence is called measurable. */
export const level = 0.05;

/** Groups of fewer rows, or pairs of which chance would give fewer, make p rough. */
export const fewRows = 5;

/** A p-value with four decimals. */
export function sayP(p: number): string {
  return p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`;
}
