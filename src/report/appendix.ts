import { counted, sayNumber } from "../core/text.ts";
import { correlationPlot } from "../plot/index.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Block, Link, Section } from "./blocks.ts";
import { averagesOf } from "./comparison.ts";
import type { ReportInsights } from "./insights.ts";
import { chartedColumns, type Known } from "./known.ts";
import { correlationsOf, pictureOf } from "./pictures.ts";

/** Where the warnings are. */
export const checksLink: Link = { id: "checks", title: "Things to check" };

/** What was repaired, left out, or needs care. */
export function checksSection({ warnings }: Segmentation): Section[] {
  return warnings.length === 0 ? [] : [{ ...checksLink, blocks: [{ kind: "list", items: warnings }] }];
}

/** The columns: what each was taken for and how it was treated, all averages, and which columns go together. */
export function dataSection(known: Known, isHtml: boolean): Section {
  const { model } = known.result;
  const correlations = isHtml ? correlationsOf(known) : undefined;
  const blocks: Block[] = [
    {
      kind: "table",
      head: ["Column", "Read as", "Treatment"],
      rows: model.features.map((feature) => [feature.column, feature.type, treatmentOf(feature)]),
    },
    ...(chartedColumns(known).length === known.columns.length
      ? []
      : [{ kind: "heading", text: "All averages" } as const, { kind: "table", ...averagesOf(known) } as const]),
    ...(correlations === undefined
      ? []
      : [{ kind: "pictures", pictures: [pictureOf((options) => correlationPlot(correlations, options))] } as const]),
  ];
  return { id: "data", title: "The data", blocks };
}

/** Options, seed and features: the same call on the same table gives the same segments; and the rules as code. */
export function methodSection({ model: { options, seed, version } }: Segmentation, { explanation }: ReportInsights): Section {
  const shown = { ...options, seed, modelVersion: version };
  const rules: Block[] =
    explanation === undefined
      ? []
      : [
          { kind: "heading", text: "The rules in SQL" },
          { kind: "paragraph", text: `${explanation.sentence} This gives the number of the segment, from 0:` },
          { kind: "code", text: explanation.sql },
          ...(explanation.warnings.length === 0 ? [] : [{ kind: "list", items: explanation.warnings } as const]),
        ];
  const blocks: Block[] = [
    {
      kind: "paragraph",
      text: "clusterSegments of the npm package audience-segmentation, with these options, gives the same segments of the same table on every machine.",
    },
    {
      kind: "table",
      head: ["Option", "Value"],
      rows: Object.entries(shown).map(([name, value]) => [name, Array.isArray(value) ? value.join(" to ") : String(value)]),
    },
    ...rules,
  ];
  return { id: "method", title: "How it was made", blocks };
}

function treatmentOf(feature: Segmentation["model"]["features"][number]): string {
  const missing =
    feature.missing.policy === "fill"
      ? [`missing counts as ${typeof feature.missing.fill === "number" ? sayNumber(feature.missing.fill) : feature.missing.fill}`]
      : feature.missing.policy === "drop"
        ? ["missing: row left out"]
        : [];
  if (feature.type === "category") return [counted(feature.levels.length, "level"), ...missing].join("; ");
  const limits = feature.winsorise === undefined ? [] : [`kept within ${feature.winsorise.map(sayNumber).join(" and ")}`];
  return [...(feature.transform === undefined ? [] : [feature.transform]), ...limits, ...missing].join("; ") || "as it is";
}
