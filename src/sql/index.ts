export { InputError, type Place } from "../core/input-error.ts";
export type { DatabaseDialect } from "./dialects.ts";
export { scoreSql, type ScoreSqlOptions } from "./score-sql.ts";
