// What a stranger sees of the package as an ES module and as CommonJS, printed as JSON.
import { createRequire } from "node:module";

const { exports } = createRequire(import.meta.url)("audience-segmentation/package.json");
const names = Object.keys(exports).filter((name) => !name.endsWith(".json") && name !== "./worker").map((name) => name.replace(/^\./, "audience-segmentation"));
const rows = Array.from({ length: 12 }, (_, i) => ({ spent: i < 6 ? i : 100 + i, plan: i % 2 === 0 ? "free" : "paid" }));

async function seen(load) {
  const modules = await Promise.all(names.map(load));
  const [{ clusterSegments, InputError, parseCsv }, { clusterSegmentsAsync }] = modules;
  const thrown = [() => parseCsv(""), () => clusterSegments(rows, { k: 99 })].map((call) => {
    try {
      return call();
    } catch (error) {
      return error;
    }
  });
  const { k, labels, segments } = clusterSegments(rows);
  const ofThread = await clusterSegmentsAsync(rows);
  const thrownByThread = await clusterSegmentsAsync(rows, { k: 99 }).catch((error) => error);
  return {
    names: modules.map((module) => Object.keys(module).filter((name) => name !== "default" && name !== "module.exports").sort()),
    isShared: modules.every((module) => module.InputError === undefined || module.InputError === InputError),
    isThrown: thrown.every((error) => error instanceof InputError && error instanceof RangeError && error.name === "InputError"),
    isThrownByThread: thrownByThread instanceof InputError && thrownByThread.code === thrown[1].code && thrownByThread.where === "clusterSegmentsAsync",
    isSameOfThread: JSON.stringify(ofThread) === JSON.stringify(clusterSegments(rows)),
    result: { k, labels: [...labels], segments: segments.map(({ name, size }) => [name, size]) },
  };
}

console.log(JSON.stringify({ esm: await seen((name) => import(name)), cjs: await seen(createRequire(import.meta.url)) }));
