// The suites: what each is called, what it is taken from, how many cases it has at least, and what gives them or says why it is skipped.
import { cpython } from "./cpython.mjs";
import { csv } from "./csv.mjs";
import { csvSpectrum } from "./csv-spectrum.mjs";
import { dsv } from "./dsv.mjs";
import { pandas } from "./pandas.mjs";
import { papaparse } from "./papaparse.mjs";
import { univocity } from "./univocity.mjs";

export const suites = [
  { name: "papaparse", from: "5.7.1, npm", least: 160, load: papaparse },
  { name: "dsv", from: "0.0.5, npm", least: 40, load: dsv },
  { name: "csv", from: "0.3.7, npm", least: 50, load: csv },
  { name: "csv-spectrum", from: "2.0.0, npm", least: 11, load: csvSpectrum },
  { name: "cpython", from: "test_csv of python3", least: 80, load: cpython },
  { name: "pandas", from: "3.1.1, PyPI", least: 900, load: pandas },
  { name: "univocity", from: "2.9.1, Maven", least: 180, load: univocity },
];
