import { posix } from "node:path";
import { readBlocks } from "./markdown-blocks.ts";

/** The relative links of a page that lead to no file, or to no heading of a page. `read` gives a file's text, or `undefined`. */
export function brokenLinks(name: string, read: (path: string) => string | undefined): string[] {
  const prose = withoutBlocks(read(name) ?? "").replace(/`[^`\n]*`/g, "");
  const targets = Array.from(prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g), ([, target]) => target!);
  return targets.filter((target) => !/^[a-z]+:/i.test(target)).flatMap((target) => {
    const [path, anchor] = target.split("#");
    const file = path === "" ? name : posix.join(posix.dirname(name), path!);
    const text = read(file);
    if (text === undefined) return [`${name} → ${target}: there is no such file`];
    return anchor === undefined || anchorsOf(text).includes(anchor) ? [] : [`${name} → ${target}: there is no such heading`];
  });
}

/** The anchors of a page's headings: lower case, words joined by hyphens, no other marks. */
function anchorsOf(page: string): string[] {
  const headings = Array.from(withoutBlocks(page).matchAll(/^#+\s+(.*?)\s*$/gm), ([, heading]) => heading!);
  return headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-"));
}

function withoutBlocks(page: string): string {
  const lines = page.split(/\r?\n/);
  for (const { line, height } of readBlocks(page)) lines.fill("", line - 1, line + height + 1);
  return lines.join("\n");
}
