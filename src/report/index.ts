export { InputError, type Place } from "../core/input-error.ts";
export type { ReportQuestion } from "./question.ts";
export { report, type ReportOptions } from "./report.ts";
