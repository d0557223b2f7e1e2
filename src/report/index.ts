/**
 * @module audience-segmentation/report
 * @mergeModuleWith <project>
 */
export { InputError, type Place } from "../core/input-error.ts";
export type { ReportQuestion } from "./questions.ts";
export type { ReportInsights } from "./insights.ts";
export { report, type ReportOptions } from "./report.ts";
