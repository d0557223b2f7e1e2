import { sayNumber, sayShare } from "../../../../src/core/text.ts";
import { colourOf } from "../../../../src/plot/colour.ts";
import type { SegmentCard } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** A card a segment. Its name is a button that keeps the segment lit on the whole page. */
export function cardsView(actions: Actions): View {
  const list = part("cards");
  let cards: Card[] = [];
  const showSegments = whenChanged(
    ({ shown }: State) => shown,
    (shown) => {
      if (shown === undefined) return;
      while (cards.length < shown.k) cards.push(createCard(cards.length, actions));
      cards = cards.slice(0, shown.k);
      shown.segments.forEach((segment, s) => cards[s].show(segment));
      list.replaceChildren(...cards.map(({ item }) => item));
    },
  );
  const showPinned = whenChanged(
    ({ pinned }: State) => pinned,
    (pinned) => cards.forEach(({ button }, s) => button.setAttribute("aria-pressed", String(s === pinned))),
  );
  return (state) => {
    showSegments(state);
    showPinned(state);
  };
}

interface Card {
  readonly item: HTMLElement;
  readonly button: HTMLElement;
  readonly show: (segment: SegmentCard) => void;
}

function createCard(s: number, { pin }: Actions): Card {
  const name = el("span");
  const number = el("span", { class: "number" }, String(s + 1));
  const button = el("button", { type: "button", class: "name", "aria-pressed": "false", on: { click: () => pin(s) } }, number, name);
  const size = el("p", { class: "size" });
  const bar = el("div", { class: "share", "aria-hidden": "true" }, el("span"));
  const description = el("p", { class: "description" });
  const item = el("li", { class: "card segment", "data-segment": s }, el("h3", {}, button), size, bar, description);
  item.style.setProperty("--colour", colourOf(s));
  const show = (segment: SegmentCard): void => {
    name.textContent = segment.name;
    size.textContent = `${sayNumber(segment.size)} customers, ${sayShare(segment.share)}`;
    item.style.setProperty("--share", `${100 * segment.share}%`);
    description.textContent = segment.description.replace(/^[^.]*\. /, ""); // its first sentence says the size again
  };
  return { item, button, show };
}
