import type { Segmentation } from "audience-segmentation";
import { sayNumber, sayShare } from "../../../../src/core/text.ts";
import { sayNotice } from "../../../../src/core/notice.ts";
import type { ProfileLine, ShownSegments } from "../protocol.ts";
import type { Made } from "./bench.ts";
import { inPage } from "./voice.ts";

/** What the page shows of segments; `chosen` is what the library chose, and says why. */
export function shownSegments({ result, madeBy }: Made, chosen: Segmentation): ShownSegments {
  return {
    k: result.k,
    madeBy,
    rows: result.labels.length,
    segments: result.segments.map(({ name, size, share, description }) => ({ name, size, share, description })),
    profile: profileOf(result),
    reason: chosen.choice.reason,
    firm: chosen.choice.structure === undefined ? "" : firmness[chosen.choice.structure],
    warnings: result.notices.map((notice) => sayNotice(notice, result.model.names, inPage)),
  };
}

const firmness = {
  clear: "There are real groups here: clearer than chance would make.",
  weak: "The groups are weak and overlap. Use the segments as a practical split, not as distinct types of customer.",
  none: "There are no real groups beyond single columns. The borders between segments are arbitrary.",
} as const;

/** Averages of numbers and shares of categories, a line a feature. */
function profileOf({ features, segments }: Segmentation): ProfileLine[] {
  return features.map((feature) => {
    const isLevel = !Object.hasOwn(segments[0].medians, feature);
    const say = isLevel ? sayShareOf : sayNumber;
    const all = segments.reduce((sum, { share, means }) => sum + share * means[feature], 0);
    const cells = segments.map(({ means, traits }) => {
      const strength = traits.find((trait) => trait.feature === feature)?.strength ?? 0;
      return { text: say(means[feature]), strength };
    });
    return { feature, all: say(all), cells };
  });
}

function sayShareOf(share: number): string {
  if (share > 0 && share < 0.005) return "almost none";
  return share === 0 ? "none" : sayShare(share);
}
