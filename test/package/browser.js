// Runs in a bare context: what a page would do with rows it holds.
import { profilePlot, scatterPlot } from "audience-segmentation/plot";
import { clusterSegments, formatSegments, InputError, kmeans, matrix, parseCsv, predict } from "audience-segmentation";

const rows = Array.from({ length: 40 }, (_, i) => ({
  visits: i < 15 ? 1 + (i % 3) : 20 + (i % 7),
  spent: i < 15 ? 10 + i : 300 + ((i * 37) % 50),
  plan: ["free", "paid", "team"][i % 3],
}));
const result = clusterSegments(rows, { features: ["visits", { column: "spent", transform: "log1p" }, "plan"] });

let error;
try {
  parseCsv(`a\n"1`);
} catch (caught) {
  error = caught;
}

export const segmentation = result;
export const pictures = [profilePlot(result), scatterPlot(rows, { x: "visits", y: "spent", log: "both", color: result })];
export const printed = formatSegments(result, "text");
export const predicted = predict(JSON.parse(JSON.stringify(result.model)), rows);
export const inertia = kmeans(matrix([[1], [2], [9], [10]]), 2).inertia;
export const isInputError = error instanceof InputError && error instanceof RangeError;
