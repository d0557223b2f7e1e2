import type { State } from "./state.ts";
import type { Actions } from "./actions.ts";
import { busyView } from "./busy-view.ts";
import { cardsView } from "./cards-view.ts";
import { columnsView } from "./columns-view.ts";
import { faultView } from "./fault-view.ts";
import { highlightView } from "./highlight-view.ts";
import { keepView } from "./keep-view.ts";
import { picturesView } from "./pictures-view.ts";
import { profileView } from "./profile-view.ts";
import { questionView } from "./question-view.ts";
import { sliderView } from "./slider-view.ts";
import { sourceView } from "./source-view.ts";
import { summaryView } from "./summary-view.ts";

/** A part of the page: set up once, then shown as the state is. */
export type View = (state: State) => void;

/** All parts, in the order of the page. */
export function createViews(actions: Actions): View[] {
  const views = [
    sourceView, busyView, faultView, columnsView, summaryView, sliderView, cardsView, picturesView, profileView, questionView, keepView,
    highlightView,
  ];
  return views.map((create) => create(actions));
}
