// The tables on the terminal, and each target of docs with PASS or MISS beside what was measured.

/** @typedef {import('./node_child.js').Outcome} Outcome */
/** @typedef {Awaited<ReturnType<typeof import('./browser.js').measureInBrowser>>} InBrowser */
/** @typedef {Awaited<ReturnType<typeof import('./browser.js').measureFresh>>} Fresh */
/** @typedef {{ ns: Record<string, number>, equal: boolean }} Idle */
/**
 * @typedef {object} Results
 * @property {string} machine
 * @property {Record<string, Outcome>} sizes by number of segments
 * @property {Outcome} [real] the real log, 200 segments
 * @property {Idle} idle
 * @property {import('./extra_child.js').Growth[]} memory
 * @property {InBrowser} browser
 * @property {{ who: string, lines: number, seconds: number, megabytes: number }[]} [replay]
 */

const NAMES = {
  native: 'core, native',
  wasm: 'core, Wasm: event bytes',
  wasm_objects: 'core, Wasm: event objects (visitor.ingest)',
  javascript: 'core, JavaScript build: event bytes',
  incremental: 'best hand-written JavaScript, branches',
  branch_free: 'best hand-written JavaScript, branch-free',
  best_objects: 'best hand-written JavaScript: event objects',
  closures: 'JavaScript closures, all rules',
  json_logic: 'json-logic-engine, compiled',
  growthbook: 'GrowthBook evalCondition',
  core: 'core, Wasm (host, module, pack)',
  decision: 'core, Wasm: bytes there to first decision',
  bundle: 'one-file script (clock: first line to decision shown)',
};

/** @param {number} ns */
function timeText(ns) {
  if (ns < 1000) return `${ns.toFixed(0)} ns`;
  return ns < 1e6 ? `${(ns / 1000).toFixed(ns < 1e4 ? 2 : 1)} us` : `${(ns / 1e6).toFixed(2)} ms`;
}

/** @param {string} title @param {string[]} heads @param {string[][]} rows */
export function table(title, heads, rows) {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map(row => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}`);
  for (const row of all) console.log(`  ${line(row)}`);
}

const nameOf = (/** @type {string} */ key) => NAMES[/** @type {keyof typeof NAMES} */ (key)] ?? key;
const best = (/** @type {Record<string, number>} */ ns) => Math.min(ns.incremental, ns.branch_free);
const exponent = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ factor) =>
  Math.log(to / from) / Math.log(factor);

/** @param {Pick<Fresh, 'cold' | 'cpu' | 'fastest' | 'parts' | 'sizes'>} browser @param {string[]} [beside] files of the other bundles */
export function printFresh(browser, beside = []) {
  const named = (/** @type {string} */ key) => beside[Number(/^bundle_(\d+)$/.exec(key)?.[1]) - 2] ?? nameOf(key);
  table(
    'A fresh page: load, start, first 20 events (medians of the pages)',
    ['', 'main thread CPU, ms', 'by the clock, ms', 'fastest, ms', 'bytes (brotli)'],
    Object.keys(browser.cold).map(key => [
      named(key),
      ...[browser.cpu, browser.cold, browser.fastest].map(each => each[key].toFixed(2)),
      `${browser.sizes[key] ?? ''}`,
    ]),
  );
  table(
    'The pages of the core, part by part',
    ['', 'by the clock, ms'],
    Object.entries(browser.parts).map(([name, ms]) => [name, ms.toFixed(2)]),
  );
}

/** @param {Results} results */
export function printTables({ machine, sizes, real, idle, memory, browser, replay }) {
  console.log(machine);
  const counts = Object.keys(sizes);
  const keys = Object.keys(sizes[counts[0]].ns);
  const grows = counts.includes('50') && counts.includes('5000');
  const growth = (/** @type {string} */ key) => (grows ? [exponent(sizes[50].ns[key], sizes[5000].ns[key], 100).toFixed(2)] : []);
  table(
    'Time an event, by segments (CPU time, medians of interleaved rounds)',
    ['', ...counts, ...(real ? ['200, real log'] : []), ...(grows ? ['growth 50-5000'] : [])],
    keys.map(key => [
      nameOf(key),
      ...counts.map(count => timeText(sizes[count].ns[key])),
      ...(real ? [timeText(real.ns[key])] : []),
      ...growth(key),
    ]),
  );
  table(
    'A visitor',
    ['', ...counts],
    [
      ['block, bytes', ...counts.map(count => `${sizes[count].bytes.block}`)],
      ['snapshot, bytes: median / largest', ...counts.map(count => `${sizes[count].bytes.snapshot} / ${sizes[count].bytes.largest}`)],
      ...Object.keys(sizes[counts[0]].restore).map(key => [
        `restore + decide, us: ${nameOf(key)}`,
        ...counts.map(count => sizes[count].restore[key].toFixed(1)),
      ]),
    ],
  );
  table(
    `Chromium ${browser.version}, 200 segments, hot`,
    ['', 'an event'],
    Object.entries(browser.hot).map(([key, ns]) => [nameOf(key), timeText(ns)]),
  );
  printFresh(browser);
  table(
    'Idle segments',
    ['', '50 live', '50 live, 5,000 idle'],
    ['native', 'wasm'].map(key => [nameOf(key), timeText(idle.ns[key]), timeText(idle.ns[`${key}_idle`])]),
  );
  table(
    'Memory after 100,000 events and after 100,000 more',
    ['', 'heap grew by', 'core grew by', 'allocated an event'],
    memory.map(({ name, heap, core, allocated }) => [name, `${heap} B`, `${core} B`, `${allocated.toFixed(0)} B`]),
  );
  if (replay)
    table(
      'Replay of the real log, repeated, on one core',
      ['', 'lines', 'MB', 'user CPU, s'],
      replay.map(({ who, lines, megabytes, seconds }) => [`by ${who}`, `${lines}`, megabytes.toFixed(0), seconds.toFixed(2)]),
    );
}

/** @typedef {{ what: string, target: string, measured: string, passes: boolean | null }} Verdict null: not measured */

/** @param {Results} results @returns {Verdict[]} */
export function judge({ sizes, idle, memory, browser, replay }) {
  /** @type {Verdict[]} */
  const verdicts = [];
  const times = (/** @type {number} */ x) => `${x < 10 ? x.toFixed(2) : x.toFixed(0)} x`;
  const most = (/** @type {string} */ what, /** @type {number} */ x, /** @type {number} */ limit, show = times) =>
    verdicts.push({ what, target: `<= ${show(limit)}`, measured: show(x), passes: x <= limit });
  const least = (/** @type {string} */ what, /** @type {number} */ x, /** @type {number} */ limit, show = times) =>
    verdicts.push({ what, target: `>= ${show(limit)}`, measured: show(x), passes: x >= limit });
  const milliseconds = (/** @type {number} */ x) => `${x.toFixed(2)} ms`;
  const plain = (/** @type {number} */ x) => x.toFixed(2);
  for (const [count, { ns }] of Object.entries(sizes)) most(`Wasm to native, ${count} segments`, ns.wasm / ns.native, 1.7);
  if (sizes[50] && sizes[5000])
    for (const key of ['native', 'wasm'])
      most(`growth exponent 50 to 5,000, ${key}`, exponent(sizes[50].ns[key], sizes[5000].ns[key], 100), 0.35, plain);
  for (const count of ['12', '50'].filter(each => sizes[each])) {
    const { ns } = sizes[count];
    most(`Wasm to closures, ${count} segments`, ns.wasm / ns.closures, 1);
  }
  least('hot in Chromium: faster than best JavaScript', best(browser.hot) / browser.hot.wasm, 1.3);
  least('cold in Chromium: faster than best JavaScript (CPU)', browser.cpu.incremental / browser.cpu.core, 5);
  const others = ['incremental', 'closures', 'json_logic', 'growthbook'].map(key => browser.cpu[key]);
  most('cold page: at most the best of the others (CPU)', browser.cpu.core, Math.min(...others), milliseconds);
  most('first decision after the bytes are there', browser.cold.decision, 1, milliseconds);
  if (sizes[200]) least('faster than GrowthBook, 200 segments', sizes[200].ns.growthbook / sizes[200].ns.wasm, 300);
  if (sizes[1000]) least('faster than GrowthBook, 1,000 segments', sizes[1000].ns.growthbook / sizes[1000].ns.wasm, 1000);
  verdicts.push({ what: 'faster than Uniform, 200 segments', target: '>= 700 x', measured: 'not measured', passes: null });
  const percent = (/** @type {number} */ x) => `${(100 * x).toFixed(1)} %`;
  for (const key of ['native', 'wasm']) most(`5,000 idle segments, ${key}`, idle.ns[`${key}_idle`] / idle.ns[key] - 1, 0.05, percent);
  for (const { name, heap, core: grown } of memory)
    verdicts.push({
      what: `memory equal, ${name}`,
      target: 'core 0, heap < 16 KB',
      measured: `${grown}, ${(heap / 1024).toFixed(1)} KB`,
      passes: grown === 0 && heap < 16384,
    });
  for (const { who, lines, seconds } of replay ?? []) least(`replay, million events a second: ${who}`, lines / seconds / 1e6, 1.5, plain);
  return verdicts;
}

/** @param {Verdict[]} verdicts */
export function printVerdicts(verdicts) {
  const word = (/** @type {boolean | null} */ passes) => (passes === null ? '-' : passes ? 'PASS' : 'MISS');
  table(
    'Targets',
    ['', 'target', 'measured', ''],
    verdicts.map(({ what, target, measured, passes }) => [what, target, measured, word(passes)]),
  );
}
