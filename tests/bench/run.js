// npm run bench: the core beside the plainest JavaScript, the best JavaScript and two rule engines; fails only where their answers differ.
// node tests/bench/run.js [page [--beside BUNDLE.js]... | edge] [--pairs N] [--smoke] [--json FILE] [--profile]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../../toolchains/build.js';
import { root } from '../../toolchains/host.js';
import { measureFresh, measureInBrowser } from './browser.js';
import { measureEdge, printEdge } from './edge.js';
import { FOLDER } from './prepare.js';
import { profile } from './profile.js';
import { measureReplay } from './replay.js';
import { judge, printFresh, printTables, printVerdicts } from './report.js';
import { measureStore } from './store.js';
import { printStore } from './store_report.js';
import { REAL_LOG } from './stream.js';

/** @typedef {import('./node_child.js').Outcome} Outcome */
/** @typedef {import('./node_child.js').Order} Order */

const FULL = {
  sizes: [8, 12, 50, 200, 1000, 5000],
  stream: { visitors: 100, events: 375, rounds: 9, budget: 50, warm: 1000 },
  idle: { rounds: 21, budget: 40, live: 50, idle: 5000 },
  browser: { segments: 200, visitors: 100, events: 375, rounds: 9, budget: 60, warm: 1000, pages: 15 },
  real: 17_500,
  replay: { copies: 58, runs: 3 },
  store: { pairs: 30 },
  edge: { requests: 400, rounds: 7, sizes: [8, 16, 64, 256, 1024], starts: 9, soak: 100_000 },
};
/** Every contestant and every comparison once, in a few seconds each; its times say little. @type {typeof FULL} */
const SMOKE = {
  sizes: [12, 200],
  stream: { visitors: 8, events: 375, rounds: 3, budget: 10, warm: 50 },
  idle: { rounds: 3, budget: 10, live: 50, idle: 5000 },
  browser: { segments: 200, visitors: 8, events: 375, rounds: 3, budget: 10, warm: 50, pages: 2 },
  real: 2000,
  replay: { copies: 1, runs: 1 },
  store: { pairs: 1 },
  edge: { requests: 20, rounds: 1, sizes: [8, 64], starts: 1, soak: 100 },
};
/** A young generation in which nothing is collected while allocation is measured. */
const MEMORY_FLAGS = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'];

/** @param {string[]} flags @param {string} script @param {string[]} args @returns {any} what the child wrote */
function child(flags, script, args) {
  const out = path.join(FOLDER, 'answer.json');
  const done = spawnSync(process.execPath, [...flags, path.join(root, 'tests/bench', script), ...args, out], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${done.status ?? done.signal}`);
  return JSON.parse(readFileSync(out, 'utf8'));
}

function machineText() {
  const cpus = os.cpus();
  return `${cpus[0].model.trim()}, ${cpus.length} cores, load ${os.loadavg()[0].toFixed(1)}, Node ${process.version}`;
}

/** @param {typeof FULL} plan */
async function measure(plan) {
  const say = (/** @type {string} */ what) => console.error(`bench: ${what}`);
  const machine = machineText();
  /** @type {Record<string, Outcome>} */
  const sizes = {};
  for (const segments of plan.sizes) {
    say(`${segments} segments`);
    sizes[segments] = child([], 'node_child.js', [JSON.stringify({ name: `${segments}`, segments, ...plan.stream })]);
  }
  /** @type {Outcome | undefined} */
  let real;
  if (existsSync(REAL_LOG)) {
    say('200 segments, the real log');
    real = child([], 'node_child.js', [JSON.stringify({ ...plan.stream, name: 'real', segments: 200, real: true, events: plan.real })]);
  } else say('the real log is not there: its runs are left out');
  say('idle segments');
  const idle = child(MEMORY_FLAGS, 'extra_child.js', ['idle', JSON.stringify({ ...plan.stream, ...plan.idle })]);
  say('memory');
  const memory = child(MEMORY_FLAGS, 'extra_child.js', ['memory', JSON.stringify(plan.stream)]);
  say('Chromium');
  const browser = await measureInBrowser(plan.browser);
  if (real) say('replay');
  const replay = real ? measureReplay(plan.replay.copies, plan.replay.runs) : undefined;
  const store = await measureStore(plan.store);
  const edge = await measureEdge(plan.edge);
  return { machine, sizes, real, idle, memory, browser, replay, store, edge };
}

/** Equal answers are the only thing that can fail. @param {Awaited<ReturnType<typeof measure>>} results @returns {{ passed: number, failures: string[] }} */
function comparisons({ sizes, real, idle, browser, edge }) {
  const runs = [...Object.entries(sizes), ...(real ? [/** @type {const} */ (['real log', real])] : [])];
  const failures = runs.flatMap(([name, { unequal }]) => unequal.map(who => `${name}: ${who}`));
  failures.push(...browser.unequal.map(who => `Chromium: ${who}`));
  if (!idle.equal) failures.push('idle segments change who is in the others');
  failures.push(...edge.wrong.map(way => `the edge: ${way}`));
  const compared =
    runs.reduce((sum, [, { equal, unequal }]) => sum + equal.length + unequal.length, 0) +
    browser.compared +
    1 +
    Object.keys(edge.ways).length;
  return { passed: compared - failures.length, failures };
}

/** What happens in pages alone. @param {typeof FULL} plan @param {string[]} beside @returns {Promise<{ results: object, passed: number, failures: string[] }>} */
async function runPages({ browser, store: { pairs } }, beside) {
  const machine = machineText();
  const { also: _, ...fresh } = await measureFresh({ ...browser, beside });
  console.log(`${machine}\nChromium ${fresh.version}, ${browser.pages} fresh pages of each kind in turns`);
  printFresh(fresh, beside);
  const store = await measureStore({ pairs });
  printStore(store);
  const failures = fresh.unequal.map(who => `Chromium: ${who}`);
  return { results: { machine, browser: fresh, store }, passed: fresh.compared - failures.length, failures };
}

/** The edge alone. @param {typeof FULL} plan @returns {Promise<{ results: object, passed: number, failures: string[] }>} */
async function runEdge({ edge }) {
  const machine = machineText();
  const results = await measureEdge(edge);
  console.log(machine);
  printEdge(results);
  const failures = results.wrong.map(way => `the edge: ${way}`);
  return { results: { machine, edge: results }, passed: Object.keys(results.ways).length - failures.length, failures };
}

/** @param {typeof FULL} plan */
async function runAll(plan) {
  const results = await measure(plan);
  const verdicts = judge(results);
  printTables(results);
  printVerdicts(verdicts);
  printStore(results.store);
  printEdge(results.edge);
  return { results: { ...results, verdicts }, ...comparisons(results) };
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      smoke: { type: 'boolean', default: false },
      json: { type: 'string' },
      pairs: { type: 'string' },
      profile: { type: 'boolean', default: false },
      beside: { type: 'string', multiple: true, default: [] },
    },
  });
  const unknown = positionals.find(word => word !== 'page' && word !== 'edge');
  if (unknown !== undefined)
    throw new Error(`there is no part '${unknown}'. Write: npm run bench, npm run bench -- page, or npm run bench -- edge`);
  const pairs = values.pairs === undefined ? undefined : Number(values.pairs);
  if (pairs !== undefined && !(Number.isInteger(pairs) && pairs > 0)) throw new Error(`--pairs ${values.pairs}: write a number from 1 up`);
  return { ...values, pairs, part: positionals[0] };
}

async function main() {
  const { smoke, json, pairs, profile: isProfile, beside, part } = readArguments();
  if (!buildAll(['tool', 'modules', 'js', 'bench'])) {
    process.exitCode = 1;
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  if (isProfile) {
    profile([12, 200, 5000]);
    return;
  }
  const given = smoke ? SMOKE : FULL;
  const plan = pairs ? { ...given, store: { pairs } } : given;
  const { results, passed, failures } = await (part === 'page' ? runPages(plan, beside) : part === 'edge' ? runEdge(plan) : runAll(plan));
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  for (const failure of failures) console.log(`NOT EQUAL: ${failure}`);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
}

await main();
