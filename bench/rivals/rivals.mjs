// What the library is compared with. A rival that is not installed is left out, and that is said.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = ["numpy", "scipy", "pandas", "sklearn", "fastcluster"];
const script = fileURLToPath(new URL("rivals.py", import.meta.url));
const venv = fileURLToPath(new URL("venv/bin/python", import.meta.url)); // npm run bench:rivals makes it

/** The first Python that has the rivals, and their versions: the one that PYTHON names, the one installed here, or the system's. */
function findPython() {
  const ask = `import ${modules}; print(*[f"{m.__name__} {m.__version__}" for m in (${modules})], sep=", ")`;
  for (const path of [process.env.PYTHON, venv, "/usr/bin/python3"]) {
    if (path === undefined) continue;
    try {
      const versions = execFileSync(path, ["-c", ask], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      return { path, versions: versions.trim().replace("sklearn", "scikit-learn").replace("scipy", "SciPy").replace("numpy", "NumPy") };
    } catch {
      // the next one may have them
    }
  }
  console.log("No Python with pandas, scikit-learn, SciPy and fastcluster: npm run bench:rivals installs them");
  return undefined;
}
let python;
/** That Python; undefined where there is none. It is looked for once. */
export function pythonOf() {
  python ??= findPython() ?? "none";
  return python === "none" ? undefined : python;
}

function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
}

function rowsOf({ data, rows, cols }) {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
}

/** The npm packages that are installed here: name and version, and what runs them. */
export async function npmRivals() {
  try {
    const [{ agnes }, { kmeans }, druid, { default: skmeans }] = await Promise.all(
      ["ml-hclust", "ml-kmeans", "@saehrimnir/druidjs", "skmeans"].map((name) => import(name)),
    );
    return {
      ward: [
        { name: `ml-hclust ${versionOf("ml-hclust")}`, most: 1000, need: "O(n³)", run: (x) => agnes(rowsOf(x), { method: "ward2" }) },
      ],
      kmeans: [
        { name: `ml-kmeans ${versionOf("ml-kmeans")}`, most: 100_000, need: "too slow", run: (x, k) => kmeans(rowsOf(x), k, { seed: 42, initialization: "kmeans++" }) },
        { name: `skmeans ${versionOf("skmeans")}`, most: 100_000, need: "too slow", run: (x, k) => skmeans(rowsOf(x), k, "kmpp") },
        { name: `druidjs ${versionOf("@saehrimnir/druidjs")}`, most: 10_000, need: "runs long", run: (x, k) => new druid.KMeans(rowsOf(x), { K: k, seed: 42 }).get_clusters() },
      ],
    };
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.log("No npm rivals: install them with npm run bench:rivals");
    return { ward: [], kmeans: [] };
  }
}

/** The npm packages that read CSV: name and version, and what reads a text into typed values, or but into texts. */
export async function csvRivals() {
  try {
    const [{ autoType, csvParse }, { default: papa }] = await Promise.all(["d3-dsv", "papaparse"].map((name) => import(name)));
    const [d3Name, papaName] = ["d3-dsv", "papaparse"].map((name) => `${name} ${versionOf(name)}`);
    return [
      { name: `${d3Name}, texts only`, run: (text) => csvParse(text) },
      { name: `${d3Name}, autoType`, run: (text) => csvParse(text, autoType) },
      { name: `${papaName}, dynamicTyping`, run: (text) => papa.parse(text, { header: true, dynamicTyping: true }) },
    ];
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.log("No npm rivals that read CSV: install them with npm run bench:rivals");
    return [];
  }
}

/** Milliseconds of each Python rival at its better thread setting, by name and version; nothing where there is no Python with them. */
export function pythonRivals({ data, rows, cols }, job) {
  const installed = pythonOf();
  if (installed === undefined) return {};
  const file = join(tmpdir(), `audience-segmentation-bench-${process.pid}.f64`);
  writeFileSync(file, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  const settings = job === "ward" ? [{}] : [{ OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" }, {}];
  const runs = settings.map((env) =>
    JSON.parse(execFileSync(installed.path, [script, file, String(rows), String(cols), job], { encoding: "utf8", env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] })),
  );
  rmSync(file);
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, Math.min(...runs.map((run) => run[name]))]));
}
