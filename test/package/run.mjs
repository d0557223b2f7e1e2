// What a stranger sees of the package as an ES module and as CommonJS, printed as JSON.
import { createRequire } from "node:module";

const { exports } = createRequire(import.meta.url)("audience-segmentation/package.json");
const names = Object.keys(exports).filter((name) => !name.endsWith(".json")).map((name) => name.replace(/^\./, "audience-segmentation"));
const rows = Array.from({ length: 12 }, (_, i) => ({ spent: i < 6 ? i : 100 + i, plan: i % 2 === 0 ? "free" : "paid" }));

async function seen(load) {
  const modules = await Promise.all(names.map(load));
  const [{ clusterSegments, InputError, parseCsv }] = modules;
  const thrown = [() => parseCsv(""), () => clusterSegments(rows, { k: 99 })].map((call) => {
    try {
      return call();
    } catch (error) {
      return error;
    }
  });
  const { k, labels, segments } = clusterSegments(rows);
  return {
    names: modules.map((module) => Object.keys(module).filter((name) => name !== "default" && name !== "module.exports").sort()),
    isShared: modules.every((module) => module.InputError === undefined || module.InputError === InputError),
    isThrown: thrown.every((error) => error instanceof InputError && error instanceof RangeError && error.name === "InputError"),
    result: { k, labels: [...labels], segments: segments.map(({ name, size }) => [name, size]) },
  };
}

console.log(JSON.stringify({ esm: await seen((name) => import(name)), cjs: await seen(createRequire(import.meta.url)) }));
