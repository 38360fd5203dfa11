// What a fuzz run consists of: the regressions, a libFuzzer target, the spoiled million, the random pairs.
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { runChild } from './children.js';

/** @typedef {import('./targets.js').Target} Target */
/** @typedef {{ ok: boolean, line: string, details: string }} Outcome line: what happened, for people; details: why it failed */
/** @typedef {{ seconds: number, seed: number, tell: (text: string) => void }} Run */

export const work = path.join(root, 'build/fuzz/run');
const programs = path.join(root, 'build/fuzz/tests/fuzz');
export const program = (/** @type {string} */ name) => path.join(programs, name);

/** Of the sanitizers' memory too: their shadow and the freed blocks that they keep. The limit of 64 MB for the product itself stands in unit.cpp. */
const MOST_MEGABYTES = 512;
/** An input found before costs a run its start: so many are made fewer, with the same branches taken. */
const MOST_FOUND = 3000;

/** @param {string} folder @returns {string[]} paths of its files, sorted */
export function filesOf(folder) {
  try {
    return readdirSync(folder)
      .filter(file => !file.startsWith('.'))
      .sort()
      .map(file => path.join(folder, file));
  } catch {
    return [];
  }
}

/** @param {string} output @returns {string} the end of it without libFuzzer's statistics and lists */
function endOf(output) {
  const lines = output.split('\n').filter(line => !/^(#\d|stat::|###|INFO: |"|0x|\\|Base64)|# Uses: |^artifact_prefix/.test(line));
  return lines.slice(-40).join('\n').trim();
}

/** @param {string} name @param {string} file @returns {string} */
function howToRepeat(name, file) {
  return `repeat it with: node tests/fuzz/run.js --only ${name} --input ${path.relative(root, file)}`;
}

/**
 * Each file by itself, so that one that fails hides no other.
 * @param {string} name @param {string} file @returns {Promise<Outcome>}
 */
export async function tryFile(name, file) {
  const { code, output } = await runChild(program(`fuzz_${name}`), ['-timeout=10', `-rss_limit_mb=${MOST_MEGABYTES}`, file]);
  return { ok: code === 0, line: path.relative(root, file), details: `${endOf(output)}\n${howToRepeat(name, file)}` };
}

/** @param {string} output @returns {{ inputs: number, rate: number, branches: number }} by libFuzzer's newest line */
function progressOf(output) {
  const found = [...output.matchAll(/^#(\d+)\s.*?cov: (\d+).*?exec\/s: (\d+)/gm)].at(-1);
  return { inputs: Number(found?.[1] ?? 0), branches: Number(found?.[2] ?? 0), rate: Number(found?.[3] ?? 0) };
}

/** @param {Target} target @param {string} found @param {string} seeds */
async function makeFewer({ name, longest }, found, seeds) {
  if (filesOf(found).length <= MOST_FOUND) return;
  const fewer = `${found}.fewer`;
  rmSync(fewer, { recursive: true, force: true });
  mkdirSync(fewer);
  const { code } = await runChild(program(`fuzz_${name}`), ['-merge=1', `-max_len=${longest}`, fewer, found, seeds]);
  if (code !== 0) return;
  rmSync(found, { recursive: true });
  renameSync(fewer, found);
}

/** @param {Target} target @param {Run} run @returns {Promise<Outcome>} */
export async function fuzz(target, { seconds, seed, tell }) {
  const { name, longest, dictionary } = target;
  const [found, seeds, crashes] = ['found', 'corpus', 'crashes'].map(folder => path.join(work, folder, name));
  for (const folder of [found, seeds, crashes]) mkdirSync(folder, { recursive: true });
  await makeFewer(target, found, seeds);
  const before = new Set(filesOf(crashes));
  const options = [
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    '-timeout=1',
    '-report_slow_units=1',
    `-rss_limit_mb=${MOST_MEGABYTES}`,
    `-max_len=${longest}`,
    `-artifact_prefix=${crashes}/`,
    '-print_final_stats=1',
    ...(dictionary ? [`-dict=${path.join(work, dictionary)}`] : []),
  ];
  let newest = '';
  const { code, output } = await runChild(program(`fuzz_${name}`), [...options, found, seeds], text => {
    newest = (newest + text).slice(-2000);
    const { inputs, rate, branches } = progressOf(newest);
    if (inputs > 0) tell(`${inputs} inputs, ${rate} a second, ${branches} branches`);
  });
  const kept = filesOf(crashes).filter(file => !before.has(file) && !path.basename(file).startsWith('slow-unit'));
  const total = Number(/number_of_executed_units:\s*(\d+)/.exec(output)?.[1] ?? 0);
  const worst = /worst input: (.*)/.exec(output)?.[1] ?? '?';
  const line = `${total} inputs, ${progressOf(output).branches} branches, worst ${worst}`;
  if (code === 0) return { ok: true, line, details: '' };
  if (/ERROR: libFuzzer: timeout/.test(output) && kept.length > 0 && (await tryFile(name, kept[0])).ok) {
    return { ok: true, line: `${line} (stopped by the clock of a busy machine)`, details: '' };
  }
  return { ok: false, line, details: [endOf(output), ...kept.map(file => howToRepeat(name, file))].join('\n') };
}

/**
 * @param {Run & { part?: number, parts?: number }} run seconds 0: all of it
 * @returns {Promise<Outcome>}
 */
export async function spoil({ seconds, seed, tell, part = 0, parts = 1 }) {
  const crashes = path.join(work, 'crashes/spoiled');
  mkdirSync(crashes, { recursive: true });
  const args = [crashes, seed, seconds, part, parts].map(String);
  const { code, output } = await runChild(program('spoiled'), args, text => tell(`${text.trim().split('\n').at(-1)} packs and snapshots`));
  const line = /^tried .*$/m.exec(output)?.[0] ?? 'did not end';
  const file = /^kept as (.*)$/m.exec(output)?.[1];
  const target = file && path.basename(file).startsWith('pack') ? 'pack' : 'snapshot';
  return { ok: code === 0, line, details: [endOf(output), ...(file ? [howToRepeat(target, file)] : [])].join('\n') };
}

/** Enough that starting Node costs little, few enough that the time asked for is kept. */
const PAIRS_AT_ONCE = 40;

/** @param {Run} run @returns {Promise<Outcome>} the oracle and the tool on random strategies and streams */
export async function comparePairs({ seconds, seed, tell }) {
  const end = Date.now() + seconds * 1000;
  const keep = path.join(work, 'crashes/pairs');
  let pairs = 0;
  do {
    const args = ['--seed', seed, '--first', pairs, '--pairs', PAIRS_AT_ONCE, '--jobs', 1, '--most', 1, '--keep', keep].map(String);
    const { code, output } = await runChild(process.execPath, ['tests/oracle/compare.js', ...args]);
    if (code !== 0) {
      const again = `repeat it with: node tests/oracle/compare.js --seed ${seed} --first ${pairs} --pairs ${PAIRS_AT_ONCE}`;
      return { ok: false, line: `a difference behind pair ${pairs} of seed ${seed}`, details: `${output.trim()}\n${again}` };
    }
    pairs += PAIRS_AT_ONCE;
    tell(`${pairs} pairs`);
  } while (Date.now() < end);
  return { ok: true, line: `${pairs} pairs of seed ${seed}`, details: '' };
}
