// Seeded tables of five shapes, standardised, as flat row-major numbers.

/** mulberry32: enough for test data, and the same everywhere. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function fill(n, d, rowInto) {
  const data = new Float64Array(n * d);
  for (let i = 0; i < n; i++) rowInto(data, i * d);
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let at = j; at < data.length; at += d) mean += data[at] / n;
    let squares = 0;
    for (let at = j; at < data.length; at += d) squares += (data[at] - mean) * (data[at] - mean);
    const deviation = Math.sqrt(squares / n) || 1;
    for (let at = j; at < data.length; at += d) data[at] = (data[at] - mean) / deviation;
  }
  return { data, rows: n, cols: d };
}

/** An index by its share of all. */
export const pick = (random, shares) => {
  let rest = random();
  const at = shares.findIndex((share) => (rest -= share) < 0);
  return at < 0 ? shares.length - 1 : at;
};

/** Draws customers one by one: minutes and value, both skewed, a region of three, a channel of eight. */
function customerSource() {
  const random = createRandom(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return () => {
    const region = pick(random, [0.356, 0.12, 0.524]);
    const minutes = Math.round(Math.exp(6 + 1.8 * normal()));
    const value = Math.round(100 * Math.abs(118 + 70 * normal())) / 100;
    return [minutes, value, region, pick(random, [0.175, 0.08, 0.285, 0.17, 0.015, 0.075, 0.125, 0.075])];
  };
}

const regions = ["Anglo-Saxon", "Western Europe", "World"];
const channels = ["Google", "Facebook", "YouTube", "LinkedIn", "Twitter", "Instagram", "Friend", "Other"];

/** The CSV text of `n` customers in blocks of lines; one in 35 has no minutes. */
export function* customersCsv(n) {
  const next = customerSource();
  yield "minutes,value,region,channel\n";
  for (let from = 0; from < n; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, n - from) }, (_, i) => {
      const [minutes, value, region, channel] = next();
      return `${(from + i) % 35 === 0 ? "" : minutes},${value},${regions[region]},${channels[channel]}\n`;
    });
    yield lines.join("");
  }
}

export const shapes = {
  /** Two skewed numbers, a region as a number and as 3 dummies, a channel as 8: the published table's columns. */
  customers(n) {
    const next = customerSource();
    return fill(n, 14, (data, at) => {
      const [minutes, value, region, channel] = next();
      data[at] = minutes;
      data[at + 1] = value;
      data[at + 2] = region;
      data[at + 3 + region] = 1;
      data[at + 6 + channel] = 1;
    });
  },
  /** Recency in days, frequency, monetary value. */
  rfm(n) {
    const random = createRandom(2);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return fill(n, 3, (data, at) => {
      data[at] = Math.floor(365 * random() * random());
      data[at + 1] = 1 + Math.floor(Math.exp(1 + normal()));
      data[at + 2] = Math.round(100 * data[at + 1] * Math.exp(3 + 0.8 * normal())) / 100;
    });
  },
  /** Twenty Gaussian blobs in four dimensions. */
  blobs(n) {
    const random = createRandom(3);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const centres = Array.from({ length: 20 }, () => Array.from({ length: 4 }, () => 10 * random()));
    return fill(n, 4, (data, at) => centres[Math.floor(20 * random())].forEach((c, j) => (data[at + j] = c + 0.5 * normal())));
  },
  /** Uniform noise in fourteen dimensions: nothing for an index to use. */
  noise(n) {
    const random = createRandom(4);
    return fill(n, 14, (data, at) => {
      for (let j = 0; j < 14; j++) data[at + j] = random();
    });
  },
  /** Five answers on a scale of five: a few thousand distinct rows, however many there are. */
  ties(n) {
    const random = createRandom(5);
    return fill(n, 5, (data, at) => {
      for (let j = 0; j < 5; j++) data[at + j] = Math.floor(5 * random() * random());
    });
  },
};
