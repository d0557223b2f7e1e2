import type { OnProgress } from "../core/progress.ts";
import type { CallName } from "./messages.ts";
import type { AsyncProgress } from "./options.ts";

/** Stages in order, with the time each takes in hundredths, as measured at 1 000 to 200 000 rows. */
type Plan = Readonly<Record<string, number>>;

const chosen: Plan = {
  read: 3, encode: 6, structure: 30, linkage: 6, elbow: 24, silhouettes: 8, resamples: 0, mixture: 10, "k-means": 8, segments: 5,
};
const stable: Plan = { ...chosen, silhouettes: 2, resamples: 18, mixture: 0 };
const given: Plan = { read: 3, encode: 6, structure: 43, linkage: 6, "k-means": 34, segments: 8 };
const placed: Plan = { assign: 100 };

/** What of a call's options its stages depend on; it may be anything else. */
export interface StageOptions {
  readonly k?: unknown;
  readonly choose?: unknown;
  readonly structure?: unknown;
  readonly resamples?: unknown;
}

/** The stages of a call, and how long each takes beside the others. */
function planOf(call: CallName, { k, choose, structure, resamples = 50 }: StageOptions): Plan {
  if (call === "assign") return placed;
  const whole = typeof k === "number" && choose === undefined ? given : choose === "stability" ? stable : chosen;
  const plan = structure === false ? { ...whole, structure: 0 } : whole;
  const again = typeof resamples === "number" && resamples >= 1 ? 15 * resamples : 0;
  return call === "stability" ? { ...plan, stability: again } : plan;
}

/**
 * A listener that says of each event what share of the whole call is done: that of the stages before, and of this one what is done of it.
 * It never falls; a stage that does not come is passed over.
 */
export function withShares(call: CallName, options: StageOptions, report: (progress: AsyncProgress) => void): OnProgress {
  const plan = Object.entries(planOf(call, options));
  const whole = plan.reduce((sum, [, weight]) => sum + weight, 0);
  let share = 0;
  return ({ stage, done, total }) => {
    const at = plan.findIndex(([name]) => name === stage);
    const before = plan.slice(0, Math.max(0, at)).reduce((sum, [, weight]) => sum + weight, 0);
    const own = at < 0 ? 0 : plan[at][1] * (total > 0 ? Math.min(1, done / total) : 0);
    share = Math.max(share, Math.min(1, (before + own) / whole));
    report({ stage, done, total, share });
  };
}
