import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { brokenLinks } from "./links.mjs";

const folder = mkdtempSync(join(tmpdir(), "links-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a link leads to a file and an anchor of the folder, and each that does not is told", () => {
  mkdirSync(join(folder, "guides"));
  writeFileSync(join(folder, "picture.svg"), "<svg/>");
  writeFileSync(join(folder, "guides/index.html"), '<h2 id="a&amp;b">A</h2><a href="../index.html#top">up</a>');
  writeFileSync(join(folder, "index.html"), `<h1 id=\'top\'>Top</h1><!-- <a href="commented.html"> -->
    <script>const x = '<a href="script.html">';</script><code>&lt;a href="shown.html"&gt;</code>
    <a title="1 > 0" href="guides/#a%26b">right</a> <a href="guides">right</a> <a href="#top">right</a> <a href="https://x.org/#no">other</a>
    <img src="picture.svg"> <img src="no.svg"> <a href="guides/index.html#no">no</a> <a href="#no">no</a> <a href="../out.html">no</a>`);
  const { count, pages, broken } = brokenLinks(folder);
  assert.deepEqual(broken, [
    "index.html → guides/index.html#no: there is no such anchor",
    "index.html → #no: there is no such anchor",
    "index.html → ../out.html: leads out of the site",
    "index.html → no.svg: there is no such file",
  ]);
  assert.deepEqual({ count, pages }, { count: 9, pages: 2 });
});
