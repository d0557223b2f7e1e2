/**
 * Places along a line as near as possible (by least squares) to the wanted ones, in their order, apart by half the sizes of both
 * neighbours, and all within the two ends. The wanted places ascend; where the sizes need more room than there is, they reach over the end.
 */
export function spread(wanted: readonly number[], sizes: readonly number[], from: number, to: number): number[] {
  // less the room of those before it, a place must not be below its predecessor's: pool neighbours that are (isotonic regression)
  const before: number[] = [];
  sizes.forEach((size, i) => before.push(i === 0 ? size / 2 : before[i - 1] + (sizes[i - 1] + size) / 2));
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    blocks.push({ sum: place - before[i], count: 1 });
    while (blocks.length > 1 && meanOf(blocks[blocks.length - 1]) < meanOf(blocks[blocks.length - 2])) {
      const { sum, count } = blocks.pop()!;
      blocks[blocks.length - 1].sum += sum;
      blocks[blocks.length - 1].count += count;
    }
  });
  const last = to - sizes.reduce((sum, size) => sum + size, 0);
  const shifts = blocks.flatMap((block) => Array<number>(block.count).fill(Math.max(from, Math.min(last, meanOf(block)))));
  return shifts.map((shift, i) => shift + before[i]);
}

const meanOf = ({ sum, count }: { readonly sum: number; readonly count: number }): number => sum / count;
