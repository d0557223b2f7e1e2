/** Hubert and Arabie's index (1985) from its definition: pairs counted one by one, and their number expected by chance. */
export function naiveRand(a: readonly number[], b: readonly number[]): number {
  const counted = { both: 0, inA: 0, inB: 0, all: 0 };
  for (let i = 0; i < a.length; i++) {
    for (let j = i + 1; j < a.length; j++) {
      counted.all++;
      if (a[i] === a[j]) counted.inA++;
      if (b[i] === b[j]) counted.inB++;
      if (a[i] === a[j] && b[i] === b[j]) counted.both++;
    }
  }
  const expected = (counted.inA * counted.inB) / counted.all;
  const most = (counted.inA + counted.inB) / 2;
  return counted.both === most ? 1 : (counted.both - expected) / (most - expected);
}
