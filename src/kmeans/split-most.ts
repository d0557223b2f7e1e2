/** Rows that lie near each other. */
export interface Cell {
  /** Their weighted sum of squared distances to their mean. */
  readonly squares: number;
}

const fewCells = 32;
const lost = 1 / 100; // of what is left inside so few cells, at which splitting ends

/**
 * Splits the cell of the greatest sum of squares until there are as many as wanted, or next to nothing is left inside them: what
 * k-means costs on their means is then what it costs on the rows, but for a sum that is the same for all centroids. What is next
 * to nothing is measured when there are a few cells and the outliers are in their own. A cell that `split` cannot split comes back
 * alone, with no squares.
 */
export function splitMost<C extends Cell>(root: C, wanted: number, split: (cell: C) => readonly C[]): [cells: C[], isClose: boolean] {
  const cells = [root];
  let left = root.squares;
  let enough = 0;
  while (left > enough && cells.length < wanted) {
    let at = 0;
    for (let c = 1; c < cells.length; c++) if (cells[c].squares > cells[at].squares) at = c;
    if (cells[at].squares === 0) return [cells, true];
    left -= cells[at].squares;
    const parts = split(cells[at]);
    cells[at] = parts[0];
    if (parts.length > 1) cells.push(parts[1]);
    for (const { squares } of parts) left += squares;
    if (cells.length === fewCells && enough === 0) enough = left * lost;
  }
  return [cells, left <= enough];
}
