import type { Answer, OpenedTable } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, sentence, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** The question box, questions that the columns suggest, and the answers, the newest first. */
export function questionView({ ask }: Actions): View {
  const input = part<HTMLInputElement>("question");
  const put = (question: string): void => {
    input.value = question;
    ask(question);
  };
  part("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() !== "") ask(input.value);
  });
  const showSuggestions = whenChanged(
    ({ table }: State) => table,
    (table) => {
      const questions = table === undefined ? [] : suggestions(table);
      input.placeholder = questions[0] ?? "";
      const buttons = questions.map((question) => {
        return el("button", { type: "button", class: "small", on: { click: () => put(question) } }, question);
      });
      part("suggestions").replaceChildren(...buttons);
    },
  );
  const showAnswers = whenChanged(({ answers }: State) => answers, (answers) => part("answers").replaceChildren(...answers.map(articleOf)));
  return (state) => {
    showSuggestions(state);
    showAnswers(state);
  };
}

/** Questions of the columns that are used. */
function suggestions({ columns }: OpenedTable): string[] {
  const used = columns.filter(({ leftOut }) => leftOut === undefined);
  const numbers = used.filter(({ type }) => type === "number").map(({ column }) => column);
  const categories = used.filter(({ type }) => type === "category" || type === "boolean").map(({ column }) => column);
  return [
    ...(categories.length > 0 && numbers.length > 0 ? [`Does ${categories[categories.length - 1]} influence ${numbers[0]}?`] : []),
    ...(categories.length > 1 ? [`Do ${categories[0]} and ${categories[1]} go together?`] : []),
    ...(numbers.length > 1 ? [`Do ${numbers[0]} and ${numbers[1]} go together?`] : []),
    ...(numbers.length > 0 ? [`How does ${numbers[numbers.length - 1]} differ between segments?`] : []),
  ];
}

function articleOf({ title, sentence: answer, remarks, head, rows }: Answer): HTMLElement {
  const notes = remarks.map((words) => el("p", { class: "quiet" }, words));
  const wide = (): HTMLElement => el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": title }, tableOf(head, rows));
  const table = head.length === 0 ? [] : [wide()];
  return el("article", { class: "answer" }, el("h3", {}, title), el("p", {}, ...sentence(answer)), ...notes, ...table);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const heads = el("tr", {}, ...head.map((cell) => el("th", { scope: "col" }, cell)));
  const lines = rows.map(([first, ...cells]) => {
    return el("tr", {}, el("th", { scope: "row" }, first), ...cells.map((cell) => el("td", {}, cell)));
  });
  return el("table", {}, el("thead", {}, heads), el("tbody", {}, ...lines));
}
