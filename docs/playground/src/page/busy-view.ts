import type { Actions } from "./actions.ts";
import { part, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** What the page waits for, how far it is, and the button that ends it; and what a screen reader is told. */
export function busyView({ cancel }: Actions): View {
  const [section, words, said] = [part("busy"), part("busy-words"), part("said")];
  const bar = part<HTMLProgressElement>("busy-bar");
  part("cancel").addEventListener("click", cancel);
  const showSaid = whenChanged((state: State) => state.said, (text) => (said.textContent = text));
  return (state) => {
    const { busy } = state;
    const hadFocus = busy === undefined && section.contains(document.activeElement);
    section.hidden = busy === undefined;
    if (busy !== undefined) {
      words.textContent = busy.words;
      bar.value = busy.share;
    }
    if (hadFocus) part(state.shown === undefined ? "run" : "segments-title").focus();
    showSaid(state);
  };
}
