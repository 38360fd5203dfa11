#!/usr/bin/env node
// The vectors and random pairs through the cores that ship, Wasm and JavaScript, in one process: node tests/parity/run.js [--pairs N] [--seed N]
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCore } from '../../js/src/host/core.js';
import { readCapabilities } from '../oracle/generate/capabilities.js';
import { randomPair } from '../oracle/generate.js';
import { hasChange, hasPurposes, linesOf } from '../oracle/pair_lines.js';
import { askOracle } from '../oracle/run_pair.js';
import { parseTime } from '../oracle/time.js';
import { compile, coreOf, replay } from './replay.js';

/** @typedef {import('../oracle/run_pair.js').Pair} Pair */
/** @typedef {{ visitors: string, transitions: string }} Lines */

const VECTORS = fileURLToPath(new URL('../vectors/', import.meta.url));
const KINDS = ['wasm', 'js', 'wasm through snapshots'];
const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-parity-run-'));

/** @param {any[]} lines parsed */
const textOf = lines => lines.map(line => `${JSON.stringify(line)}\n`).join('');

/** @param {Set<string>} enabled @returns {{ pair: Pair, expected: Lines }[]} */
function vectors(enabled) {
  return readdirSync(VECTORS)
    .filter(file => file.endsWith('.json'))
    .flatMap(file => JSON.parse(readFileSync(path.join(VECTORS, file), 'utf8')))
    .filter(vector => (vector.needs ?? []).every((/** @type {string} */ need) => enabled.has(need)))
    .map(vector => ({ pair: vector, expected: { visitors: textOf(vector.visitors), transitions: textOf(vector.transitions) } }));
}

/** @param {number} seed @param {number} count @param {Set<string>} enabled @returns {{ pair: Pair, expected: Lines }[]} */
function randomPairs(seed, count, enabled) {
  const pairs = Array.from({ length: count }, (_, index) => randomPair(seed, index, enabled));
  // Another strategy is another pack: those pairs are for the native core alone.
  return pairs.filter(pair => !hasChange(pair)).map(pair => ({ pair, expected: askOracle(pair) }));
}

/** @param {Pair} pair @param {Record<string, () => any>} cores @returns {Record<string, Lines>} by kind */
function answersOf(pair, cores) {
  const strategy = path.join(folder, 'strategy.json');
  writeFileSync(strategy, JSON.stringify(pair.strategy));
  const { pack, names } = compile(strategy);
  const lines = linesOf(pair).flatMap(line => ('change' in line ? [] : [line]));
  const options = { at: pair.at ? parseTime(pair.at) : null, decide: pair.decide ?? Object.keys(pair.strategy.slots ?? {}) };
  /** @type {Record<string, Lines>} */
  const answers = {};
  for (const kind of KINDS) {
    const snapshots = kind.endsWith('snapshots');
    const { visitors, transitions } = replay(makeCore(cores[kind.split(' ')[0]], pack, names), lines, { ...options, snapshots });
    const joined = (/** @type {string[]} */ all) => all.map(line => `${line}\n`).join('');
    answers[kind] = { visitors: joined(visitors), transitions: joined(transitions) };
  }
  return answers;
}

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '3' },
    enable: { type: 'string', default: 'ready' },
  },
});
const cores = Object.fromEntries(await Promise.all(['wasm', 'js'].map(async kind => [kind, await coreOf(kind)])));
const counts = { passed: 0, failed: 0 };
const enabled = readCapabilities(values.enable);
for (const { pair, expected } of [...vectors(enabled), ...randomPairs(Number(values.seed), Number(values.pairs), enabled)]) {
  /** @type {Record<string, Lines>} */
  let answers = {};
  try {
    answers = answersOf(pair, cores);
  } catch (error) {
    console.log(`${pair.name}: ${error instanceof Error ? error.message : error}`);
  }
  for (const kind of KINDS) {
    // A snapshot keeps less than the visitor where something may not be remembered.
    const isLess = kind.endsWith('snapshots') && hasPurposes(pair);
    const { visitors, transitions } = isLess ? askOracle(pair, { snapshots: true }) : expected;
    const isSame = answers[kind]?.visitors === visitors && answers[kind]?.transitions === transitions;
    counts[isSame ? 'passed' : 'failed'] += 1;
    if (!isSame) console.log(`${pair.name} (${kind})\n expected ${visitors}${transitions}\n answered ${JSON.stringify(answers[kind])}`);
  }
}
rmSync(folder, { recursive: true });
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
