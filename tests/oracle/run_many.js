// Many pairs through one process of `vitrine_pairs` (native/pairs.cpp), which knows purposes, snapshots and changes of strategy.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { nativeBuild } from '../../toolchains/host.js';
import { logOf } from './generate.js';
import { isChangeLine, isPurposesLine, linesOf } from './pair_lines.js';
import { PURPOSES } from './purposes.js';
import { slotsOf } from './run_pair.js';
import { parseTime } from './time.js';

/** @typedef {import('./run_pair.js').Pair} Pair */
/** @typedef {import('./run_pair.js').Answer} Answer */

const PROGRAM = path.join(nativeBuild, 'tests/vitrine_pairs');
/** A process that has not answered after this many milliseconds is ended. */
const TIME_LIMIT = 60000;

/** @throws {Error} when the program is not there */
export function checkProgram() {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: build it first (node toolchains/build.js pairs)`);
}

/** @param {string[]} purposes @returns {number} as the core's bits */
export function bitsOf(purposes) {
  return purposes.reduce((bits, purpose) => bits | (1 << PURPOSES.indexOf(purpose)), 0);
}

/** @param {string} kind @param {string | Buffer} content @returns {Buffer} one record of the program's input */
function record(kind, content) {
  const bytes = Buffer.from(/** @type {string} */ (content));
  return Buffer.concat([Buffer.from(`${kind} ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** @param {any} line as it was read @returns {any} as it could have been written: no list of items is not an empty one */
function writtenAgain(line) {
  if (isChangeLine(line) || isPurposesLine(line)) return line;
  const { visitor, time, event, fields, items, hasNoItems } = line;
  return { visitor, time, event, fields, ...((items.length > 0 || hasNoItems) && { items }) };
}

/** @param {Pair} pair @returns {Buffer[]} records of what happens, in order; of several logs only lines that are not broken */
function momentsOf(pair) {
  const written = pair.files ? linesOf(pair).map(writtenAgain) : (pair.events ?? []);
  return written.map(line => {
    if (isChangeLine(line)) return record('change', JSON.stringify(line.change));
    if (!isPurposesLine(line)) return record('line', logOf([line]).subarray(0, -1));
    const { visitor, time, purposes } = line;
    return record('purposes', `${parseTime(time)} ${bitsOf(purposes)} ${visitor}`);
  });
}

/** @param {Pair} pair @returns {Buffer} */
function recordsOf(pair) {
  return Buffer.concat([
    record('strategy', JSON.stringify(pair.strategy)),
    record('decide', slotsOf(pair).join(',')),
    ...(pair.at ? [record('at', String(parseTime(pair.at)))] : []),
    ...momentsOf(pair),
    record('end', ''),
  ]);
}

/**
 * @param {Pair[]} pairs
 * @param {{snapshots?: boolean}} [options] snapshots: every visitor goes on from its snapshot after every event
 * @returns {Promise<Answer[]>} one a pair
 */
export async function askMany(pairs, { snapshots = false } = {}) {
  const { text, errors } = await run(Buffer.concat(pairs.map(recordsOf)), snapshots ? ['--snapshots'] : []);
  const answers = readAnswers(text);
  return pairs.map((_, index) => answers[index] ?? { kind: 'refused', visitors: '', transitions: '', errors: `error lost: ${errors}` });
}

/** @param {Buffer} input @param {string[]} args @returns {Promise<{text: string, errors: string}>} */
function run(input, args) {
  return new Promise(resolve => {
    const child = spawn(PROGRAM, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: TIME_LIMIT });
    /** @type {Buffer[]} */
    const parts = [];
    let errors = '';
    child.stdout.on('data', part => parts.push(part));
    child.stderr.setEncoding('utf8').on('data', part => {
      errors += part;
    });
    child.stdin.on('error', () => {}); // it has ended before it read all: its answers are missing
    child.on('close', (code, signal) => resolve({ text: Buffer.concat(parts).toString('utf8'), errors: `${errors}${signal ?? code}` }));
    child.stdin.end(input);
  });
}

/** @param {string} text @returns {Answer[]} */
function readAnswers(text) {
  /** @type {Answer[]} */
  const answers = [];
  let part = 'transitions';
  let answer = { visitors: '', transitions: '', refused: '' };
  for (const line of text.split('\n')) {
    if (line === 'end') {
      const { visitors, transitions, refused } = answer;
      answers.push({ kind: refused === '' ? 'lines' : 'refused', visitors, transitions, errors: refused });
      answer = { visitors: '', transitions: '', refused: '' };
      part = 'transitions';
    } else if (['visitors', 'transitions', 'refused'].includes(line)) part = line;
    else answer[/** @type {keyof typeof answer} */ (part)] += `${line}\n`;
  }
  return answers;
}
