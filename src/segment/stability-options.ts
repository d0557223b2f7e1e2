import { checkInteger, checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { type ClusterOptions, optionNames, type ResolvedOptions, resolveOptions } from "./options.ts";

/** See {@link StabilityOptions}. */
export type ResampleScheme = "bootstrap" | "subsample";

/** Options for {@link stability}: those of {@link clusterSegments}, and how to resample. */
export interface StabilityOptions extends ClusterOptions {
  /**
   * How many resamples are clustered, at most a million. Each costs about what {@link clusterSegments} costs with a number as `k`.
   * @defaultValue 50
   */
  readonly resamples?: number | undefined;
  /**
   * `"bootstrap"`: as many rows as there are, drawn with replacement; about 63 % of the rows are in each. `"subsample"`: the
   * `share` of the rows, each at most once.
   * @defaultValue "bootstrap"
   */
  readonly scheme?: ResampleScheme | undefined;
  /**
   * For `"subsample"`: the share of the rows in each, above 0 and at most 1, rounded to whole rows and to one row at least.
   * @defaultValue 0.5
   */
  readonly share?: number | undefined;
}

const mostResamples = 1_000_000;

/** All that is asked for, checked, with its defaults. */
export interface ResolvedStability {
  readonly resamples: number;
  readonly scheme: ResampleScheme;
  readonly share: number;
  /** The options of the reference. */
  readonly reference: ClusterOptions;
  /** The same with their defaults. */
  readonly resolved: ResolvedOptions;
}

/** Checks all options but those that depend on the table, and fills in the defaults. */
export function resolveStability(where: string, options: StabilityOptions): ResolvedStability {
  checkKeys(where, "the options", options, [...optionNames, "resamples", "scheme", "share"]);
  const { resamples = 50, scheme = "bootstrap", share, ...reference } = options;
  checkInteger(where, "resamples", resamples, 1, mostResamples);
  checkOneOf(where, "scheme", scheme, ["bootstrap", "subsample"]);
  if (share !== undefined && scheme === "bootstrap") {
    throw new InputError("unknown-option", where, `\`share\` must be absent but for the scheme "subsample"`, show(share));
  }
  if (!(checkNumber(where, "share", share ?? 0.5, 0, 1) > 0)) throw new InputError("not-a-number", where, `\`share\` must be above 0`, show(share));
  return { resamples, scheme, share: share ?? 0.5, reference, resolved: resolveOptions(where, reference) };
}
