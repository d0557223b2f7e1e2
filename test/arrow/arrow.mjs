// Reads tables of the real Apache Arrow by the shape that prepare knows them by. After npm run build in the project's root.
import assert from "node:assert/strict";
import { Bool, DateDay, Dictionary, Float64, Int32, Int64, makeTable, Table, tableFromIPC, tableToIPC, TimestampMicrosecond, Utf8, vectorFromArray } from "apache-arrow";
import { clusterSegments, prepare } from "../../dist/index.js";

const day = 86_400_000;
const columns = {
  spend: vectorFromArray([1.5, null, 9], new Float64()),
  visits: vectorFromArray([1, 2, 30], new Int32()),
  points: vectorFromArray([3n, null, 9_007_199_254_740_993n], new Int64()),
  plan: vectorFromArray(["free", "paid", null], new Dictionary(new Utf8(), new Int32())),
  city: vectorFromArray(["Bonn", "Wien", "Bonn"], new Utf8()),
  vip: vectorFromArray([true, false, null], new Bool()),
  joined: vectorFromArray([new Date(0), new Date(3 * day), null], new DateDay()),
  seen: vectorFromArray([day + 5, 2 * day, 3 * day + 7], new TimestampMicrosecond()),
};
const table = new Table(columns);
const expected = {
  spend: Float64Array.of(1.5, NaN, 9),
  visits: Float64Array.of(1, 2, 30),
  points: ["3", null, "9007199254740993"],
  plan: ["free", "paid", null],
  city: ["Bonn", "Wien", "Bonn"],
  vip: ["yes", "no", null],
  "days since joined": Float64Array.of(3, 0, NaN),
  "days since seen": Float64Array.of(2, 1, 0),
};

for (const [name, one] of [["a table", table], ["a table that was written and read", tableFromIPC(tableToIPC(table))]]) {
  const prepared = prepare(one);
  assert.deepEqual({ ...prepared.table }, expected, name);
  console.log(`${name}: ${prepared.columns.map(({ name, type }) => `${name} ${type}`).join(", ")}`);
}

const numbers = makeTable({ x: Float64Array.of(1, 2, 50, 51), y: Float64Array.of(0, 1, 9, 8) });
const { table: ready, features } = prepare(numbers);
assert.equal(ready.x.buffer, numbers.getChildAt(0).toArray().buffer, "numbers are not copied");
assert.equal(clusterSegments(ready, { features, k: 2 }).k, 2);
console.log("numbers of Arrow are segmented as they stand");
