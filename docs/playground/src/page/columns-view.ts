import type { ColumnType } from "audience-segmentation";
import { sayNumber } from "../../../../src/core/text.ts";
import type { ReadColumn } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, sentence, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

const typeWords: Readonly<Record<ColumnType, string>> = {
  number: "number", category: "category", boolean: "yes or no", date: "date", ordered: "ordered", id: "id", ignore: "not used",
};
const offered: readonly ColumnType[] = ["number", "category", "boolean", "date"];

/** The columns as chips: whether each is used, as what, and why. Elements stay while columns do, so that the focus does, too. */
export function columnsView(actions: Actions): View {
  const list = part("columns");
  let chips = new Map<string, Chip>();
  const showTable = whenChanged(
    ({ table }: State) => table,
    (table) => {
      part("table").hidden = table === undefined;
      if (table === undefined) return;
      part("table-title").textContent = table.name;
      const used = table.columns.filter(({ leftOut }) => leftOut === undefined).length;
      part("table-words").textContent = `${sayNumber(table.rows)} customers. ${used} of ${table.columns.length} columns make the segments.`;
      const isSame = table.columns.length === chips.size && table.columns.every(({ column }) => chips.has(column));
      if (!isSame) {
        chips = new Map(table.columns.map((column, i) => [column.column, createChip(column, i, actions)]));
        list.replaceChildren(...Array.from(chips.values(), ({ item }) => item));
      }
      for (const column of table.columns) chips.get(column.column)!.show(column);
    },
  );
  const showFault = whenChanged(
    ({ columnFault }: State) => columnFault,
    (fault) => {
      const line = part("column-fault");
      line.hidden = fault === undefined;
      line.replaceChildren(...sentence(fault?.message ?? ""));
    },
  );
  part("run").addEventListener("click", actions.run);
  return (state) => {
    showTable(state);
    showFault(state);
    part("stale").hidden = !state.isStale;
  };
}

interface Chip {
  readonly item: HTMLElement;
  readonly show: (column: ReadColumn) => void;
}

function createChip({ column: name }: ReadColumn, at: number, { setColumn }: Actions): Chip {
  let now: ReadColumn;
  const change = (): void => {
    const isTicked = box.checked && now.leftOut !== undefined; // then the type that is shown is of a column that is not used
    setColumn(now, box.checked, isTicked && type.value === now.type ? now.usable : (type.value as ColumnType));
  };
  const box = el("input", { type: "checkbox", id: `column-${at}`, on: { change } });
  const type = el("select", { "aria-label": `Type of ${name}`, on: { change } });
  const why = el("p", { class: "why", id: `why-${at}` });
  box.setAttribute("aria-describedby", why.id);
  const item = el("li", { class: "chip" }, el("div", { class: "chip-head" }, box, el("label", { for: box.id }, name)), type, why);
  const show = (column: ReadColumn): void => {
    now = column;
    const isUsed = column.leftOut === undefined;
    box.checked = isUsed;
    item.classList.toggle("is-off", !isUsed);
    const types = [...new Set([...offered, column.type])];
    type.replaceChildren(...types.map((one) => el("option", { value: one, selected: one === column.type }, typeWords[one])));
    const left = column.leftOut === undefined ? [] : [column.type === "ignore" ? "Not used" : `Not used: ${column.leftOut}`];
    const missing = column.missing > 0 ? [`${sayNumber(column.missing)} missing`] : [];
    why.textContent = [...left, ...missing].join(". ");
  };
  return { item, show };
}
