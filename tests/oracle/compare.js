#!/usr/bin/env node
// Compares a replay command with the oracle on seeded random pairs, byte for byte, and shrinks what differs to a vector.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCapabilities } from './generate/capabilities.js';
import { randomPair } from './generate.js';
import { askCommand, askOracle, commandOf, differenceOf, showDifference } from './run_pair.js';
import { shrink } from './shrink.js';

/** @typedef {import('./run_pair.js').Pair} Pair */

const OPTIONS = /** @type {const} */ ({
  seed: { type: 'string', default: '1' },
  pairs: { type: 'string', default: '2000' },
  first: { type: 'string', default: '0' },
  enable: { type: 'string', default: 'ready' },
  keep: { type: 'string' },
  jobs: { type: 'string', default: '2' },
  most: { type: 'string', default: '3' },
  command: { type: 'string' },
});

/**
 * @param {Pair} pair
 * @param {string[]} command
 * @param {string} folder
 */
async function compared(pair, command, folder) {
  const expected = askOracle(pair);
  const actual = await askCommand(pair, command, folder);
  return { expected, actual, difference: differenceOf(expected, actual) };
}

/** @param {Pair} pair @param {string} difference @param {string[]} command @param {string} folder @returns {Promise<Pair>} */
async function shrunk(pair, difference, command, folder) {
  return shrink(pair, async smaller => {
    try {
      return (await compared(smaller, command, folder)).difference === difference;
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

/** @param {string[]} args @returns {Promise<number>} exit status */
async function main(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const enabled = readCapabilities(values.enable);
  const [seed, pairs, first, jobs, most] = [values.seed, values.pairs, values.first, values.jobs, values.most].map(Number);
  const command = commandOf(values.command);
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-compare-'));
  let next = first;
  let done = 0;
  let differences = 0;
  const work = async (/** @type {number} */ job) => {
    while (next < first + pairs && differences < most) {
      const pair = randomPair(seed, next, enabled);
      next += 1;
      const own = join(folder, String(job));
      const { difference, expected, actual } = await compared(pair, command, own);
      done += 1;
      if (difference === '') continue;
      differences += 1;
      console.log(`${pair.name}: ${difference}\n${showDifference(expected, actual)}`);
      if (values.keep) await keep(await shrunk(pair, difference, command, own), values.keep, command, own);
    }
  };
  await Promise.all(Array.from({ length: jobs }, (_, job) => work(job)));
  await rm(folder, { recursive: true, force: true });
  console.log(`${done} pairs, ${differences} differences`);
  console.log(`${done - differences} passed, ${differences} failed`);
  return differences === 0 ? 0 : 1;
}

/** @param {Pair} pair shrunk @param {string} keepFolder @param {string[]} command @param {string} folder */
async function keep(pair, keepFolder, command, folder) {
  const { expected, actual } = await compared(pair, command, folder);
  const file = join(keepFolder, `${pair.name.replaceAll(' ', '_')}.json`);
  await mkdir(keepFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify([vectorOf(pair)], null, 1)}\n`);
  console.log(`shrunk to ${file}\n${showDifference(expected, actual)}`);
}

const USAGE =
  'usage: node tests/oracle/compare.js [--seed N] [--pairs N] [--first N] [--enable ready|all|CAPABILITY,...] [--keep FOLDER] [--jobs N] [--most N] [--command "PROGRAM ARGUMENTS"]';

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}
