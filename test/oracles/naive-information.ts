/** Normalised mutual information from its definition: the probabilities of labels and of pairs of labels. */
export function naiveInformation(a: readonly number[], b: readonly number[]): number {
  const [p, q, both] = [a.map(String), b.map(String), a.map((label, i) => `${label} ${b[i]}`)].map(sharesOf);
  const information = [...both!].reduce((sum, [pair, share]) => {
    const [one, two] = pair.split(" ");
    return sum + share * Math.log(share / (p!.get(one!)! * q!.get(two!)!));
  }, 0);
  const mean = (entropyOf(p!) + entropyOf(q!)) / 2;
  return mean === 0 ? 1 : information / mean;
}

function sharesOf(labels: readonly string[]): Map<string, number> {
  return new Map(labels.map((label) => [label, labels.filter((other) => other === label).length / labels.length]));
}

function entropyOf(shares: Map<string, number>): number {
  return [...shares.values()].reduce((sum, share) => sum - share * Math.log(share), 0);
}
