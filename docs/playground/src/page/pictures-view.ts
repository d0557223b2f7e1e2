import { colourCount, colourOf } from "../../../../src/plot/colour.ts";
import { type PictureName, pictures, type Picture } from "../protocol.ts";
import type { Actions } from "./actions.ts";
import { el, part, whenChanged } from "./dom.ts";
import type { State } from "./state.ts";
import type { View } from "./views.ts";

/** The map, the tree and the elbow, each as it comes. */
export function picturesView(_: Actions): View {
  const views = pictures.map((name) => whenChanged(({ pictures: drawn }: State) => drawn[name], (picture) => showPicture(name, picture)));
  return (state) => views.forEach((show) => show(state));
}

const segmentOf = new Map(Array.from({ length: colourCount }, (_, s) => [colourOf(s), s]));

function showPicture(name: PictureName, picture: Picture | undefined): void {
  const place = part(name);
  if (picture === undefined) return place.replaceChildren();
  const notes = picture.note === "" ? [] : [el("p", { class: "quiet" }, picture.note)];
  if (picture.svg === "") return place.replaceChildren(...notes);
  const { documentElement } = new DOMParser().parseFromString(picture.svg, "image/svg+xml");
  const svg = document.importNode(documentElement, true) as unknown as SVGElement;
  if (name !== "elbow") markSegments(svg);
  place.replaceChildren(svg, ...notes);
}

/** Says of each mark whose segment it is, which its colour tells: the page shows no more segments than there are colours. */
function markSegments(svg: SVGElement): void {
  for (const mark of svg.querySelectorAll("[fill], [stroke]")) {
    const segment = segmentOf.get(mark.getAttribute("fill") ?? "") ?? segmentOf.get(mark.getAttribute("stroke") ?? "");
    if (segment !== undefined) mark.setAttribute("data-segment", String(segment));
  }
}
