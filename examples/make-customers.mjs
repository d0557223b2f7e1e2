// Writes customers.csv: 3 834 customers who exist nowhere, in the image of an online-learning platform's real ones.
//
//   node make-customers.mjs [path]
//
// Each region's distribution is known by its quantiles; what is drawn is who has which value. Integer random numbers and values
// rounded to minutes and cents make the file the same, byte by byte, on every machine.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Per region: customers by channel (Google, Facebook, YouTube, LinkedIn, Twitter, Instagram, Friend, Other), and the quantiles,
// as [share, value], of minutes watched and of lifetime value. A value held over a range of shares is a price that many paid.
const regions = [
  {
    name: "Anglo-Saxon",
    channels: [262, 88, 456, 189, 10, 90, 123, 148],
    minutes: [
      [0, 0], [0.013, 0], [0.05, 6], [0.1, 26], [0.25, 101], [0.5, 353], [0.75, 1150],
      [0.9, 2900], [0.95, 6257], [0.99, 23500], [1, 70000],
    ],
    value: [
      [0, 19], [0.002, 19], [0.003, 36], [0.053, 36], [0.12, 62.58], [0.17, 62.58], [0.25, 118.79], [0.255, 119], [0.43, 119],
      [0.5, 122.71], [0.62, 149.99], [0.68, 149.99], [0.75, 173.15], [0.76, 174], [0.81, 174], [0.83, 184.44], [0.85, 184.44],
      [0.95, 250.93], [1, 400],
    ],
  },
  {
    name: "Western Europe",
    channels: [81, 31, 127, 70, 3, 55, 54, 40],
    minutes: [
      [0, 0], [0.01, 0], [0.05, 16], [0.1, 60], [0.25, 195], [0.5, 662], [0.75, 1698],
      [0.9, 4000], [0.95, 7498], [0.99, 25000], [1, 70000],
    ],
    value: [
      [0, 19], [0.004, 19], [0.006, 36], [0.04, 36], [0.05, 42.8], [0.09, 62.58], [0.13, 62.58], [0.2, 119], [0.235, 119],
      [0.25, 128.36], [0.5, 145.74], [0.53, 149.99], [0.63, 149.99], [0.68, 174], [0.728, 174], [0.735, 184.44], [0.748, 184.44],
      [0.75, 184.8], [0.95, 304.63], [1, 450],
    ],
  },
  {
    name: "World",
    channels: [328, 187, 511, 391, 45, 144, 301, 100],
    minutes: [
      [0, 0], [0.009, 0], [0.05, 21], [0.1, 70], [0.25, 210], [0.5, 615], [0.75, 1741],
      [0.9, 4300], [0.95, 8075], [0.99, 25500], [1, 70000],
    ],
    value: [
      [0, 19], [0.052, 19], [0.054, 36], [0.092, 36], [0.232, 62.58], [0.382, 62.58], [0.5, 78.87], [0.635, 119], [0.745, 119],
      [0.75, 120.8], [0.84, 149.99], [0.863, 149.99], [0.89, 174], [0.92, 174], [0.925, 184.44], [0.948, 184.44], [0.95, 207.06],
      [1, 340],
    ],
  },
];
const missingByChannel = [19, 9, 31, 18, 2, 8, 14, 8]; // customers whose minutes are unknown
const facebook = 2;
const mostMinutes = 288508; // one customer of Facebook's
const prices = [1900, 3600, 6258, 11900, 14999, 17400, 18444]; // in cents
const mostPurchases = 5;

const random = createRandom(2024);
const sums = sumsOfPrices();
const customers = shuffle(regions.flatMap(({ channels }, region) => channels.flatMap((size, c) => repeat(size, region, c + 1))));

missingByChannel.forEach((count, c) => {
  for (const customer of customers.filter(({ channel }) => channel === c + 1).slice(0, count)) customer.minutes = "";
});
regions.forEach(({ minutes, value }, region) => {
  const all = customers.filter((customer) => customer.region === region);
  const known = all.filter((customer) => customer.minutes === undefined);
  const logs = minutes.map(([share, x]) => [share, Math.log1p(x)]);
  known.forEach((customer, i) => {
    customer.share = (i + 0.5) / known.length;
    customer.minutes = Math.round(Math.expm1(interpolate(logs, customer.share)));
  });
  for (const customer of all) customer.urge = urgeToPay(customer.share);
  all.sort((a, b) => a.urge - b.urge);
  all.forEach((customer, i) => (customer.cents = toPrice(interpolate(value, (i + 0.5) / all.length))));
});
const learners = customers.filter(({ channel, minutes }) => channel === facebook && minutes !== "");
learners.reduce((most, customer) => (customer.minutes > most.minutes ? customer : most)).minutes = mostMinutes;

const path = process.argv[2] ?? fileURLToPath(new URL("customers.csv", import.meta.url));
const lines = shuffle(customers).map(({ minutes, cents, region, channel }) => `${minutes},${cents / 100},${region},${channel}\n`);
writeFileSync(path, `minutes_watched,CLV,region,channel\n${lines.join("")}`);
console.log(`Wrote ${customers.length} customers to ${path}`);

/** Customers of a region and a channel, still without values. */
function repeat(size, region, channel) {
  return Array.from({ length: size }, () => ({ region, channel }));
}

/** Chance, next to which minutes hardly count: only the few who watch most are likely to pay more. */
function urgeToPay(share = 0.5) {
  return random() + 0.03 * share + (share > 0.985 ? 0.4 : 0);
}

/** The value at `share` on the straight lines between the points. */
function interpolate(points, share) {
  const next = points.findIndex(([at]) => at > share);
  const [low, from] = points[next - 1];
  const [high, to] = points[next];
  return from + ((share - low) / (high - low)) * (to - from);
}

/** A price as it is, anything else moved to the nearest sum of two to five prices; in cents. */
function toPrice(value) {
  const cents = Math.round(100 * value);
  if (prices.includes(cents)) return cents;
  return sums.reduce((best, sum) => (Math.abs(sum - cents) < Math.abs(best - cents) ? sum : best));
}

/** Every sum of two to five prices that is no price itself, in cents. */
function sumsOfPrices() {
  let latest = new Set(prices);
  const all = new Set();
  for (let purchases = 2; purchases <= mostPurchases; purchases++) {
    latest = new Set([...latest].flatMap((sum) => prices.map((price) => sum + price)));
    for (const sum of latest) all.add(sum);
  }
  return [...all].filter((sum) => !prices.includes(sum)).sort((a, b) => a - b);
}

/** Random numbers in [0, 1) by integer arithmetic: Ettinger's mulberry32. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

/** A copy in random order (Fisher and Yates). */
function shuffle(items) {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled;
}
