// A server of the built site, which counts what it is asked for, and the two browsers.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { after, before } from "node:test";
import puppeteer from "puppeteer-core";

export const root = resolve(import.meta.dirname, "../../..");
export const site = join(root, "site");
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** Serves the site on this machine. `asked`: the paths that were asked for so far. */
export async function serveSite() {
  const asked = [];
  const server = createServer(({ url }, response) => {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    asked.push(path);
    try {
      const text = readFileSync(join(site, path.endsWith("/") ? `${path}index.html` : path));
      response.writeHead(200, { "content-type": `${kinds[extname(path)] ?? "text/html"};charset=utf-8`, "cache-control": "no-store" }).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, asked, close };
}

const places = {
  chrome: [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"],
  firefox: [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

/** Why a browser cannot be had, or false. */
export function lacking(name) {
  return pathOf(name) === undefined && `there is no ${name} here (apt-get install chromium firefox-esr)`;
}

const pathOf = (name) => places[name].find((path) => path !== undefined && existsSync(path));

/** A browser whose downloads go to a folder of its own. Firefox is driven by WebDriver BiDi. */
export async function launch(name) {
  const downloads = mkdtempSync(join(tmpdir(), "playground-"));
  const extraPrefsFirefox = {
    "browser.download.dir": downloads,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": true,
    "browser.helperApps.neverAsk.saveToDisk": "text/csv,text/html,application/json",
    "browser.download.always_ask_before_handling_new_types": false,
  };
  const args = name === "chrome" ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ browser: name, executablePath: pathOf(name), headless: true, args, extraPrefsFirefox });
  if (name === "chrome") {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  }
  const close = async () => {
    await browser.close();
    rmSync(downloads, { recursive: true, force: true });
  };
  return { browser, downloads, close };
}

/** A browser and a server of the site for the tests of one `describe`: `driven` and `server` are there once the tests run. */
export function driveSite(name) {
  const drive = {};
  before(async () => {
    drive.driven = await launch(name);
    drive.server = await serveSite();
  });
  after(async () => {
    await drive.driven?.close();
    await drive.server?.close();
  });
  return drive;
}

/** A page of the site, and what it complained of. */
export async function openPage(browser, address, { width = 1400, dark = false } = {}) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  await page.setViewport({ width, height: 900 });
  if (dark) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await page.goto(address, { waitUntil: "load" });
  return { page, complaints };
}
