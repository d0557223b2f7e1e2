import { sayNumber } from "../core/text.ts";
import { checkLinkage } from "../hierarchy/tree.ts";
import { criteriaPlot, dendrogramPlot, elbowPlot, granularityPlot, stabilityPlot } from "../plot/index.ts";
import { sayStructure } from "../segment/format-segments.ts";
import type { Block, Picture, Section } from "./blocks.ts";
import { tellShare } from "./format.ts";
import type { ReportInsights } from "./insights.ts";
import type { Known } from "./known.ts";
import { pictureOf, smallPictureOf } from "./pictures.ts";

/** How many segments: why, what every criterion says, the curves, the tree, and what one segment more or fewer would be. */
export function choiceSection({ result }: Known, { granularity, stability }: ReportInsights, isHtml: boolean): Section {
  const { choice } = result;
  const blocks: Block[] = [
    { kind: "paragraph", text: choice.reason },
    ...besideElbow(result, choice.criteria.length === 0 ? [] : [criteriaTable(choice.criteria)], isHtml),
    ...(isHtml ? picturesOf(result) : []),
    ...(granularity === undefined ? [] : granularityBlocks(granularity, isHtml)),
    ...(choice.evidence === undefined ? [] : evidenceBlocks(choice, choice.evidence)),
    ...(stability === undefined ? [] : stabilityBlocks(stability, isHtml)),
  ];
  return { id: "how-many", title: "How many segments", blocks };
}

function criteriaTable(criteria: Known["result"]["choice"]["criteria"]): Block {
  return {
    kind: "table",
    head: ["Method", "Segments"],
    rows: criteria.map(({ name, k }) => [name, k === undefined ? "no opinion" : String(k)]),
  };
}

function besideElbow(result: Known["result"], table: readonly Block[], isHtml: boolean): Block[] {
  const picture =
    result.elbow === undefined || !isHtml
      ? []
      : [{ kind: "pictures", pictures: [smallPictureOf((options) => elbowPlot(result, options))] } as const];
  const blocks = [...table, ...picture];
  return blocks.length < 2 ? blocks : [{ kind: "row", blocks }];
}

/** The curves of the criteria, and the tree. */
function picturesOf(result: Known["result"]): Block[] {
  const { linkage, k, choice } = result;
  const tree = linkage === undefined ? undefined : checkLinkage("report", linkage); // how many rows it has is asked before it is drawn
  const labels = result.labels.filter((label) => label >= 0); // the tree is of the rows that were kept
  const hasCurves = choice.criteria.some(({ scores }) => scores !== undefined && scores.some((score) => !Number.isNaN(score)));
  const pictures: Picture[] = [
    ...(hasCurves ? [pictureOf((options) => criteriaPlot(result, options))] : []),
    ...(tree === undefined || tree.n < 2
      ? []
      : [
          pictureOf((options) =>
            dendrogramPlot(tree, { ...options, k: Math.min(k, tree.n), labels: labels.length === tree.n ? labels : undefined }),
          ),
        ]),
  ];
  return pictures.length === 0 ? [] : [{ kind: "pictures", pictures }];
}

function evidenceBlocks(choice: Known["result"]["choice"], evidence: NonNullable<Known["result"]["choice"]["evidence"]>): Block[] {
  const rows = [
    ["compared with columns that have nothing to do with each other", sayNumber(evidence.associated)],
    ["compared with columns that go together as these do", sayNumber(evidence.separated)],
  ];
  return [
    { kind: "heading", text: "Are there groups?" },
    { kind: "paragraph", text: sayStructure(choice) },
    { kind: "table", head: ["How much more the table falls into groups", "Score (up to 3 by chance alone)"], rows },
  ];
}

/** What one segment more, or one fewer, would be. */
function granularityBlocks(found: NonNullable<ReportInsights["granularity"]>, isHtml: boolean): Block[] {
  return [
    { kind: "heading", text: "One segment more, or one fewer" },
    { kind: "list", items: found.levels.map(({ sentence }) => sentence) },
    ...(isHtml ? [{ kind: "pictures", pictures: [pictureOf((options) => granularityPlot(found, options))] } as const] : []),
    ...(found.warnings.length === 0 ? [] : [{ kind: "list", items: found.warnings } as const]),
  ];
}

/** Which segments are found again when rows are drawn anew. */
function stabilityBlocks({ segments, warnings }: NonNullable<ReportInsights["stability"]>, isHtml: boolean): Block[] {
  const rows = segments.map(({ name, jaccard, recovered, dissolved }, s) => [
    `${s + 1}. ${name}`,
    sayNumber(jaccard),
    tellShare(recovered),
    tellShare(dissolved),
  ]);
  return [
    { kind: "heading", text: "Are the segments found again?" },
    {
      kind: "paragraph",
      text: "The rows were drawn anew many times and segmented again. An overlap above 0.75 is a stable segment; one below 0.6 should not be believed in.",
    },
    {
      kind: "row",
      blocks: [
        { kind: "table", head: ["", "Overlap", "Found again", "Lost"], rows },
        ...(isHtml ? [{ kind: "pictures", pictures: [smallPictureOf((options) => stabilityPlot({ segments }, options))] } as const] : []),
      ],
    },
    ...(warnings.length === 0 ? [] : [{ kind: "list", items: warnings } as const]),
  ];
}
