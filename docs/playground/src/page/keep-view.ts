import type { DatabaseDialect } from "audience-segmentation/sql";
import { type FileName, files } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, whenChanged } from "./dom.ts";
import { toFragment } from "./address.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

const words: Readonly<Record<FileName, string>> = { labels: "Labels (CSV)", model: "Model (JSON)", report: "Report (HTML)", sql: "SQL" };
const databases: Readonly<Record<DatabaseDialect, string>> = {
  duckdb: "DuckDB", clickhouse: "ClickHouse", postgres: "PostgreSQL", spark: "Spark", sqlite: "SQLite", bigquery: "BigQuery", snowflake: "Snowflake",
};

/** The files to keep, and the link to the settings. */
export function keepView({ save }: Actions): View {
  const options = Object.entries(databases).map(([value, name]) => el("option", { value }, name));
  const database = el("select", { "aria-label": "Database of the SQL" }, ...options);
  const click = (file: FileName) => (): void => save(file, database.value as DatabaseDialect);
  const buttons = files.map((file) => {
    const said = file === "sql" ? "sql-words" : undefined;
    return [file, el("button", { type: "button", "aria-describedby": said, on: { click: click(file) } }, words[file])] as const;
  });
  const together = ([file, button]: (typeof buttons)[number]): HTMLElement => (file === "sql" ? el("span", { class: "row" }, button, database) : button);
  part("files").replaceChildren(...buttons.map(together));
  const link = part<HTMLInputElement>("link");
  const copy = part("copy");
  copy.addEventListener("click", () => void copyText(link, copy));
  const showSaving = whenChanged(
    ({ saving }: State) => saving,
    (saving) => {
      for (const [file, button] of buttons) button.textContent = file === saving ? `Making ${file === "sql" ? "SQL" : file} …` : words[file];
    },
  );
  const showLink = whenChanged(
    ({ settings }: State) => settings,
    (settings) => (link.value = `${location.href.split("#")[0]}#${toFragment(settings)}`),
  );
  return (state) => {
    showSaving(state);
    showLink(state);
  };
}

/** Copies the link; where the browser forbids it, the link is marked, to be copied by hand. */
async function copyText(link: HTMLInputElement, button: HTMLElement): Promise<void> {
  link.select();
  try {
    await navigator.clipboard.writeText(link.value);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  } catch {
    link.focus();
  }
}
