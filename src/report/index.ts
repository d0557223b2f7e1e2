export { InputError, type Place } from "../core/input-error.ts";
export { report, type ReportOptions } from "./report.ts";
