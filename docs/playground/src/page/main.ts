// The page: a state, the actions that change it, and the views that show it.
import recipe from "../../../../examples/customers.recipe.json";
import type { ColumnSpecs } from "../protocol.ts";
import { createActions } from "./actions.ts";
import { fromFragment } from "./address.ts";
import { createClient } from "./client.ts";
import { part } from "./dom.ts";
import { createPainter } from "./paint.ts";
import { startSegmenters } from "./segmenters.ts";
import { initial, type State, createStore } from "./state.ts";
import { createViews } from "./views.ts";

/** The source of the worker, which the build puts in: nothing has to be loaded later. */
declare const WORKER_SOURCE: string;
/** The example customers, from customers.js. */
declare const exampleCustomers: string;

const script = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
const worker = new Worker(script);
startSegmenters(worker, script);
const example = { name: "customers.csv", file: new Blob([exampleCustomers]), known: recipe.columns as ColumnSpecs };
const [least, most] = [280, 960]; // pixels that a picture is laid out for

let paint: (state: State) => void = () => {};
const store = createStore({ ...initial, settings: fromFragment(location.hash) }, (state) => paint(state));
const widthOf = (picture: string): number => Math.max(least, Math.min(most, roomIn(part(picture).parentElement!)));
const actions = createActions(store, createClient(worker), example, widthOf);
paint = createPainter(createViews(actions));

store.set({});
if (store.get().settings.isExample) actions.openExample(store.get().settings);
addEventListener("hashchange", actions.followLink);

/** The width inside a card. */
function roomIn(card: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(card);
  return card.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

let drawnFor = innerWidth;
let due: ReturnType<typeof setTimeout> | undefined;
addEventListener("resize", () => {
  clearTimeout(due);
  due = setTimeout(() => {
    if (innerWidth === drawnFor) return; // a phone's bars came or went
    drawnFor = innerWidth;
    actions.redraw();
  }, 200);
});
