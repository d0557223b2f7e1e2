import { counted, formatNumber, sayShare } from "../core/text.ts";
import { countOf, formatCount, formatFigure, formatPercent } from "../plot/figures.ts";
import { numberedNames } from "../plot/rows.ts";
import { sayStructure } from "../segment/format-segments.ts";
import type { Segment, Segmentation, Trait } from "../segment/types.ts";
import type { Block, Card } from "./blocks.ts";

const mostTraits = 6;
const fewTraits = 3;

/** What came out, in a few sentences. */
export function summarySection({ k, segments, inertia, totalInertia, choice }: Segmentation): Block[] {
  const rows = segments.reduce((sum, { size }) => sum + size, 0);
  const [first, last] = [segments[0], segments[segments.length - 1]];
  const explained =
    totalInertia > 0 ? ` The segments explain ${sayShare(1 - inertia / totalInertia)} of the differences between customers.` : "";
  const ends =
    k === 1
      ? ""
      : ` The largest, "${first.name}", holds ${sayShare(first.share)}, the smallest, "${last.name}", ${sayShare(last.share)}.`;
  const structure = choice.structure === undefined ? "" : ` ${sayStructure(choice)}`;
  return [{ kind: "paragraph", text: `${counted(rows, "customer")} fall into ${counted(k, "segment")}.${ends}${explained}${structure}` }];
}

/** The table of means, and one card a segment. */
export function segmentSections(result: Segmentation): Block[] {
  const { segments, features } = result;
  const rows = [
    ...features.map((feature) => [feature, ...segments.map(({ means }) => formatFigure(means[feature]))]),
    ["Customers", ...segments.map(({ size }) => formatCount(size))],
    ["Share", ...segments.map(({ share }) => formatPercent(share))],
  ];
  const names = numberedNames(result);
  return [
    { kind: "heading", text: "The segments" },
    { kind: "cards", cards: segments.map((segment, s) => cardOf(segment, names[s])) },
    { kind: "heading", text: "Averages by segment" },
    {
      kind: "paragraph",
      text: "Averages in original units; for a category, its share of the segment. Columns are numbered as the segments are.",
    },
    { kind: "table", head: ["", ...segments.map((_, s) => String(s + 1))], rows },
  ];
}

function cardOf({ description, traits }: Segment, title: string): Card {
  const telling = traits.filter(({ lift }) => lift !== 0); // that something is not there says less
  const absent = traits.filter(({ lift }) => lift === 0).slice(0, Math.max(0, fewTraits - telling.length));
  return { title, text: description, items: [...telling, ...absent].slice(0, mostTraits).map(traitWords) };
}

/** "channel: Facebook: 100 % (overall: 8 %)"; a number by how many of the other rows it is above or below. */
function traitWords({ feature, strength, overall, lift, captured }: Trait): string {
  if (lift === undefined) {
    return `${feature}: ${strength > 0 ? "higher" : "lower"} than ${sayShare((1 + Math.abs(strength)) / 2)} of the others`;
  }
  const inside = lift === 0 ? "none" : sayShare(Math.min(1, lift * overall));
  const here = captured !== undefined && captured > 0.5 ? `; ${sayShare(captured)} of them are here` : "";
  return `${feature}: ${inside} (overall: ${sayShare(overall)})${here}`;
}

/** Why this many segments, and what every criterion says. */
export function choiceSection({ choice }: Segmentation): Block[] {
  const blocks: Block[] = [{ kind: "heading", text: "How many segments" }, { kind: "paragraph", text: choice.reason }];
  if (choice.criteria.length > 0) {
    const rows = choice.criteria.map(({ name, k }) => [name, k === undefined ? "no opinion" : String(k)]);
    blocks.push({ kind: "table", head: ["Criterion", "Segments"], rows });
  }
  const { evidence } = choice;
  if (evidence !== undefined) {
    const rows = [
      ["compared with columns that have nothing to do with each other", evidence.associated],
      ["compared with columns that go together as these do", evidence.separated],
    ] as const;
    const head = ["Are there groups?", "Score (chance makes up to 3)"];
    blocks.push({ kind: "table", head, rows: rows.map(([name, value]) => [name, formatNumber(value)]) });
  }
  return blocks;
}

/** What was repaired, left out, or needs care. */
export function warningSection({ warnings }: Segmentation): Block[] {
  return warnings.length === 0 ? [] : [{ kind: "heading", text: "Things to check" }, { kind: "list", items: warnings }];
}

/** Options, seed and features: the same call on the same table gives the same segments. */
export function madeSection({ model: { options, seed, features, version } }: Segmentation): Block[] {
  const shown = { ...options, seed, modelVersion: version };
  return [
    { kind: "heading", text: "How it was made" },
    {
      kind: "paragraph",
      text: "clusterSegments of the npm package audience-segmentation, with these options, gives the same segments of the same table on every machine.",
    },
    {
      kind: "table",
      head: ["Option", "Value"],
      rows: Object.entries(shown).map(([name, value]) => [name, Array.isArray(value) ? value.join(" to ") : String(value)]),
    },
    {
      kind: "table",
      head: ["Feature", "Type", "Treatment"],
      rows: features.map((feature) => [feature.column, feature.type, treatmentOf(feature)]),
    },
  ];
}

function treatmentOf(feature: Segmentation["model"]["features"][number]): string {
  const missing =
    feature.missing.policy === "fill"
      ? [`missing: ${feature.missing.fill}`]
      : feature.missing.policy === "drop"
        ? ["missing: row left out"]
        : [];
  if (feature.type === "category") return [countOf(feature.levels.length, "level"), ...missing].join("; ");
  const limits = feature.winsorise === undefined ? [] : [`kept within ${feature.winsorise.map(formatFigure).join(" and ")}`];
  return [...(feature.transform === undefined ? [] : [feature.transform]), ...limits, ...missing].join("; ") || "as it is";
}
