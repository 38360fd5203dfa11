// One thread's share of the random pairs: the oracle's answers beside those of the core, in batches.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { randomPair } from './generate.js';
import { hasPurposes, isLog } from './pair_lines.js';
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

/** The ways in which a pair is asked, with what the oracle must know of them. @type {Record<string, {snapshots?: boolean}>} */
export const WAYS = { core: {}, 'core through snapshots': { snapshots: true }, command: {} };

/**
 * @param {Pair} pair
 * @param {string} way
 * @param {{command: string[], folder: string}} tools
 * @returns {Promise<Answer>}
 */
export async function ask(pair, way, { command, folder }) {
  if (way === 'command') return askCommand(pair, command, folder);
  return (await askMany([pair], WAYS[way]))[0];
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
  const ways = plan.onlyCommand ? [] : ['core', 'core through snapshots'];
  // The core runs in processes of its own while the oracle is at work here.
  const asked = ways.map(way => askMany(pairs, WAYS[way]));
  const plain = pairs.map(pair => askOracle(pair));
  // Only what may not be remembered makes a snapshot less than the visitor.
  const expectedOf = (/** @type {number} */ number, /** @type {string} */ way) =>
    WAYS[way].snapshots && hasPurposes(pairs[number]) ? askOracle(pairs[number], WAYS[way]) : plain[number];
  /** @type {Difference[]} */
  const differences = [];
  const note = (/** @type {number} */ number, /** @type {string} */ way, /** @type {Answer} */ answer) => {
    const expected = expectedOf(number, way);
    const difference = differenceOf(expected, answer);
    if (difference !== '') differences.push({ pair: pairs[number], way, difference, shown: showDifference(expected, answer) });
  };
  for (const [place, way] of ways.entries()) for (const [number, answer] of (await asked[place]).entries()) note(number, way, answer);
  for (const [number, pair] of pairs.entries()) {
    if (first + number < plan.commandPairs && isLog(pair)) note(number, 'command', await askCommand(pair, plan.command, folder));
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
