// One thread's share of the random pairs: the oracle's answers beside those of the core, in batches.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { randomPair } from './generate.js';
import { hasPurposes } from './pair_lines.js';
import { askMany } from './run_many.js';
import { askCommand, askOracle, differenceOf, showDifference } from './run_pair.js';

/** @typedef {import('./run_pair.js').Pair} Pair */
/** @typedef {import('./run_pair.js').Answer} Answer */

/**
 * @typedef {object} Plan
 * @property {number} seed
 * @property {Set<string>} enabled capabilities
 * @property {string[]} command a replay command
 * @property {boolean} onlyCommand whether pairs go through nothing else
 * @property {number} commandPairs how many pairs go through the command
 *
 * @typedef {object} Difference
 * @property {Pair} pair
 * @property {string} way in which the pair was asked
 * @property {string} difference
 * @property {string} shown
 */

/** The ways in which the core is asked natively; each must give the oracle's lines. */
const NATIVE_WAYS = { core: {}, 'core through snapshots': { snapshots: true } };

/**
 * @param {Pair} pair
 * @param {string} way
 * @param {{command: string[], folder: string}} tools
 * @returns {Promise<Answer>}
 */
export async function ask(pair, way, { command, folder }) {
  if (way === 'command') return askCommand(pair, command, folder);
  return (await askMany([pair], NATIVE_WAYS[/** @type {keyof NATIVE_WAYS} */ (way)]))[0];
}

/**
 * @param {Plan} plan
 * @param {number} first index of the batch's pairs
 * @param {number} size
 * @param {string} folder
 * @returns {Promise<Difference[]>}
 */
async function compareBatch(plan, first, size, folder) {
  const pairs = Array.from({ length: size }, (_, number) => randomPair(plan.seed, first + number, plan.enabled));
  const ways = plan.onlyCommand ? [] : Object.entries(NATIVE_WAYS);
  // The core runs in processes of its own while the oracle is at work here.
  const asked = ways.map(([, options]) => askMany(pairs, options));
  const expected = pairs.map(askOracle);
  /** @type {Difference[]} */
  const differences = [];
  const note = (/** @type {number} */ number, /** @type {string} */ way, /** @type {Answer} */ answer) => {
    const difference = differenceOf(expected[number], answer);
    if (difference !== '') differences.push({ pair: pairs[number], way, difference, shown: showDifference(expected[number], answer) });
  };
  for (const [place, [way]] of ways.entries()) (await asked[place]).forEach((answer, number) => note(number, way, answer));
  for (const [number, pair] of pairs.entries()) {
    if (first + number < plan.commandPairs && !hasPurposes(pair)) note(number, 'command', await askCommand(pair, plan.command, folder));
  }
  return differences;
}

if (parentPort) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-compare-'));
  const port = parentPort;
  port.on('message', async batch => {
    if (batch === null) {
      await rm(folder, { recursive: true, force: true });
      port.close();
    } else port.postMessage(await compareBatch(workerData, batch.first, batch.size, join(folder, 'one')));
  });
}
