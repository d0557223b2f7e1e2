import { errorOfFields, fieldsOf, InputError } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { type CellsToFit, fitFeatures } from "../encode/encode.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import type { Scaling } from "../encode/fit.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { mostCategories, poolRare } from "../prepare/read-source.ts";
import type { ClusterOptions } from "../segment/options.ts";
import { dayOf, isoDate } from "../table/date-text.ts";
import type { FeatureProfile, TableProfile } from "./table-profile.ts";

/** How the features of a table are encoded, as its profile taught. */
export interface FittedProfile {
  readonly features: readonly ResolvedFeature[];
  readonly profile: TableProfile;
  readonly fitted: readonly FittedFeature[];
  readonly notices: readonly Notice[];
}

/** Learns how to encode features from a profile: from the same values as from the rows, each with how often it occurs. */
export function fitProfile(where: string, features: readonly ResolvedFeature[], profile: TableProfile, scaling: Scaling): FittedProfile {
  if (profile.rows === 0)
    throw new InputError("no-rows", where, "there must be a row without a missing cell in the features of the policy \"drop\"", "none");
  const { fitted, notices } = withoutRow(() => fitFeatures(where, features, profile.columns.map(cellsToFit), scaling));
  const { rows, dropped } = profile;
  const told: Notice[] = dropped === 0 ? [] : [{ code: "rows-dropped", figures: { dropped, rows: rows + dropped } }];
  return { features, profile, fitted, notices: [...told, ...notices] };
}

/** The values of a profile as cells that weigh as often as they occur; the missing ones are one of them. */
export function cellsToFit(column: FeatureProfile): CellsToFit {
  const { counts, missing } = column;
  const weights = missing === 0 ? counts : Float64Array.of(...counts, missing);
  if (column.type === "number") {
    const numbers = missing === 0 ? column.values : Float64Array.of(...column.values, NaN);
    return { read: { type: "number", numbers }, weights, gaps: missing };
  }
  const codes = Int32Array.from(weights, (_, code) => (code < counts.length ? code : -1));
  return { read: { type: "category", levels: [...column.levels], codes }, weights, gaps: missing };
}

/** Calls what fits features: a row in its errors would be a place in the profile, which says nothing to anybody. */
function withoutRow<T>(fit: () => T): T {
  try {
    return fit();
  } catch (error) {
    if (!(error instanceof InputError) || error.row === undefined) throw error;
    const { row: _, ...fields } = fieldsOf(error);
    throw errorOfFields(fields);
  }
}

/**
 * Features and profile with dates counted back from the latest day of all rows, where that lies behind the one that the first rows
 * showed.
 */
export function fromLatestDay(
  features: readonly ResolvedFeature[],
  profile: TableProfile,
): { readonly features: readonly ResolvedFeature[]; readonly profile: TableProfile } {
  const isDate = (f: number): boolean => features[f].reading.type === "date";
  const least = profile.columns.reduce((low, column, f) => (isDate(f) && column.type === "number" ? Math.min(low, column.values[0] ?? 0) : low), 0);
  const shifted = (days: Float64Array): Float64Array => (least === 0 ? days : days.map((day) => day - least));
  return {
    features: features.map((feature, f) => {
      if (!isDate(f) || least === 0) return feature;
      return { ...feature, reading: { ...feature.reading, asOf: isoDate(dayOf(feature.reading.asOf) - least) } };
    }),
    profile: {
      ...profile,
      columns: profile.columns.map((column, f) =>
        isDate(f) && column.type === "number" ? { ...column, values: shifted(column.values) } : column,
      ),
      sample: {
        ...profile.sample,
        cells: profile.sample.cells.map((cells, f) =>
          isDate(f) && cells.type === "number" ? { ...cells, numbers: shifted(cells.numbers) } : cells,
        ),
      },
    },
  };
}

/** Features whose rare levels are pooled where the first rows held few levels and all rows hold many, as `said` names none to be so. */
export function withPooling(
  features: readonly ResolvedFeature[],
  { columns }: TableProfile,
  isSaid: (column: string) => boolean,
): readonly ResolvedFeature[] {
  return features.map((feature, f) => {
    const column = columns[f];
    const isLeft = column.type === "category" && column.levels.length > mostCategories && !isSaid(feature.reading.column);
    return isLeft && feature.poolBelow === 0 ? { ...feature, ...poolRare } : feature;
  });
}

/** The columns whose rare categories the caller speaks of. */
export function saidIn({ features = [], columns = {} }: Pick<ClusterOptions, "features" | "columns">): ReadonlySet<string> {
  const listed = features.flatMap((feature) => (typeof feature === "string" ? [] : [[feature.column, feature] as const]));
  const said = [...listed, ...Object.entries(columns)].filter(([, one]) => {
    return typeof one === "object" && (one.poolBelow !== undefined || one.maxCategories !== undefined);
  });
  return new Set(said.map(([column]) => column));
}
