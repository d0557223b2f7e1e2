import { formatNumber, formatShare } from "../core/format.ts";
import type { SegmentStability } from "./stability.ts";
import type { ResolvedStability } from "./stability-options.ts";

// Hennig's marks for the mean overlap
const stable = 0.75;
const believable = 0.6;

/** A sentence for every segment whose mean overlap is below Hennig's marks. */
export function warnUnstable(segments: readonly SegmentStability[], { resamples, scheme }: ResolvedStability): string[] {
  return segments.flatMap(({ name, jaccard, recovered, dissolved }) => {
    if (jaccard >= stable) return [];
    const [verdict, mark] = jaccard < believable ? ["unstable", believable] : ["doubtful", stable];
    // rounded down: 0.749 must not read as 0.75
    const overlap = `its mean Jaccard overlap in ${resamples} ${scheme === "bootstrap" ? "bootstrap resamples" : "subsamples"} is ${formatNumber(Math.floor(100 * jaccard) / 100)}, below ${mark}`;
    return [`Segment "${name}" is ${verdict}: ${overlap}; it was found again in ${formatShare(recovered)} of them and lost in ${formatShare(dissolved)}.`];
  });
}
