// Seeded calls of a bank's campaign in the image of UCI's bank marketing table: 7 numbers, 9 categories, an outcome. Shares and
// means are near the real ones; ages go with jobs, earlier campaigns with their outcome, and both with the outcome now.
import { createRandom, pick } from "./shapes.mjs";

const jobs = [
  // name, share, usual age
  ["blue-collar", 0.215, 40], ["management", 0.209, 40], ["technician", 0.168, 39], ["admin.", 0.114, 39], ["services", 0.092, 38], ["retired", 0.05, 62],
  ["self-employed", 0.035, 40], ["entrepreneur", 0.033, 42], ["unemployed", 0.029, 41], ["housemaid", 0.028, 46], ["student", 0.021, 26], ["unknown", 0.006, 47],
];
const months = [["may", 0.304], ["jul", 0.153], ["aug", 0.138], ["jun", 0.118], ["nov", 0.088], ["apr", 0.065], ["feb", 0.059], ["jan", 0.031], ["oct", 0.016], ["sep", 0.013], ["mar", 0.011], ["dec", 0.004]];
const schools = { management: [0.03, 0.12, 0.83, 0.02], "blue-collar": [0.39, 0.55, 0.02, 0.04], retired: [0.35, 0.43, 0.17, 0.05], student: [0.05, 0.54, 0.24, 0.17] };
const otherSchools = [0.1, 0.65, 0.21, 0.04];
const header = "age,job,marital,education,default,balance,housing,loan,contact,day,month,duration,campaign,pdays,previous,poutcome,y";

const shareOf = ([, share]) => share;
const jobShares = jobs.map(shareOf);
const monthShares = months.map(shareOf);

function call(random) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const yes = (share) => (random() < share ? "yes" : "no");
  const one = (names, shares) => names[pick(random, shares)];
  const [job, , usual] = jobs[pick(random, jobShares)];
  const age = Math.round(Math.min(95, Math.max(18, usual + 9 * normal())));
  const marital = one(["married", "single", "divorced"], age < 30 ? [0.3, 0.67, 0.03] : [0.66, 0.21, 0.13]);
  const education = one(["primary", "secondary", "tertiary", "unknown"], schools[job] ?? otherSchools);
  const balance = random() < 0.08 ? -Math.round(300 * random()) : Math.round(Math.exp(6.1 + 1.5 * normal())) - 50;
  const contact = one(["cellular", "unknown", "telephone"], age > 60 ? [0.7, 0.08, 0.22] : [0.65, 0.29, 0.06]);
  const month = months[pick(random, monthShares)][0];
  const duration = Math.round(Math.exp(5.2 + 0.9 * normal()));
  const wasCalled = random() < 0.183;
  const poutcome = wasCalled ? one(["failure", "other", "success"], [0.593, 0.223, 0.184]) : "unknown";
  const pdays = wasCalled ? 1 + Math.floor(400 * random() * (0.3 + 0.7 * random())) : -1;
  const previous = wasCalled ? 1 + Math.floor(-3 * Math.log(1 - random())) : 0;
  const housing = yes(age > 58 ? 0.15 : 0.6);
  const y = yes(0.03 + (duration > 500 ? 0.25 : 0) + (poutcome === "success" ? 0.5 : 0) + (housing === "no" ? 0.05 : 0));
  const campaign = 1 + Math.floor(-2.2 * Math.log(1 - random()));
  return `${age},${job},${marital},${education},${yes(0.018)},${balance},${housing},${yes(0.16)},${contact},${1 + Math.floor(31 * random())},${month},${duration},${campaign},${pdays},${previous},${poutcome},${y}`;
}

/** A CSV text of `n` calls, without an end of the last line. */
export function bankCsv(n) {
  const random = createRandom(6);
  const blocks = [header]; // a million lines in one array would take more memory than the text
  for (let from = 0; from < n; from += 10_000) blocks.push(Array.from({ length: Math.min(10_000, n - from) }, () => call(random)).join("\n"));
  return blocks.join("\n");
}
