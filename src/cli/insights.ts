import { within } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import type { OnProgress } from "../core/progress.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { compareWith } from "../insight/compare-with.ts";
import { explain } from "../insight/explain.ts";
import { granularity } from "../insight/granularity.ts";
import { profileSegments } from "../insight/profile-segments.ts";
import type { Prepared } from "../prepare/spec.ts";
import type { ReportInsights } from "../report/insights.ts";
import type { Segmentation } from "../segment/types.ts";
import type { AskedInsights, ColumnSettings } from "./arguments.ts";
import { noticeText } from "./sentences.ts";

/** Finds what is asked of the segments of a table: `table` as it is in the file, `prepared` as it was read. */
export function insightsOf(
  result: Segmentation,
  table: CsvColumns,
  prepared: Prepared,
  { profile, weights }: Pick<ColumnSettings, "profile" | "weights">,
  { value, explain: wantsRules, granularity: k, compare }: AskedInsights,
  onProgress: OnProgress,
): ReportInsights {
  const shared = { ...(value === undefined ? {} : { value }), ...(weights === undefined ? {} : { weights }) };
  const described = profile.length === 0 ? {} : { profile };
  const hasProfiles = profile.length > 0 || value !== undefined;
  const asked = [...(profile.length > 0 ? ["profile"] : []), ...(value === undefined ? [] : ["value"])].join(" and --");
  const told = <T extends Told>(option: string, inner: string, call: () => T): T => inCommand(within(`--${option}`, inner, call), result);
  return {
    ...(hasProfiles
      ? { profiles: told(asked, "profileSegments", () => profileSegments(result, prepared, { ...described, ...shared })) }
      : {}),
    ...(wantsRules ? { explanation: told("explain", "explain", () => explain(result, table)) } : {}),
    ...(k === undefined
      ? {}
      : { granularity: told("granularity", "granularity", () => granularity(result, prepared, { k, ...described, ...shared, onProgress })) }),
    ...(compare === undefined ? {} : { comparison: told("compare", "compareWith", () => compareWith(result, prepared, compare)) }),
  };
}

/** What is told of a result. */
interface Told {
  readonly warnings: readonly string[];
  readonly notices: readonly Notice[];
}

/** What is told, in the words of the command. */
function inCommand<T extends Told>(found: T, { model: { names } }: Segmentation): T {
  return { ...found, warnings: found.notices.map((notice) => noticeText(notice, names)) };
}
