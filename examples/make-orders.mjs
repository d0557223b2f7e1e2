// Writes orders.csv: the orders of 400 invented customers of a shop in 2024, some with refunds.
//
//   node examples/make-orders.mjs [path]
//
// Integer random numbers make the file the same, byte by byte, on every machine.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

let state = 7;
/** A whole number from 0 to below `n`. */
function below(n) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * n);
}

// how many of 100 customers, the most orders of each, the days of the year in which they buy, and the cents of an order
const kinds = [
  { of: 20, orders: 9, from: 180, to: 366, cents: [4000, 16000] }, // regulars
  { of: 30, orders: 3, from: 0, to: 366, cents: [1500, 6000] }, // now and then
  { of: 25, orders: 1, from: 240, to: 366, cents: [2000, 5000] }, // new
  { of: 25, orders: 5, from: 0, to: 150, cents: [2500, 9000] }, // lost
];
const kindOf = (customer) => kinds.find((kind, at) => customer % 100 < kinds.slice(0, at + 1).reduce((sum, { of }) => sum + of, 0));

const orders = Array.from({ length: 400 }, (_, customer) => {
  const { orders: most, from, to, cents: [low, high] } = kindOf(customer);
  return Array.from({ length: 1 + below(most) }, () => ({ customer: 1000 + customer, day: from + below(to - from), cents: low + below(high - low) }));
}).flat();
const refunds = orders.filter(() => below(40) === 0).map((order) => ({ ...order, day: Math.min(365, order.day + 5), cents: -order.cents }));

const dayText = (day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
const lines = [...orders, ...refunds]
  .sort((a, b) => a.day - b.day || a.customer - b.customer || a.cents - b.cents)
  .map(({ customer, day, cents }) => `C-${customer},${dayText(day)},${(cents / 100).toFixed(2)}`);

const path = process.argv[2] ?? fileURLToPath(new URL("orders.csv", import.meta.url));
writeFileSync(path, `customer,date,amount\n${lines.join("\n")}\n`);
console.log(`Wrote ${lines.length} orders to ${path}`);
