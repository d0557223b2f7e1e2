// Builds the library unless dist/ is newer than all that it is made of: `npm ci` has just built it, and a build takes a fifth of the tests' time.
import { execSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const made = join(root, "dist");
const last = ["index.cjs", "index.d.ts", "index.d.cts"]; // what a build writes in the end

/** When a file, or each file and folder below a folder, was changed: a folder changes when a file in it comes or goes. */
function changesBelow(path) {
  const { mtimeMs, isFolder } = lookAt(path);
  return isFolder ? [mtimeMs, ...readdirSync(path).flatMap((name) => changesBelow(join(path, name)))] : [mtimeMs];
}

function lookAt(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return { mtimeMs: found?.mtimeMs ?? Infinity, isFolder: found?.isDirectory() ?? false };
}

/** Whether the build is there, and no part of what it is made of is newer than its oldest file. */
function isBuilt() {
  if (last.some((name) => lookAt(join(made, name)).mtimeMs === Infinity)) return false;
  const oldest = Math.min(...readdirSync(made).map((name) => lookAt(join(made, name)).mtimeMs));
  const newest = Math.max(...["src", "package.json", "tsconfig.json", "package-lock.json"].flatMap((name) => changesBelow(join(root, name))));
  return newest < oldest;
}

if (!isBuilt()) execSync("npm run build --silent", { cwd: root, stdio: "inherit" });
