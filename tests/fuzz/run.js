#!/usr/bin/env node
// npm run fuzz: regressions, every fuzzer, the spoiled million and random pairs, two at once. tests/fuzz/README.md says how to use it.
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../../toolchains/build.js';
import { root } from '../../toolchains/host.js';
import { endAll } from '../process_groups.js';
import { comparePairs, filesOf, fuzz, program, spoil, tryFile, work } from './jobs.js';
import { makeSeeds } from './seeds.js';
import { others, targets } from './targets.js';

/** @typedef {import('./jobs.js').Outcome} Outcome */
/** @typedef {{ name: string, begin: (tell: (text: string) => void) => Promise<Outcome> }} Job */

const AT_ONCE = 2;
const PROGRESS_EVERY = 10_000; // milliseconds
const USAGE = `usage: node tests/fuzz/run.js [--seconds N] [--only NAME,...] [--seed N] [--forever] [--whole] [--input FILE]
names: ${[...targets.map(target => target.name), ...others].join(' ')}`;

const counts = { passed: 0, failed: 0 };

/** @param {string} name @param {Outcome} outcome */
function count(name, { ok, line, details }) {
  counts[ok ? 'passed' : 'failed'] += 1;
  console.log(`${name.padEnd(12)} ${ok ? 'ok' : 'FAILED'}: ${line}${ok ? '' : `\n${details}\n`}`);
}

function sumUp() {
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

/** @param {string[]} names */
async function runRegressions(names) {
  for (const { name } of targets) {
    if (!names.includes(name)) continue;
    for (const file of filesOf(path.join(root, 'tests/fuzz/regressions', name))) count('regression', await tryFile(name, file));
  }
}

/**
 * @param {string[]} names
 * @param {{ seconds: number, seed: number, whole: boolean }} options
 * @returns {Job[]}
 */
function jobsOf(names, { seconds, seed, whole }) {
  /** @type {Job[]} */
  const jobs = targets.map(target => ({ name: target.name, begin: tell => fuzz(target, { seconds, seed, tell }) }));
  const parts = whole ? AT_ONCE : 1;
  for (let part = 0; part < parts; part += 1) {
    jobs.push({ name: 'spoiled', begin: tell => spoil({ seconds: whole ? 0 : seconds, seed, tell, part, parts }) });
  }
  jobs.push({ name: 'pairs', begin: tell => comparePairs({ seconds, seed, tell }) });
  return jobs.filter(({ name }) => names.includes(name));
}

/** @param {Job[]} jobs */
async function runJobs(jobs) {
  /** @type {Map<Job, string>} */
  const progress = new Map();
  const timer = setInterval(() => {
    for (const [{ name }, text] of progress) console.log(`  ${name}: ${text}`);
  }, PROGRESS_EVERY);
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const own = job;
      progress.set(own, 'begins');
      count(own.name, await own.begin(text => progress.set(own, text)));
      progress.delete(own);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  clearInterval(timer);
}

/** @param {string[]} names @param {string} file */
async function runInput(names, file) {
  if (names.length !== 1 || !targets.some(({ name }) => name === names[0]))
    throw new Error('--input needs --only with the name of one fuzzer');
  const outcome = await tryFile(names[0], path.resolve(file));
  count(names[0], outcome);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      only: { type: 'string' },
      seed: { type: 'string' },
      input: { type: 'string' },
      forever: { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
    },
  });
  const known = [...targets.map(target => target.name), ...others];
  const names = values.only?.split(',') ?? known;
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no fuzzer '${unknown}'`);
  const [seconds, seed] = [Number(values.seconds), Number(values.seed ?? randomInt(1, 2 ** 31))];
  if (!Number.isInteger(seconds) || seconds < 1 || !Number.isInteger(seed) || seed < 1)
    throw new Error('--seconds and --seed are whole numbers');
  return { ...values, names, seconds, seed };
}

async function main() {
  const { names, seconds, seed: firstSeed, forever, whole, input } = readArguments();
  if (!buildAll(names.includes('pairs') ? ['fuzz', 'tool'] : ['fuzz']))
    return count('build', { ok: false, line: 'see above', details: '' });
  if (input !== undefined) return runInput(names, input);
  const wrong = makeSeeds(work, program('make_seeds'));
  if (wrong !== '') return count('seeds', { ok: false, line: wrong, details: '' });
  await runRegressions(names);
  let seed = firstSeed;
  do {
    console.log(`seed ${seed}, ${seconds} s each`);
    await runJobs(jobsOf(names, { seconds, seed, whole }));
    seed += 1;
  } while (forever);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    endAll();
    sumUp();
    process.exit();
  });
}

try {
  await main();
  sumUp();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}
