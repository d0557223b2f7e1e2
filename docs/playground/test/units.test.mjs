// Questions and links by themselves.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";

const source = join(import.meta.dirname, "../src");
const folder = mkdtempSync(join(tmpdir(), "units-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function load(file) {
  const outfile = join(folder, `${file.replaceAll("/", "-")}.mjs`);
  await build({ entryPoints: [join(source, `${file}.ts`)], outfile, bundle: true, format: "esm", logLevel: "error" });
  return import(outfile);
}

const { readQuestion } = await load("question");
const { fromFragment, toFragment } = await load("page/address");

const columns = [
  { name: "minutes_watched", type: "number" }, { name: "CLV", type: "number" }, { name: "AnnualIncome", type: "number" },
  { name: "region", type: "category" }, { name: "channel", type: "category" }, { name: "sales channel", type: "category" }, { name: "segment", type: "category" },
];
const asked = (question) => {
  const { understood } = readQuestion(question, columns);
  return understood && `${understood.of} > ${understood.on}: ${understood.kind}`;
};

test("a question is understood by the columns that it names", () => {
  assert.equal(asked("Does channel influence CLV?"), "channel > CLV: influence");
  assert.equal(asked("does the CHANNEL influence the minutes watched"), "channel > minutes_watched: influence");
  assert.equal(asked("Does CLV depend on the region?"), "region > CLV: influence");
  assert.equal(asked("Does clv influence region?"), "region > clv: influence".replace("clv", "CLV"));
  assert.equal(asked("region and channels: do they go together?"), "region > channel: crosstab");
  assert.equal(asked("channel by region"), "region > channel: crosstab");
  assert.equal(asked("Is annual income linked to CLV?"), "AnnualIncome > CLV: correlation");
  assert.equal(asked("minutes per segment"), "segment > minutes_watched: influence");
  assert.equal(asked("How does CLV differ between segments?"), "segment > CLV: influence");
  assert.equal(asked("Do sales channel and region go together?"), "sales channel > region: crosstab");
});

test("what is not understood is said with the columns there are", () => {
  assert.match(readQuestion("Is it raining?", columns).problem, /^The question names no column\. Ask about two of: minutes_watched, CLV/);
  assert.match(readQuestion("What about the region?", columns).problem, /^The question names one column only, region\./);
  assert.match(readQuestion("region, channel and CLV", columns).understood.remark[0], /Only region and channel/);
  assert.equal(readQuestion("", columns).understood, undefined);
});

test("a link holds the settings, whatever columns are called", () => {
  const names = ["a", "", "a:b", "x&y=z", "#k=3", "%41", "ü 🧁", "__proto__", "with\nline"];
  const types = Object.fromEntries(names.map((name, i) => [name, ["number", "category", "ignore", "date"][i % 4]]));
  for (const settings of [{ isExample: true, k: 7, types }, { isExample: false, types: {} }, { isExample: false, k: 2, types: { a: "id" } }]) {
    assert.deepEqual(fromFragment(`#${toFragment(settings)}`), settings);
  }
});

test("a broken link is the defaults", () => {
  for (const fragment of ["", "#", "#k=1", "#k=99", "#k=x", "#column=a", "#column=a:nonsense", "#%%%", "#table=mine"]) {
    assert.deepEqual(fromFragment(fragment), { isExample: false, types: {} });
  }
});
