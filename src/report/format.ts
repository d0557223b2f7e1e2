import { sayNumber, sayShare } from "../core/text.ts";

// The one format of the numbers in a report, in sentences and in tables. What there is none of is left blank.

/** A number: "288,508", "38.9", "almost 0". */
export function sayFigure(x: number): string {
  return Number.isNaN(x) ? "" : sayNumber(x);
}

/** A share in a table: "56 %", "almost none", "none". */
export function tellShare(share: number): string {
  if (Number.isNaN(share)) return "";
  if (share === 0) return "none";
  return share > 0 && share < 0.0005 ? "almost none" : sayShare(share);
}

/** An index, of which 100 is the average. */
export function sayIndex(index: number): string {
  return Number.isFinite(index) ? sayNumber(Math.round(index)) : "";
}
