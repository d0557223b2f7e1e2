// A mixture fitted as its definition says, row by row and group by group, with the engine's own logarithms.

/** One row: its numbers and the level it has of each category, -1 for none. */
export interface NaiveRow {
  readonly numbers: readonly number[];
  readonly levels: readonly number[];
}

/** One group of a mixture. */
export interface Group {
  readonly share: number;
  readonly means: readonly number[];
  readonly variances: readonly number[];
  /** One list of probabilities a category. */
  readonly levels: readonly (readonly number[])[];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The groups that memberships (one list a row) make likeliest, with the priors. */
function groupsOf(rows: readonly NaiveRow[], memberships: readonly (readonly number[])[], counts: readonly number[]): Group[] {
  const n = rows.length;
  const whole = (value: (row: NaiveRow) => number): number => sum(rows.map(value)) / n;
  return memberships[0].map((_, c) => {
    const member = memberships.map((row) => row[c]);
    const weight = sum(member);
    const means = rows[0].numbers.map((_, j) => sum(rows.map(({ numbers }, i) => member[i] * numbers[j])) / weight);
    const variances = means.map((mean, j) => {
      const center = whole(({ numbers }) => numbers[j]);
      const all = whole(({ numbers }) => (numbers[j] - center) ** 2);
      const own = sum(rows.map(({ numbers }, i) => member[i] * (numbers[j] - mean) ** 2));
      return Math.max((own + 0.1 * all) / (weight + 2), 1e-3 * all);
    });
    const levels = counts.map((count, q) =>
      Array.from({ length: count }, (_, l) => {
        const own = sum(rows.map(({ levels }, i) => (levels[q] === l ? member[i] : 0)));
        return (own + whole(({ levels }) => Number(levels[q] === l))) / (weight + 1);
      }),
    );
    return { share: weight / n, means, variances, levels };
  });
}

function logDensity({ numbers, levels }: NaiveRow, group: Group): number {
  const gaussians = numbers.map((x, j) => -0.5 * Math.log(2 * Math.PI * group.variances[j]) - (x - group.means[j]) ** 2 / (2 * group.variances[j]));
  const draws = levels.map((level, q) => (level < 0 ? 0 : Math.log(group.levels[q][level])));
  return Math.log(group.share) + sum(gaussians) + sum(draws);
}

/** The rows' memberships, likelihood and entropy in a mixture, and the penalties of the priors. */
function look(rows: readonly NaiveRow[], groups: readonly Group[], all: readonly number[], base: readonly (readonly number[])[]) {
  let [logLikelihood, entropy] = [0, 0];
  const memberships = rows.map((row) => {
    const logs = groups.map((group) => logDensity(row, group));
    const top = Math.max(...logs);
    const total = sum(logs.map((value) => Math.exp(value - top)));
    logLikelihood += top + Math.log(total);
    const own = logs.map((value) => Math.exp(value - top) / total);
    entropy -= sum(own.map((part) => (part > 0 ? part * Math.log(part) : 0)));
    return own;
  });
  const priors = groups.map(({ variances, levels }) => {
    const spread = sum(variances.map((variance, j) => Math.log(variance) + (0.05 * all[j]) / variance));
    const draws = sum(levels.map((own, q) => sum(own.map((p, l) => (base[q][l] > 0 ? base[q][l] * Math.log(p) : 0)))));
    return draws - spread;
  });
  return { memberships, logLikelihood, entropy, objective: logLikelihood + sum(priors) };
}

/** A mixture, how well it describes the rows, and the same with the penalties of its priors. */
export interface NaiveMixture {
  readonly groups: readonly Group[];
  readonly logLikelihood: number;
  readonly entropy: number;
  readonly objective: number;
}

/** A mixture after so many looks at the rows, from a partition in which no group is empty. */
export function naiveMixture(rows: readonly NaiveRow[], counts: readonly number[], labels: readonly number[], k: number, rounds: number): NaiveMixture {
  const n = rows.length;
  const all = rows[0].numbers.map((_, j) => {
    const center = sum(rows.map(({ numbers }) => numbers[j])) / n;
    return sum(rows.map(({ numbers }) => (numbers[j] - center) ** 2)) / n;
  });
  const base = counts.map((count, q) => Array.from({ length: count }, (_, l) => rows.filter(({ levels }) => levels[q] === l).length / n));
  let groups = groupsOf(rows, labels.map((label) => Array.from({ length: k }, (_, c) => Number(c === label))), counts);
  let found = look(rows, groups, all, base);
  for (let round = 1; round < rounds; round++) {
    groups = groupsOf(rows, found.memberships, counts);
    found = look(rows, groups, all, base);
  }
  return { ...found, groups };
}
