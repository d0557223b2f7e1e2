import { settled, withCapital } from "../core/letters.ts";
import { lengthOf } from "../core/text.ts";
import { createSpeech, type Part, partsOf, type Speech, type Spoken, weakPartOf } from "./parts.ts";
import { deltaBetween, isOutliers, type Profile } from "./profile.ts";
import { type Degree, isRecency, sayDirection, sayLevel } from "./words.ts";

const leastFirst = 0.25; // strength of the first part of a name
const leastSecond = 0.4;
const longestPart = 45; // characters
const longestName = 60;
const longestApart = 80; // of a name that must say how it differs from another

/** A part, and how much is said of it. */
interface Said {
  readonly part: Pick<Part, "column" | "strength" | "sign" | "number" | "say">;
  readonly degree: Degree;
}

/** Names and what they are made of. */
interface Naming {
  readonly profile: Profile;
  readonly spoken: readonly Spoken[];
  readonly prefixes: readonly string[];
}

/**
 * A name for every segment, from what sets it apart most from the rows outside it: "Instagram", "Young, high spending score",
 * "Outliers: highest monetary value".
 *
 * One part, or two that do not say the same, by the `strength` of traits: at least 0.25, the second 0.4. The first of several that
 * are high is the highest; equal names say how they differ. Words are never cut: what is too long is not said. Names are all
 * different, on one line, and the same on every machine and for any order of the rows.
 */
export function nameSegments(profile: Profile, speech: Speech = createSpeech(profile)): string[] {
  const { weights } = profile.sizes;
  if (weights.length === 1) return ["Everyone"];
  const prefixes = Array.from(weights, (_, s) => (isOutliers(profile, s) ? "outliers: " : ""));
  const naming = { profile, spoken: speech.spoken, prefixes };
  const picked = prefixes.map((prefix, s) => pick(profile, speech, s, longestName - prefix.length));
  const graded = grade(picked, naming);
  const apart = setApart(graded, naming);
  return numberEqual(apart.map((said, s) => nameOf(said, s, prefixes[s])));
}

function nameOf(said: readonly Said[], s: number, prefix: string): string {
  const text = said.length === 0 ? `segment ${s + 1}` : said.map(({ part, degree }) => part.say(degree)).join(", ");
  return capitalised(`${prefix}${text}`);
}

const inside = /* @__PURE__ */ settled(/^\p{Ll}\p{Lu}/u);

/** The first letter as a capital, but for a word that has one inside it ("iPhone"). */
function capitalised(text: string): string {
  return inside.test(text) ? text : withCapital(text);
}

/** One or two parts that fit; where none is strong, the strongest there is. */
function pick(profile: Profile, { spoken, areAlike }: Speech, s: number, room: number): Said[] {
  const fits = ({ say }: Part): boolean => lengthOf(say("fairly")) <= longestPart;
  const parts = partsOf(spoken, s).filter(fits);
  const first = parts[0];
  if (first === undefined || first.strength < leastFirst) {
    const weak = weakPartOf(spoken, s, profile);
    return weak !== undefined && lengthOf(weak.say("more")) <= longestPart ? [{ part: weak, degree: "more" }] : [];
  }
  const left = room - lengthOf(first.say("most")) - 2;
  const second = parts
    .slice(1)
    .find((part) => part.strength >= leastSecond && lengthOf(part.say("most")) <= left && !areAlike(first, part));
  return [first, ...(second === undefined ? [] : [second])].map((part) => ({ part, degree: "plain" }));
}

/** Of several that are high, the extreme one is the highest; one that others go beyond without a word is fairly high. */
function grade(picked: readonly (readonly Said[])[], { prefixes }: Naming): Said[][] {
  const says = (t: number, { column, sign }: Said["part"]): boolean =>
    picked[t].some(({ part, degree }) => part.column === column && part.sign === sign && degree === "plain");
  return picked.map((said, s) =>
    said.map(({ part, degree }) => {
      const { number, sign } = part;
      if (number === undefined || degree !== "plain") return { part, degree };
      const others = picked.map((_, t) => t).filter((t) => t !== s);
      const isBeyond = (t: number): boolean => sign * number.means[t] >= sign * number.means[s];
      const isBehind = (t: number): boolean => !isBeyond(t) && sign * number.medians![t] <= sign * number.medians![s];
      if (others.every(isBehind) && others.some((t) => says(t, part))) return { part, degree: "most" };
      const isSilent = others.some((t) => prefixes[t] === "" && !says(t, part) && isBeyond(t));
      return { part, degree: isSilent ? "fairly" : "plain" };
    }),
  );
}

/** Lengthens equal names by what parts them most, two at a time, until they differ or there is nothing more to say. */
function setApart(given: readonly (readonly Said[])[], naming: Naming): (readonly Said[])[] {
  const said = given.slice();
  const stuck = new Set<string>();
  for (let round = 0; round < 2 * given.length; round++) {
    const names = said.map((own, s) => nameOf(own, s, naming.prefixes[s]));
    const equal = names.find((name, s) => names.indexOf(name) < s && !stuck.has(name));
    if (equal === undefined) break;
    const group = names.flatMap((name, s) => (name === equal ? [s] : []));
    const longer = differences(group, said, naming).find(({ changed }) =>
      changed.every(([s, own]) => lengthOf(nameOf(own, s, naming.prefixes[s])) <= longestApart),
    );
    if (longer === undefined) stuck.add(equal);
    else for (const [s, own] of longer.changed) said[s] = own;
  }
  return said;
}

/** How two segments of a group with the same name may be told apart. */
interface Difference {
  readonly strength: number;
  readonly changed: readonly (readonly [s: number, said: readonly Said[]])[];
}

/** A difference in each column between the two segments of the group that are farthest apart in it, the greatest first. */
function differences(group: readonly number[], said: readonly (readonly Said[])[], { profile, spoken }: Naming): Difference[] {
  const found = spoken.flatMap((column): Difference[] =>
    column.levels.length > 0 ? levelDifference(column, group, said) : numberDifference(column, group, said, profile, spoken),
  );
  return found.sort((a, b) => b.strength - a.strength);
}

function farthest(group: readonly number[], means: Float64Array): [low: number, high: number] {
  return [group.reduce((a, b) => (means[b] < means[a] ? b : a)), group.reduce((a, b) => (means[b] > means[a] ? b : a))];
}

function numberDifference(
  { column, words, number, feature }: Spoken,
  group: readonly number[],
  said: readonly (readonly Said[])[],
  profile: Profile,
  spoken: readonly Spoken[],
): Difference[] {
  const [low, high] = farthest(group, number!.means);
  if (feature.type !== "number" || number!.means[low] === number!.means[high]) return [];
  const strength = deltaBetween(feature.values, profile, high, low);
  if (!(strength >= 0)) return [];
  const used = said[low].find(({ part }) => part.column === column);
  if (used !== undefined) {
    // both are high: the higher one is very high
    const s = used.part.sign > 0 ? high : low;
    if ((used.degree !== "plain" && used.degree !== "fairly") || used.part.number === undefined) return [];
    const own = said[s].map((one): Said => (one.part.column === column ? { ...one, degree: "very" } : one));
    return [{ strength, changed: [[s, own]] }];
  }
  const hasRecency = spoken.some((other) => isRecency(other.words));
  const more = (sign: number): Said => ({
    part: { column, strength, sign, say: (degree) => sayDirection(words, sign, degree, hasRecency) },
    degree: "more",
  });
  return [{ strength, changed: [[low, append(said[low], more(-1))], [high, append(said[high], more(1))]] }];
}

function levelDifference(
  { column, words, levels, isBit }: Spoken,
  group: readonly number[],
  said: readonly (readonly Said[])[],
): Difference[] {
  const spans = levels.map((level) => {
    const [low, high] = farthest(group, level.means);
    return { level, low, high, strength: level.means[high] - level.means[low] };
  });
  const { level, low, high, strength } = spans.reduce((a, b) => (b.strength > a.strength ? b : a));
  if (!(strength > 0)) return [];
  const text = sayLevel(words, level.label, level.isShared, isBit);
  const often = (word: string): Said => ({ part: { column, strength, sign: 0, say: () => `${word} often ${text}` }, degree: "more" });
  return [{ strength, changed: [[low, append(said[low], often("less"))], [high, append(said[high], often("more"))]] }];
}

/** Another part, in place of the second where the name would be too long. */
function append(said: readonly Said[], more: Said): Said[] {
  const text = [...said, more].map(({ part, degree }) => part.say(degree)).join(", ");
  return lengthOf(text) <= longestApart || said.length < 2 ? [...said, more] : [said[0], more];
}

/** The last resort, where segments differ in nothing that can be said. */
function numberEqual(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 1; used.has(unique) || names.indexOf(unique) !== names.lastIndexOf(unique); count++) {
      unique = `${name}, group ${count}`;
    }
    used.add(unique);
    return unique;
  });
}
