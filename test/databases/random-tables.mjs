// Random tables and models with hostile names and cells, in every engine: each row is scored as `assign` scores it by itself, to the bit;
// a row that it refuses has no segment.
import assert from "node:assert/strict";
import { assign, clusterSegments, InputError } from "../../dist/index.js";
import { scored } from "./scores.mjs";
import { randomCase } from "./random.mjs";

/** What `assign` says of one row: -1 where it is left out, NULL where it is refused. */
function byItself(model, row) {
  try {
    const { labels: [segment], distance: [distance], margin: [margin] } = assign(model, [row]);
    return { segment, distance, margin };
  } catch (error) {
    if (error instanceof InputError) return { segment: null, distance: NaN, margin: NaN };
    throw error;
  }
}

const figure = (cell) => (cell === null ? NaN : Number(cell));
const counted = { tables: 0, rows: 0, refused: 0, left: 0 };

/** Scores `tables` random tables in an engine. */
export async function randomTables(engine, tables, first = 1) {
  const found = { ...counted };
  for (let seed = first; found.tables < tables; seed++) {
    const { train, later, stored, options } = randomCase(seed);
    let result;
    try {
      result = clusterSegments(train, options);
    } catch (error) {
      if (error instanceof InputError) continue; // a random table may hold nothing to learn from
      throw error;
    }
    const { model } = result;
    await engine.load({ name: "t", columns: [...stored, { name: "row number", type: "integer", values: later.map((_, i) => i) }] });
    const rows = await scored(engine, model, { from: "t", rowColumn: "row number" });
    assert.equal(rows.length, later.length);
    const asStored = (row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, engine.stored?.(cell) ?? cell]));
    later.map(asStored).forEach((row, i) => {
      const own = byItself(model, row);
      const said = { segment: rows[i].segment === null ? null : Number(rows[i].segment), distance: figure(rows[i].distance), margin: figure(rows[i].margin) };
      assert.deepEqual(said, own, `${engine.name}, table ${seed}, row ${i}: ${JSON.stringify(row)}\n${JSON.stringify(options)}`);
      assert.equal(rows[i].segment_name ?? undefined, model.names[own.segment]);
      if (own.segment === null) found.refused++;
      if (own.segment === -1) found.left++;
    });
    found.tables++;
    found.rows += later.length;
  }
  return found;
}
