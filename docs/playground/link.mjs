// A plugin of typedoc: links of the navigation that are not addresses of other sites are relative to the start page, so that a page in a
// folder has to climb out of it. Typedoc writes them as they are.
import { PageEvent } from "typedoc";

/** Corrects the links of every page that is not at the top. */
export function load(app) {
  app.renderer.on(PageEvent.END, (page) => {
    const links = Object.values(app.options.getValue("navigationLinks")).filter((link) => !/^(?:[a-z]+:|\/)/.test(link));
    const up = "../".repeat(page.url.split("/").length - 1);
    for (const link of up === "" ? [] : links) page.contents = page.contents?.replaceAll(`href="${link}"`, `href="${up}${link}"`);
  });
}
