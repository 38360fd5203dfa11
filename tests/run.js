// Runs the suites of tests/suites.js, two at a time where neither measures, and sums them up.
// node tests/run.js [--all | --only-long | --only NAME,...] [--verbose] [--list]; --only-long: what --all has more than a run without it
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { availableCores, root } from '../toolchains/host.js';
import { runCommand } from './children.js';
import { judge, textOf } from './counts.js';
import { endAll } from './process_groups.js';
import { suites } from './suites.js';

/** @typedef {import('./suites.js').Suite} Suite */
/** @typedef {import('./counts.js').Counts} Counts */
/**
 * Node 20 takes folders after --test and Node 22 takes patterns: both take files.
 * @param {string} folder
 * @returns {string[]}
 */
function testFiles(folder) {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  const files = readdirSync(full, { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => /[._]test\.m?js$/.test(file) && !file.includes('node_modules'))
    .map(file => path.join(folder, file))
    .sort();
}

/**
 * @param {Suite} suite
 * @returns {string[]} empty where there is nothing to run
 */
function commandOf(suite) {
  if (!suite.nodeTests) return suite.command ?? [];
  const isLeftOut = (/** @type {string} */ file) => suite.without?.some(name => file.endsWith(`/${name}.test.js`));
  const files = [suite.nodeTests]
    .flat()
    .flatMap(testFiles)
    .filter(file => !isLeftOut(file));
  const concurrency = `--test-concurrency=${suite.concurrency ?? availableCores()}`;
  return files.length === 0 ? [] : ['node', '--test', concurrency, '--test-reporter=spec', ...files];
}

/**
 * A stack trace out of a minified file shows that file as one line: nobody needs the rest of it.
 * @param {string} output
 */
function readable(output) {
  return output.trimEnd().replace(/^(.{400}).+$/gm, '$1 ...');
}

const buildTimeout = 2400; // seconds; a first build with sanitizers on two slow, busy cores takes half of it

/** @type {Map<string, boolean>} */
const built = new Map();

/**
 * @param {string} name
 * @param {boolean} verbose
 */
async function build(name, verbose) {
  const known = built.get(name);
  if (known !== undefined) return known;
  const done = await runCommand(`build ${name}`, ['node', 'toolchains/build.js', name], { timeout: buildTimeout, verbose });
  if (done.code !== 0 && !verbose) console.log(readable(done.output));
  console.log(`build ${name.padEnd(22)} ${done.code === 0 ? 'done' : 'FAILED'} (${done.seconds.toFixed(1)} s)`);
  built.set(name, done.code === 0);
  return done.code === 0;
}

/**
 * @param {Suite} suite
 * @param {Counts} counts
 * @param {string} note
 */
function tell(suite, counts, note) {
  console.log(`${suite.name.padEnd(28)} ${counts.failed > 0 ? 'FAILED: ' : ''}${textOf(counts)} (${note})`);
}

/**
 * @param {Suite} suite
 * @param {boolean} verbose
 * @returns {Promise<Counts>}
 */
async function runSuite(suite, verbose) {
  const command = commandOf(suite);
  const absent = suite.needs !== undefined && !existsSync(path.join(root, suite.needs)) ? suite.needs : '';
  if (absent || command.length === 0) {
    const counts = { passed: 0, failed: suite.optional ? 0 : 1, skipped: suite.optional ? 1 : 0 };
    tell(suite, counts, absent ? `${absent} is missing` : `no test files in ${suite.nodeTests}`);
    return counts;
  }
  for (const name of suite.builds ?? []) {
    if (await build(name, verbose)) continue;
    const counts = { passed: 0, failed: 1, skipped: 0 };
    tell(suite, counts, `not run: build ${name} failed`);
    return counts;
  }
  const done = await runCommand(suite.name, command, { timeout: suite.timeout, env: suite.env, verbose });
  const { why, ...counts } = judge(done.output, done);
  if (counts.failed > 0 && !verbose) console.log(`\n----- ${suite.name}: ${command.join(' ')}\n${readable(done.output)}\n-----`);
  tell(suite, counts, `${done.seconds.toFixed(1)} s${why && `, ${why}`}`);
  return counts;
}

/**
 * @param {{ all: boolean, only?: string, isLong: boolean }} options
 * @returns {Suite[]}
 */
function chosenSuites({ all, only, isLong }) {
  if (only !== undefined && isLong) {
    console.error('tests: --only-long and --only exclude each other. A long suite runs by its name: --only NAME');
    return [];
  }
  if (isLong) return suites.filter(suite => suite.level === 'all');
  if (only === undefined) return suites.filter(suite => all || suite.level === 'test');
  const names = only.split(',');
  const unknown = names.find(name => !suites.some(suite => suite.name === name));
  if (unknown === undefined) return suites.filter(suite => names.includes(suite.name));
  console.error(`tests: no suite is called '${unknown}'. There are: ${suites.map(suite => suite.name).join(' | ')}`);
  return [];
}

/**
 * Neighbours that may run side by side, together; each other suite alone.
 * @param {Suite[]} chosen
 * @param {boolean} verbose their words would be mixed
 */
function groupsOf(chosen, verbose) {
  /** @type {Suite[][]} */
  const groups = [];
  for (const suite of chosen) {
    const last = groups.at(-1);
    if (suite.beside && last?.[0].beside && !verbose) last.push(suite);
    else groups.push([suite]);
  }
  return groups;
}

/**
 * Builds use all cores, so all of a group's are made first; then two suites run at a time.
 * @param {Suite[]} group
 * @param {boolean} verbose
 * @returns {Promise<Counts[]>}
 */
async function runGroup(group, verbose) {
  if (group.length > 1) for (const name of group.flatMap(suite => suite.builds ?? [])) await build(name, verbose);
  const waiting = [...group];
  /** @type {Counts[]} */
  const all = [];
  const lane = async () => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) all.push(await runSuite(suite, verbose));
  };
  await Promise.all([lane(), lane()]);
  return all;
}

async function main() {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      only: { type: 'string' },
      'only-long': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const chosen = chosenSuites({ ...values, isLong: values['only-long'] });
  if (values.list) {
    for (const suite of chosen) console.log(`${suite.level.padEnd(5)} ${suite.name}`);
    process.exitCode = chosen.length > 0 ? 0 : 1;
    return;
  }
  const begin = Date.now();
  /** @type {Counts} */
  const total = { passed: 0, failed: chosen.length === 0 ? 1 : 0, skipped: 0 };
  for (const group of groupsOf(chosen, values.verbose)) {
    for (const counts of await runGroup(group, values.verbose)) {
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    }
  }
  console.log(`\n${chosen.length} suites in ${((Date.now() - begin) / 1000).toFixed(0)} s`);
  console.log(textOf(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    endAll();
    process.exit(1);
  });
}
await main();
