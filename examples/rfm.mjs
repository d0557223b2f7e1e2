// From a list of orders to customers with a name: recency, frequency and monetary value. One command, after npm run build:
//   node examples/rfm.mjs                          the bundled orders; writes rfm.csv
//   node examples/rfm.mjs orders.csv customers.csv yours, with the columns customer, date and amount
import { createReadStream, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { clusterSegments, InputError, readCsv, rfm, rfmScores } from "audience-segmentation";
import { table, title, wrap } from "./print.mjs";

const [from = fileURLToPath(new URL("orders.csv", import.meta.url)), to = "rfm.csv"] = process.argv.slice(2);
const percent = (share) => `${(100 * share).toFixed(0)} %`;

/** A field of CSV. */
const field = (cell) => (/[",\n\r]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));

try {
  const orders = await readCsv(createReadStream(from));
  const customers = rfm(orders, { customer: "customer", date: "date", amount: "amount", refunds: "subtract", asOf: "day-after" });

  // the names that the trade uses, by fifths
  const scored = rfmScores(customers);
  console.log(title("By scores from 1 to 5"));
  const lines = scored.segments.filter((segment) => segment.customers > 0);
  console.log(table([["", "customers", "share", "share of money"], ...lines.map((one) => [one.name, String(one.customers), percent(one.share), percent(one.monetaryShare)])]));
  for (const warning of scored.warnings) console.log(wrap(`- ${warning}`, "  "));

  // and the groups that the numbers form by themselves
  const { recency, frequency, monetary } = customers;
  const found = clusterSegments({ recency, frequency, monetary });
  console.log(title("As the numbers group them"));
  for (const { name, description } of found.segments) console.log(wrap(`${name}: ${description}`, "  "));

  const { customer, score, segment } = scored.table;
  const rows = Array.from(customer, (id, i) => [id, recency[i], frequency[i], monetary[i].toFixed(2), score[i], segment[i], found.segments[found.labels[i]].name]);
  writeFileSync(to, [["customer", "recency", "frequency", "monetary", "score", "name", "group"], ...rows].map((row) => `${row.map(field).join(",")}\n`).join(""));
  console.log(`\n${customer.length} customers: ${to}`);
} catch (error) {
  if (!(error instanceof InputError) && error.syscall === undefined) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
