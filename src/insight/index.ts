/**
 * @module audience-segmentation/insight
 * @mergeModuleWith <project>
 */
export { InputError, type Place } from "../core/input-error.ts";
export type { DescribingColumn } from "./described-columns.ts";
export type { ColumnProfile, ProfiledCategory, ProfiledLevel, ProfiledNumber, ProfileEffect, ProfileTest } from "./profile-column.ts";
export { type ProfileOptions, profileSegments, type SegmentProfiles } from "./profile-segments.ts";
export type { PresentRows, SegmentMean } from "./segment-means.ts";
export type { Concentration, SegmentValue, ValueProfile } from "./value-profile.ts";
export { compareWith } from "./compare-with.ts";
export type { ComparedGroup, ComparedLevel, SegmentComparison, Translation } from "./comparison.ts";
export type { Lack } from "./lacks.ts";
export { type BorderlineRow, type SegmentCard, type TypicalOptions, type TypicalRow, typicalRows } from "./typical-rows.ts";
export type { FoundAgain } from "./found-again.ts";
export { type Granularity, granularity, type GranularityLevel, type GranularityOptions, type ValuedSegment } from "./granularity.ts";
export type { NestedLevel, NestedSegment } from "./nested-levels.ts";
export type { UntoldLevel } from "./say-granularity.ts";
export type { ToldColumn } from "./told-apart.ts";
export { drift, type Drift, type DriftOptions } from "./drift.ts";
export type { DriftFigures, FeatureDrift } from "./drift-figures.ts";
export type { DriftChange, ShareDrift } from "./population-stability.ts";
export { shortDrift } from "./say-drift.ts";
export { explain, type ExplainOptions } from "./explain.ts";
export type { Explanation, SegmentRule } from "./explanation.ts";
export { placeByRules } from "./place-by-rules.ts";
export type { SqlDialect } from "./rule-code.ts";
export type { RuleColumn, RuleColumnType } from "./rule-columns.ts";
export type { RuleNode, RuleSplit } from "./rule-paths.ts";
export type { OneWayMoves, RefittedMoves } from "./move-chance.ts";
export type { MovedValue, MovesBetween } from "./moves.ts";
export type { TransitionFigures } from "./transition-figures.ts";
export { transitions, type TransitionOptions, type Transitions } from "./transitions.ts";
export type { Strength } from "../stats/measurable.ts";
