import { dayOf, isoDate } from "../table/date-text.ts";

/** What the values of an ordered column are: numbers, whole ones, or days since 1970-01-01. */
export type CutKind = "number" | "whole" | "date";

const reach = 0.4; // of the gap, to either side of its middle

/**
 * The number that parts two neighbouring values: above `low`, and at most `high`, so that `x < cut` holds for the one and not for the
 * other. It is the shortest decimal near the middle: 20 between 17 and 24, 2.5 between 2.42 and 2.61. Of days it is the beginning of a
 * year or a month where one lies there. Where no decimal lies between the two, the middle; where no number does, `high`.
 */
export function cutBetween(low: number, high: number, kind: CutKind): number {
  const isWhole = kind !== "number";
  if (isWhole && high - low <= 1) return high;
  const middle = low / 2 + high / 2;
  const most = reach * (high - low);
  const fits = (cut: number): boolean => cut > low && cut < high && Math.abs(cut - middle) <= most;
  if (kind === "date") return beginningNear(middle, fits) ?? Math.ceil(middle);
  if (fits(0)) return 0;
  let step = 1;
  while (step <= Math.max(-low, high)) step *= 10;
  for (; step >= 1; step /= 10) {
    const cut = Math.round(middle / step) * step;
    if (fits(cut)) return cut;
  }
  for (let parts = 10; !isWhole && parts <= 1e22 && Math.abs(middle) * parts < Number.MAX_SAFE_INTEGER; parts *= 10) {
    const cut = Math.round(middle * parts) / parts; // the nearest double to a decimal: it prints as that
    if (fits(cut)) return cut;
  }
  return middle > low ? middle : high;
}

/** The beginning of a year near a day, or else of a month. */
function beginningNear(middle: number, fits: (day: number) => boolean): number | undefined {
  const [year, month] = isoDate(Math.floor(middle)).split("-").map(Number);
  const years = [year, year + 1].map((own) => firstDay(own, 1));
  const months = [firstDay(year, month), month === 12 ? firstDay(year + 1, 1) : firstDay(year, month + 1)];
  for (const days of [years, months]) {
    const [near] = days.filter(fits).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b);
    if (near !== undefined) return near;
  }
  return undefined;
}

function firstDay(year: number, month: number): number {
  return dayOf(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`);
}
