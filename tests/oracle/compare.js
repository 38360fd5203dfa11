#!/usr/bin/env node
// Compares the core with the oracle on seeded random pairs, byte for byte, and shrinks what differs to a vector.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ask, WAYS } from './compare_batch.js';
import { readCapabilities } from './generate/capabilities.js';
import { checkProgram } from './run_many.js';
import { askOracle, commandOf, differenceOf, showDifference } from './run_pair.js';
import { shrink } from './shrink.js';

/** @typedef {import('./run_pair.js').Pair} Pair */
/** @typedef {import('./compare_batch.js').Plan} Plan */
/** @typedef {import('./compare_batch.js').Difference} Difference */

const BATCH = 50;
const OPTIONS = /** @type {const} */ ({
  seed: { type: 'string', default: '1' },
  pairs: { type: 'string', default: '2000' },
  first: { type: 'string', default: '0' },
  enable: { type: 'string', default: 'ready' },
  keep: { type: 'string' },
  jobs: { type: 'string', default: '2' },
  most: { type: 'string', default: '3' },
  command: { type: 'string' },
  'command-pairs': { type: 'string', default: '300' },
});

/** @param {Difference} found @param {string[]} command @param {string} folder @returns {Promise<Pair>} */
async function shrunk({ pair, way, difference }, command, folder) {
  return shrink(pair, async smaller => {
    try {
      return differenceOf(askOracle(smaller, WAYS[way]), await ask(smaller, way, { command, folder })) === difference;
    } catch {
      return false;
    }
  });
}

/** @param {Pair} pair @returns {any} a vector that stands by itself */
function vectorOf(pair) {
  const { visitors, transitions } = askOracle(pair);
  const lines = (/** @type {string} */ text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
  const { name, strategy, events, files, at } = pair;
  return {
    name,
    sentence: '',
    strategy,
    ...(files ? { files } : { events }),
    at,
    visitors: lines(visitors),
    transitions: lines(transitions),
  };
}

/** @param {Difference} found @param {string} keepFolder @param {string[]} command */
async function keep(found, keepFolder, command) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-shrink-'));
  const pair = await shrunk(found, command, join(folder, 'one'));
  const answer = await ask(pair, found.way, { command, folder: join(folder, 'one') });
  await rm(folder, { recursive: true, force: true });
  const file = join(keepFolder, `${pair.name.replaceAll(' ', '_')}.json`);
  await mkdir(keepFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify([vectorOf(pair)], null, 1)}\n`);
  console.log(`shrunk to ${file}\n${showDifference(askOracle(pair, WAYS[found.way]), answer)}`);
}

/**
 * @param {Plan} plan
 * @param {{first: number, pairs: number, jobs: number, most: number}} range
 * @returns {Promise<{done: number, differences: Difference[]}>}
 */
async function compareAll(plan, { first, pairs, jobs, most }) {
  let next = first;
  let done = 0;
  /** @type {Difference[]} */
  const differences = [];
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('compare_batch.js', import.meta.url), { workerData: plan });
      let size = 0;
      const giveNext = () => {
        size = Math.min(BATCH, first + pairs - next);
        const wanted = size > 0 && new Set(differences.map(({ pair }) => pair.name)).size < most;
        worker.postMessage(wanted ? { first: next, size } : null);
        if (wanted) next += size;
      };
      worker.on('message', found => {
        done += size;
        differences.push(...found);
        for (const { pair, way, difference, shown } of found) console.log(`${pair.name}, ${way}: ${difference}\n${shown}`);
        giveNext();
      });
      worker.on('error', reject);
      worker.on('exit', resolve);
      giveNext();
    });
  await Promise.all(Array.from({ length: jobs }, work));
  return { done, differences };
}

/** @param {string[]} args @returns {Promise<number>} exit status */
async function main(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const [seed, pairs, first, jobs, most] = [values.seed, values.pairs, values.first, values.jobs, values.most].map(Number);
  const onlyCommand = values.command !== undefined;
  const command = commandOf(values.command);
  if (!onlyCommand) checkProgram();
  const commandPairs = onlyCommand ? Infinity : first + Number(values['command-pairs']);
  const plan = { seed, enabled: readCapabilities(values.enable), command, onlyCommand, commandPairs };
  const { done, differences } = await compareAll(plan, { first, pairs, jobs, most });
  const failed = new Map(differences.map(found => [found.pair.name, found]));
  if (values.keep) for (const found of [...failed.values()].slice(0, most)) await keep(found, values.keep, command);
  console.log(`${done} pairs, ${failed.size} with differences`);
  console.log(`${done - failed.size} passed, ${failed.size} failed`);
  return failed.size === 0 && done > 0 ? 0 : 1;
}

const USAGE =
  'usage: node tests/oracle/compare.js [--seed N] [--pairs N] [--first N] [--enable ready|all|CAPABILITY,...] [--keep FOLDER] [--jobs N] [--most N] [--command "PROGRAM ARGUMENTS"] [--command-pairs N]';

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}
