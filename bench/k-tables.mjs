// Tables whose segments are known: one function a kind. Each draws a table from a seed: { columns, truth, k }.
//
// The kinds are those on which choosers of k were compared (blobs, t clusters, balls, Likert answers, spending, …). All random
// numbers come from the seed, so that a table can be made again.

/** Draws of all sorts from one seed (sfc32). */
function drawsOf(seed) {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 20; i++) next();
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const between = (low, high) => low + (high - low) * next();
  const whole = (low, high) => low + Math.floor(next() * (high - low + 1));
  const gamma = (shape) => {
    if (shape < 1) return gamma(shape + 1) * next() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const poisson = (mean) => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    let [k, p] = [-1, 1];
    for (const limit = Math.exp(-mean); p > limit; k++) p *= next();
    return Math.max(0, k);
  };
  const pick = (shares) => {
    let rest = next() * shares.reduce((x, y) => x + y, 0);
    for (let i = 0; i < shares.length; i++) if ((rest -= shares[i]) < 0) return i;
    return shares.length - 1;
  };
  const dirichlet = (n, shape) => {
    const parts = Array.from({ length: n }, () => gamma(shape));
    const sum = parts.reduce((x, y) => x + y, 0);
    return parts.map((x) => x / sum);
  };
  return { next, normal, between, whole, gamma, poisson, pick, dirichlet };
}

const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const named = (rows) => Object.fromEntries(many(rows[0].length, (j) => [`x${j + 1}`, rows.map((row) => row[j])]));
const flip = (d, share) => (d.next() < share ? "yes" : "no");

/** How many segments: whatever the range of the choice, 2 to 10, holds. */
const segments = (d) => d.whole(2, 10);

/** Class of each row, at least a few rows in each. */
function classes(d, n, k, evenness = 8) {
  const shares = d.dirichlet(k, evenness).map((s) => Math.max(s, 0.35 / k));
  return many(n, (i) => (i < 5 * k ? i % k : d.pick(shares)));
}

/** k centres in `dim` dimensions whose distances are at least `apart`, packed about as closely as that allows. */
function centres(d, k, dim, apart) {
  for (let width = apart; ; width *= 1.1) {
    for (let trial = 0; trial < 20; trial++) {
      const found = [];
      for (let c = 0; c < k * 20 && found.length < k; c++) {
        const one = many(dim, () => d.between(0, width));
        if (found.every((other) => Math.hypot(...other.map((x, j) => x - one[j])) >= apart)) found.push(one);
      }
      if (found.length === k) return found;
    }
  }
}

/** A random lower triangle whose product with white noise has correlations and about unit variances. */
function mixing(d, dim, strength) {
  const angle = many(dim, () => d.normal());
  const norm = Math.hypot(...angle);
  return (z) => {
    const common = d.normal() * strength;
    return z.map((x, j) => (x + (common * angle[j] * Math.sqrt(dim)) / norm) / Math.sqrt(1 + strength * strength));
  };
}

function gaussians(d, { k, dim, n, apart, spread = () => 1, shape = () => (z) => z, noise = 0, evenness = 8 }) {
  const at = centres(d, k, dim, apart);
  const spreads = many(k, spread);
  const shapes = many(k, shape);
  const truth = classes(d, n, k, evenness);
  const rows = truth.map((c) => [...shapes[c](many(dim, d.normal)).map((z, j) => at[c][j] + spreads[c] * z), ...many(noise, d.normal)]);
  return { columns: named(rows), truth, k };
}

/** Numbers of questions answered on a scale of `top`, from latent values. */
const likert = (x, top) => Math.min(top, Math.max(1, Math.round(x)));

export const kinds = {
  blobs: (d) => gaussians(d, { k: segments(d), dim: d.whole(2, 8), n: d.whole(300, 2000), apart: d.between(4.5, 6.5) }),
  "unequal sizes": (d) => gaussians(d, { k: segments(d), dim: d.whole(3, 6), n: d.whole(600, 2000), apart: d.between(5, 6.5), evenness: 0.9 }),
  "balls of unequal radius": (d) => gaussians(d, { k: segments(d), dim: d.whole(2, 5), n: d.whole(500, 2000), apart: 9, spread: () => d.between(0.5, 2.2) }),
  "t clusters": (d) => {
    const heavy = () => (z) => {
      const scale = Math.sqrt(d.gamma(2) / 2); // four degrees of freedom
      return z.map((x) => x / scale);
    };
    return gaussians(d, { k: segments(d), dim: d.whole(2, 6), n: d.whole(500, 2000), apart: d.between(7, 9), shape: heavy });
  },
  "noise columns": (d) => gaussians(d, { k: segments(d), dim: d.whole(2, 4), n: d.whole(500, 2000), apart: d.between(6, 8), noise: d.whole(3, 7) }),
  "correlated inside": (d) => {
    const dim = d.whole(3, 6);
    return gaussians(d, { k: segments(d), dim, n: d.whole(500, 2000), apart: d.between(5, 7), shape: () => mixing(d, dim, d.between(0.8, 1.5)) });
  },
  "shared covariance": (d) => {
    const dim = d.whole(3, 6);
    const shape = mixing(d, dim, d.between(0.8, 1.5));
    return gaussians(d, { k: segments(d), dim, n: d.whole(500, 2000), apart: d.between(5, 7), shape: () => shape });
  },
  "many in the plane": (d) => gaussians(d, { k: d.whole(15, 20), dim: 2, n: d.whole(1500, 2500), apart: d.between(4.2, 5.5) }),
  "many in the plane, overlapping": (d) => gaussians(d, { k: d.whole(15, 20), dim: 2, n: d.whole(1500, 2500), apart: d.between(3, 3.8) }),
  wide: (d) => {
    const [k, dim] = [segments(d), d.whole(8, 12)];
    return gaussians(d, { k, dim, n: 500, apart: d.between(5, 6.5), noise: d.whole(15, 30) });
  },
  "one rare": (d) => {
    const [k, dim, n] = [segments(d), d.whole(3, 5), d.whole(800, 2000)];
    const at = centres(d, k, dim, 6);
    const truth = many(n, (i) => (i % 40 === 0 ? k - 1 : d.whole(0, k - 2)));
    return { columns: named(truth.map((c) => at[c].map((x) => x + d.normal()))), truth, k };
  },
  lognormal: (d) => {
    const { columns, truth, k } = gaussians(d, { k: segments(d), dim: d.whole(3, 5), n: d.whole(500, 2000), apart: d.between(5, 6.5) });
    const scale = d.between(0.3, 0.5);
    return { columns: Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.map((v) => Math.round(1000 * Math.exp(scale * v)) / 100)])), truth, k };
  },
  "yes or no": (d) => {
    const [k, q, n] = [segments(d), d.whole(9, 16), d.whole(500, 2000)];
    const share = many(k, () => many(q, () => (d.next() < 0.5 ? d.between(0.05, 0.2) : d.between(0.8, 0.95))));
    const truth = classes(d, n, k);
    return { columns: named(truth.map((c) => share[c].map((p) => flip(d, p)))), truth, k };
  },
  "categories of several levels": (d) => {
    const [k, q, n] = [segments(d), d.whole(5, 9), d.whole(500, 2000)];
    const levels = many(q, () => d.whole(3, 6));
    const share = many(k, () => levels.map((m) => d.dirichlet(m, 0.35)));
    const truth = classes(d, n, k);
    return { columns: named(truth.map((c) => share[c].map((shares) => "abcdef"[d.pick(shares)]))), truth, k };
  },
  "Likert classes": (d) => {
    const [k, q, n, top] = [segments(d), d.whole(8, 14), d.whole(400, 1500), d.pick([1, 1]) === 0 ? 5 : 7];
    const mean = many(k, () => many(q, () => d.between(1.2, top - 0.2)));
    const truth = classes(d, n, k);
    return { columns: named(truth.map((c) => mean[c].map((m) => likert(m + 0.9 * d.normal(), top)))), truth, k };
  },
  "Likert classes with a halo": (d) => {
    const [k, q, n, top] = [segments(d), d.whole(8, 14), d.whole(400, 1500), d.pick([1, 1]) === 0 ? 5 : 7];
    const mean = many(k, () => many(q, () => d.between(1.5, top - 0.5)));
    const halo = d.between(0.5, 0.8);
    const truth = classes(d, n, k);
    const row = (c) => {
      const own = halo * d.normal();
      return mean[c].map((m) => likert(m + own + 0.8 * d.normal(), top));
    };
    return { columns: named(truth.map(row)), truth, k };
  },
  "zero-inflated": (d) => {
    const [k, q, n] = [segments(d), d.whole(5, 9), d.whole(600, 2000)];
    const buys = many(k, () => many(q, () => (d.next() < 0.45 ? d.between(0.75, 0.95) : d.between(0.03, 0.2))));
    const size = many(k, () => many(q, () => d.between(2.5, 4.5)));
    const truth = classes(d, n, k);
    return { columns: named(truth.map((c) => buys[c].map((p, j) => (d.next() < p ? Math.round(100 * Math.exp(size[c][j] + 0.5 * d.normal())) / 100 : 0)))), truth, k };
  },
  "mixed retail": (d) => {
    const [k, n] = [segments(d), d.whole(600, 2000)];
    const types = many(k, () => ({
      spend: d.between(2.5, 6.5), visits: d.between(1, 30), age: d.between(24, 65), discount: d.between(0.05, 0.8), channel: d.dirichlet(4, 0.5), plan: d.dirichlet(3, 0.5), app: d.pick([1, 1]) ? 0.9 : 0.1,
    }));
    const truth = classes(d, n, k);
    const rows = truth.map((c) => {
      const t = types[c];
      return {
        spend: Math.round(100 * Math.exp(t.spend + 0.45 * d.normal())) / 100, visits: 1 + d.poisson(t.visits), age: Math.round(t.age + 5 * d.normal()),
        discount: Math.round(1000 / (1 + Math.exp(-(Math.log(t.discount / (1 - t.discount)) + 0.5 * d.normal())))) / 1000,
        channel: ["web", "shop", "app", "phone"][d.pick(t.channel)], plan: ["free", "basic", "pro"][d.pick(t.plan)], app: flip(d, t.app),
      };
    });
    return { columns: Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])])), truth, k };
  },
  "numbers and categories": (d) => {
    const { columns, truth, k } = gaussians(d, { k: segments(d), dim: d.whole(2, 4), n: d.whole(500, 2000), apart: d.between(4, 5.5) });
    const cats = many(d.whole(2, 4), () => many(k, () => d.dirichlet(4, 0.4)));
    return { columns: { ...columns, ...Object.fromEntries(cats.map((shares, q) => [`c${q + 1}`, truth.map((c) => "abcd"[d.pick(shares[c])])])) }, truth, k };
  },
  RFM: (d) => {
    const [k, n] = [segments(d), d.whole(600, 2500)];
    const at = centres(d, k, 3, 1);
    const truth = classes(d, n, k);
    const rows = truth.map((c) => [
      Math.round(Math.exp(1 + 2.2 * at[c][0] + 0.35 * d.normal())), 1 + d.poisson(Math.exp(0.5 + 2 * at[c][1] + 0.2 * d.normal())), Math.round(100 * Math.exp(3 + 2.2 * at[c][2] + 0.35 * d.normal())) / 100,
    ]);
    return { columns: named(rows), truth, k };
  },
};

/** The table of a kind and a seed; `range` is [2, 10], or up to five above the truth. */
export function tableOf(kind, seed) {
  const code = [...kind].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7);
  const { columns, truth, k } = kinds[kind](drawsOf(Math.imul(seed, 0x85ebca6b) ^ code));
  return { columns, truth, k, range: [2, k <= 10 ? 10 : k + 5] };
}
