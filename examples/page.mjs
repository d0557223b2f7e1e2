// The report as a page in the current folder.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { report } from "audience-segmentation/report";
import { wrap } from "./print.mjs";

const name = "segments.html";

/** Writes the report, with the answers to `questions`. */
export function writePage(result, table, questions) {
  try {
    writeFileSync(name, report(result, table, { questions }));
    console.log(`\nThe report: ${resolve(name)}`);
  } catch (error) {
    if (error.code === undefined || error.syscall === undefined) throw error; // only what the file system says
    console.log(`\n${wrap(`The report could not be written to ${resolve(name)}: ${error.code}.`)}`);
  }
}
