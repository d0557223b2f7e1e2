// Runs in a page: segments customers in the background, and measures what the page feels of it.
import { clusterSegments } from "audience-segmentation";
import { clusterSegmentsAsync } from "audience-segmentation/async";

/** Customers as row objects, which cost most to send. */
function makeCustomers(count) {
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  return Array.from({ length: count }, () => {
    const kind = Math.floor(4 * random());
    return {
      spent: Math.round(100 * kind + 60 * random()),
      visits: Math.round(5 * (kind % 2) + 6 * random()),
      age: Math.round(20 + 50 * random()),
      plan: ["free", "paid", "team"][Math.floor(3 * random())],
      region: ["north", "south", "east", "west"][random() < 0.7 ? kind : 0],
    };
  });
}

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs something, and tells the long tasks of the page and the gaps between its frames meanwhile, in milliseconds. */
async function felt(run) {
  const tasks = PerformanceObserver.supportedEntryTypes.includes("longtask") ? [] : undefined; // Firefox does not tell them
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))));
  if (tasks !== undefined) observer.observe({ type: "longtask" });
  const gaps = [];
  let last;
  let isOver = false;
  const frame = (now) => {
    if (last !== undefined) gaps.push(now - last);
    last = now;
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const value = await run();
  isOver = true;
  await later(100);
  observer.disconnect();
  gaps.sort((a, b) => a - b);
  const at = (share) => Math.round(gaps[Math.floor(share * (gaps.length - 1))] * 10) / 10;
  return { value, tasks, gaps: { median: at(0.5), most: at(1), frames: gaps.length } };
}

/** What a test of the page asks for. */
globalThis.segmentInBackground = async (count, options = {}) => {
  const customers = makeCustomers(count);
  await later(500);
  const idle = await felt(() => later(2000));

  const bar = document.querySelector("progress");
  let events = 0;
  const shown = new Set();
  const onProgress = ({ share }) => {
    events++;
    bar.value = share;
    requestAnimationFrame(() => shown.add(bar.value));
  };
  const begun = performance.now();
  const whole = await felt(() => clusterSegmentsAsync(customers, { ...options, onProgress }));
  const took = Math.round(performance.now() - begun);
  const last = bar.value;

  const late = [];
  for (const share of [0.15, 0.4, 0.7]) {
    const control = new AbortController();
    let at;
    const stop = ({ share: now }) => {
      if (now < share || at !== undefined) return;
      at = performance.now();
      control.abort(share);
    };
    const reason = await clusterSegmentsAsync(customers, { ...options, onProgress: stop, signal: control.signal }).catch((error) => error);
    late.push(reason === share ? Math.round(10 * (performance.now() - at)) / 10 : String(reason));
  }
  const isSame = JSON.stringify(whole.value, plain) === JSON.stringify(clusterSegments(customers), plain);
  return { idle: { tasks: idle.tasks, gaps: idle.gaps }, took, events, shown: shown.size, last, tasks: whole.tasks, gaps: whole.gaps, late, isSame };
};

const plain = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value, (one) => (Number.isNaN(one) ? "NaN" : one)) : value);

/** What a call says where it has no worker. */
globalThis.failure = (options = {}) =>
  clusterSegmentsAsync({ a: [1, 2, 9, 8] }, { k: 2, ...options }).then(({ k }) => `k = ${k}`, ({ name, message }) => `${name}: ${message}`);
globalThis.ownWorker = () => globalThis.failure({ worker: () => new Worker("/worker.js", { type: "module" }) });
