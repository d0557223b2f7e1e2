// The population stability index, one row at a time.

/** Of the part that each row is in, before and after. */
export function naivePsi(before: readonly (string | number)[], after: readonly (string | number)[]): number {
  const parts = [...new Set([...before, ...after])];
  const share = (of: readonly (string | number)[], part: string | number): number => (of.filter((one) => one === part).length + 0.5) / (of.length + parts.length / 2);
  return parts.reduce<number>((sum, part) => {
    const [e, a] = [share(before, part), share(after, part)];
    return sum + (a - e) * Math.log(a / e);
  }, 0);
}

/** How many bounds lie below each number. */
export const partsBetween = (values: readonly number[], bounds: readonly number[]): number[] => values.map((x) => bounds.filter((bound) => bound < x).length);
