import { isMatrix, type Matrix } from "../core/matrix.ts";
import type { Frame } from "../table/frame.ts";
import { type ResolvedFeatures, resolveAll, resolveListed } from "../table/resolve-features.ts";
import type { Table } from "../table/types.ts";
import type { ClusterOptions } from "./options.ts";

/** The features asked for, or all columns that may be some; a matrix has numbers alone. */
export function featuresOf(where: string, table: Table | Matrix, frame: Frame, { features, weights }: Pick<ClusterOptions, "features" | "weights">): ResolvedFeatures {
  if (features !== undefined) return resolveListed(where, frame, features);
  if (!isMatrix(table)) return resolveAll(where, frame, typeof weights === "string" ? weights : undefined);
  const columns = frame.names.filter((column) => column !== weights);
  return resolveListed(where, frame, columns.map((column) => ({ column, kind: "numeric" })));
}
