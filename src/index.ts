/**
 * @module audience-segmentation
 * @mergeModuleWith <project>
 */
export { type Metric, pairwiseDistances, type PairwiseOptions } from "./core/distances.ts";
export type { Advice, Advised, Advices, RuleWords } from "./core/advice.ts";
export { type ErrorCode, InputError, type Place } from "./core/input-error.ts";
export { matrix, type Matrix } from "./core/matrix.ts";
export type { Notice, NoticeCode, NoticeOf } from "./core/notice.ts";
export type { CustomerFigures } from "./core/customer-figures.ts";
export type { InsightFigures } from "./core/insight-figures.ts";
export type { NoticeFigures } from "./core/notice-figures.ts";
export type { ReadingFigures } from "./core/reading-figures.ts";
export type { OnProgress, Progress, StopSignal, Watch } from "./core/progress.ts";
export { standardize, type Standardized, type StandardizeOptions } from "./core/standardize.ts";
export type { CsvColumn } from "./csv/column.ts";
export type { ParseCsvOptions } from "./csv/options.ts";
export { csvNotices, parseCsv } from "./csv/parse-csv.ts";
export { type CsvSource, readCsv, type ReadCsvOptions, type Signal, type WebStream } from "./csv/read-csv.ts";
export type { CsvColumns } from "./csv/reader.ts";
export type { Scaling } from "./encode/fit.ts";
export type { FittedCategory, FittedFeature, FittedMissing, FittedNumber, FittedTransform } from "./encode/fitted.ts";
export { linkage, type LinkageOptions } from "./hierarchy/linkage.ts";
export { cophenetic, cutTree, dendrogramLayout, type DendrogramLayout, leafOrder, type Truncation } from "./hierarchy/read-tree.ts";
export type { LinkageMethod } from "./hierarchy/methods.ts";
export type { Linkage, LinkageEngine, TreeEngine } from "./hierarchy/tree.ts";
export type { Effort } from "./kmeans/fit.ts";
export { kmeans, type KMeansInit, type KMeansOptions, type KMeansResult } from "./kmeans/kmeans.ts";
export { prepare } from "./prepare/prepare.ts";
export { lifetimeSummary, type LifetimeSummary } from "./prepare/lifetime-summary.ts";
export { rfm, type Rfm, type RfmOptions } from "./prepare/rfm.ts";
export { type RfmRule, rfmRules, type ScoreRange } from "./prepare/rfm-rules.ts";
export { type RfmMeasure, type RfmScale, rfmScores, type RfmScoreOptions, type RfmScores, type RfmSegment } from "./prepare/rfm-scores.ts";
export type { ArrowTable, ArrowVector, Source } from "./prepare/source.ts";
export type {
  ColumnSpec, Feature, MissingPolicy, Prepared, PreparedColumn, PrepareOptions, Reading, ReadingOptions, Scale, Transform, Unseen,
  Winsorise,
} from "./prepare/spec.ts";
export { splitAnswers } from "./prepare/split-answers.ts";
export type { TransactionOptions } from "./prepare/transactions.ts";
export { clusterSegments } from "./segment/cluster-segments.ts";
export { cutSegments, type CutOptions } from "./segment/cut-segments.ts";
export { formatSegments, type SegmentFormat } from "./segment/format-segments.ts";
export type { ChanceMatches } from "./segment/chance-matches.ts";
export { type MatchedSegments, type MatchOptions, matchSegments, type SegmentMatch } from "./segment/match-segments.ts";
export type { MixtureModel } from "./segment/mixture-segments.ts";
export type { Method, SegmentModel, Training } from "./segment/model.ts";
export type { ClusterOptions, Preset, SegmentSource } from "./segment/options.ts";
export { readModel } from "./segment/read-model.ts";
export { assign, type Assigned, type AssignOptions, encode, predict } from "./segment/predict.ts";
export { type ResampleScheme, type SegmentStability, stability, type Stability, type StabilityOptions } from "./segment/stability.ts";
export { structure } from "./segment/structure.ts";
export type { Choice, Segment, Segmentation, Structure, StructureEvidence, StructureOptions, Trait } from "./segment/types.ts";
export { correlate, type CorrelateOptions, type Correlations } from "./stats/correlate.ts";
export { crosstab, type Crosstab, type CrosstabOptions } from "./stats/crosstab.ts";
export { holmLevels } from "./stats/measurable.ts";
export { type ColumnDescription, describe, type Description } from "./stats/describe.ts";
export { influence, type Influence, type InfluenceGroup, type InfluenceOptions } from "./stats/influence.ts";
export type { ColumnType, EncodedType, Writing } from "./table/column-type.ts";
export type { DateOrder } from "./table/date-text.ts";

export type { Decimal } from "./table/number-text.ts";
export type { ColumnName, Columns, ColumnValues, Row, Table } from "./table/table.ts";
export { adjustedRandIndex, contingency, type Contingency, normalizedMutualInformation } from "./validity/agreement.ts";
export type { Chooser, Criterion, CriterionName } from "./validity/choose-k.ts";
export { elbow, type Elbow, type ElbowOptions } from "./validity/elbow.ts";
export { calinskiHarabasz, daviesBouldin } from "./validity/indices.ts";
export { silhouette, type Silhouette } from "./validity/silhouette.ts";
