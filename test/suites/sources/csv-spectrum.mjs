// The cases of csv-spectrum: texts beside the rows that they hold, as JSON.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const contradictory = "location_coordinates.csv"; // its JSON has another phone number than its text

export function csvSpectrum() {
  const folder = dirname(createRequire(import.meta.url).resolve("csv-spectrum/package.json"));
  return readdirSync(join(folder, "csvs")).filter((file) => file !== contradictory).map((file) => {
    const name = file.replace(/\.csv$/, "");
    const objects = [JSON.parse(readFileSync(join(folder, "json", `${name}.json`), "utf8"))].flat();
    const names = Object.keys(objects[0]);
    const rows = objects.map((row) => names.map((column) => row[column]));
    return { name, text: readFileSync(join(folder, "csvs", file), "utf8"), options: {}, names, rows };
  });
}
