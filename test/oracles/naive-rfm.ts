// The definitions of rfm, lifetimeSummary and rfmScores, one customer at a time.

export interface Sale<Day = number> {
  readonly who: string;
  readonly day: Day;
  readonly paid: number;
}

type Policy = "count" | "subtract" | "drop";

/** The transactions that are not left out, and the day that is counted to. */
function keptOf(rows: readonly Sale[], policy: Policy, asOf: "last" | "day-after" | number): { kept: Sale[]; end: number; names: string[]; buys: (sale: Sale) => boolean } {
  const kept = rows.filter(({ paid }) => policy !== "drop" || paid >= 0);
  const latest = Math.max(...kept.map(({ day }) => day));
  const buys = ({ paid }: Sale): boolean => policy === "count" || paid >= 0;
  const names = [...new Set(rows.map(({ who }) => who))].filter((name) => kept.some((sale) => sale.who === name && buys(sale)));
  return { kept, end: asOf === "last" ? latest : asOf === "day-after" ? latest + 1 : asOf, names, buys };
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export function naiveRfm(rows: readonly Sale[], policy: Policy, count: "transactions" | "days", asOf: "last" | "day-after" | number): Record<"recency" | "frequency" | "monetary", Float64Array> & { customer: string[] } {
  const { kept, end, names, buys } = keptOf(rows, policy, asOf);
  const own = names.map((name) => kept.filter(({ who }) => who === name));
  const bought = own.map((sales) => sales.filter(buys).map(({ day }) => day));
  return {
    customer: names,
    recency: Float64Array.from(bought, (days) => end - Math.max(...days)),
    frequency: Float64Array.from(bought, (days) => (count === "days" ? new Set(days).size : days.length)),
    monetary: Float64Array.from(own, (sales) => sum(sales.map(({ paid }) => paid))),
  };
}

export function naiveLifetimes(rows: readonly Sale[], policy: Policy, asOf: "last" | number): Record<"frequency" | "recency" | "T" | "monetary_value", Float64Array> & { customer: string[] } {
  const { kept, end, names, buys } = keptOf(rows, policy, asOf);
  const own = names.map((name) => kept.filter(({ who }) => who === name));
  const days = own.map((sales) => [...new Set(sales.filter(buys).map(({ day }) => day))].sort((a, b) => a - b));
  return {
    customer: names,
    frequency: Float64Array.from(days, (all) => all.length - 1),
    recency: Float64Array.from(days, (all) => all[all.length - 1] - all[0]),
    T: Float64Array.from(days, (all) => end - all[0]),
    monetary_value: Float64Array.from(days, ([first, ...later], c) => {
      const paid = sum(own[c].filter(({ day }) => day > first).map((sale) => sale.paid));
      return later.length === 0 ? 0 : paid / later.length;
    }),
  };
}

/** The part from 1 to 5 of each value: how many of the quantiles of type 7 lie below it. */
export function naiveFifths(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const bounds = [0.2, 0.4, 0.6, 0.8].map((share) => {
    const at = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(at)], sorted[Math.min(Math.floor(at) + 1, sorted.length - 1)]];
    return low + (at - Math.floor(at)) * (high - low);
  });
  return values.map((value) => 1 + bounds.filter((bound) => bound < value).length);
}
