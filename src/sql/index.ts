/**
 * @module audience-segmentation/sql
 * @mergeModuleWith <project>
 */
export { InputError, type Place } from "../core/input-error.ts";
export type { WeightedCells } from "./cell-rows.ts";
export type { QueryFunction } from "./ask-database.ts";
export { compress, type CompressOptions } from "./compress.ts";
export type { CellFigures, CellSegmentation, CompressedTable } from "./compressed.ts";
export type { DatabaseDialect } from "./dialects.ts";
export { scoreSql, type ScoreSqlOptions } from "./score-sql.ts";
export { segmentCells, type SegmentCellsOptions } from "./segment-cells.ts";
export type { PlannedQuery } from "./planned-queries.ts";
export { type DryRunOptions, segmentInDatabase, type SegmentInDatabaseOptions } from "./segment-database.ts";
export { segmentStream, type SegmentStreamOptions } from "./segment-stream.ts";
export type { StreamCsv, StreamSource } from "./stream-source.ts";
