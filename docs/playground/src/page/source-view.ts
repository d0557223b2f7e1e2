import type { Actions } from "./actions.ts";
import { part } from "./dom.ts";
import type { View } from "./views.ts";

/** Where a table comes from: a file that is chosen, one that is dropped anywhere on the page, or the example. */
export function sourceView(actions: Actions): View {
  const input = part<HTMLInputElement>("file");
  part("choose").addEventListener("click", () => input.click());
  part("example").addEventListener("click", () => actions.openExample());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) actions.openFile(file, file.name);
    input.value = ""; // the same file can be chosen again
  });

  let depth = 0; // a drag enters and leaves every element on its way
  const mark = (): void => void document.body.classList.toggle("is-dragged-over", depth > 0);
  addEventListener("dragenter", () => (depth++, mark()));
  addEventListener("dragleave", () => (depth--, mark()));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) actions.openFile(file, file.name);
  });
  return ({ table, busy, fault }) => document.body.classList.toggle("is-small-intro", (table ?? busy ?? fault) !== undefined);
}
