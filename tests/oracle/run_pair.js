// One pair through the oracle and through a replay command, both as lines of INTERFACES.md section 2.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nativeBuild } from '../../toolchains/host.js';
import { logOf } from './generate.js';
import { readJson } from './json.js';
import { linesOf } from './pair_lines.js';
import { replay } from './replay.js';
import { parseTime } from './time.js';

const TOOL = path.join(nativeBuild, 'vitrine');
/** A command that has not answered after this many milliseconds is ended. */
const TIME_LIMIT = 20000;

/** @typedef {import('./unreadable.js').Unreadable} Unreadable */

/**
 * @typedef {object} Pair
 * @property {string} name
 * @property {any} strategy
 * @property {any[]} [events] lines of one log
 * @property {any[][]} [files] lines of several logs, instead of `events`
 * @property {string | null} [at]
 * @property {string[]} [decide] slots; all when left out
 *
 * @typedef {object} Answer
 * @property {'lines' | 'refused'} kind
 * @property {string} visitors
 * @property {string} transitions
 * @property {string} errors
 * @property {Unreadable} [unreadable] of the summary, its files by their number from 1; left out where nothing says it
 */

/**
 * @param {string | undefined} text a replay command with its first arguments, by spaces; the native tool's when left out
 * @returns {string[]}
 * @throws {Error} when its program is a path where nothing is
 */
export function commandOf(text) {
  const command = text === undefined ? [TOOL, 'replay'] : text.split(' ').filter(Boolean);
  if (command[0].includes('/') && !existsSync(command[0])) {
    throw new Error(`${command[0]} is not there: build it first (npm run build), or name another with --command`);
  }
  return command;
}

/** @param {Pair} pair @returns {string[]} */
export function slotsOf(pair) {
  return pair.decide ?? Object.keys(pair.strategy.slots ?? {});
}

/** @param {Pair} pair @returns {Buffer[]} its log files */
function logsOf(pair) {
  return (pair.files ?? [pair.events ?? []]).map(logOf);
}

/** @param {string[]} lines @returns {string} */
function asText(lines) {
  return lines.map(line => `${line}\n`).join('');
}

/**
 * @param {Pair} pair
 * @param {{snapshots?: boolean}} [options] snapshots: every visitor goes on from its snapshot after every line
 * @returns {Answer}
 */
export function askOracle(pair, { snapshots = false } = {}) {
  const at = pair.at === undefined || pair.at === null ? null : parseTime(pair.at);
  const { visitors, transitions, unreadable } = replay(readJson(JSON.stringify(pair.strategy)), linesOf(pair), {
    at,
    decide: slotsOf(pair),
    snapshots,
  });
  return { kind: 'lines', visitors: asText(visitors), transitions: asText(transitions), errors: '', unreadable };
}

/**
 * @param {Pair} pair
 * @param {string[]} command program and first arguments
 * @param {string} folder to write files in; it is emptied afterwards
 * @returns {Promise<Answer>}
 */
export async function askCommand(pair, command, folder) {
  await mkdir(folder, { recursive: true });
  const names = ['strategy.json', 'visitors.ndjson', 'transitions.ndjson', 'summary.json'];
  const [strategy, visitors, transitions, summary] = names.map(name => path.join(folder, name));
  const logs = logsOf(pair).map((bytes, number) => ({ file: path.join(folder, `events_${number + 1}.ndjson`), bytes }));
  await writeFile(strategy, `${JSON.stringify(pair.strategy, null, 1)}\n`);
  for (const { file, bytes } of logs) await writeFile(file, bytes);
  const slots = slotsOf(pair);
  const options = [
    ...(pair.at ? ['--at', pair.at] : []),
    ...['--visitors', visitors, '--transitions', transitions, '--summary', summary],
    ...(slots.length > 0 ? ['--decide', slots.join(',')] : []),
  ];
  const { status, errors } = await run([...command, strategy, ...logs.map(({ file }) => file), ...options]);
  const read = (/** @type {string} */ file) => readFile(file, 'utf8').catch(() => '');
  const files = logs.map(log => log.file);
  const answer = {
    visitors: await read(visitors),
    transitions: await read(transitions),
    errors,
    unreadable: unreadableIn(await read(summary), files),
  };
  await rm(folder, { recursive: true, force: true });
  if (status === 'not started') throw new Error(`${command[0]} does not start: ${errors}`);
  return status === 0 ? { kind: 'lines', ...answer } : { kind: 'refused', ...answer, errors: `status ${status}\n${errors}` };
}

/** @param {string} summary as a command wrote it @param {string[]} files its logs @returns {Unreadable | undefined} */
function unreadableIn(summary, files) {
  const { unreadable } = JSON.parse(summary || '{}');
  if (unreadable === undefined) return undefined;
  const numbered = (/** @type {string} */ place) => {
    const number = files.findIndex(file => place.startsWith(`${file}:`));
    return number < 0 ? place : `${number + 1}${place.slice(files[number].length)}`;
  };
  return { count: unreadable.count, first: unreadable.first.map(numbered) };
}

/** @param {string[]} command @returns {Promise<{status: number | string, errors: string}>} */
function run([program, ...args]) {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: TIME_LIMIT });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', text => {
      errors += text;
    });
    child.on('error', error => resolve({ status: 'not started', errors: error.message }));
    child.on('close', (code, signal) => resolve({ status: code ?? signal ?? 'lost', errors }));
  });
}

/**
 * @param {Answer} expected
 * @param {Answer} actual
 * @returns {string} what differs: `refused CODE`, `lines`, `unreadable`, or nothing
 */
export function differenceOf(expected, actual) {
  if (actual.kind === 'refused') return `refused ${/error ([\w-]+)/.exec(actual.errors)?.[1] ?? actual.errors.split('\n')[0]}`;
  if (actual.visitors !== expected.visitors || actual.transitions !== expected.transitions) return 'lines';
  return placesOf(expected) === placesOf(actual) || actual.unreadable === undefined ? '' : 'unreadable';
}

/** @param {Answer} answer @returns {string} how many fields were unreadable and where the first stood; in which order within one line, the text leaves open */
function placesOf({ unreadable }) {
  const { count = 0, first = [] } = unreadable ?? {};
  return JSON.stringify([count, ...first.map(place => place.split(' ')[0])]);
}

/** @param {Answer} expected @param {Answer} actual @returns {string} the first lines that differ, for people */
export function showDifference(expected, actual) {
  if (actual.kind === 'refused') return actual.errors;
  const shown = [];
  if (actual.unreadable !== undefined && expected.unreadable && JSON.stringify(expected.unreadable) !== JSON.stringify(actual.unreadable)) {
    shown.push('unreadable', `  oracle:  ${JSON.stringify(expected.unreadable)}`, `  command: ${JSON.stringify(actual.unreadable)}`);
  }
  for (const part of /** @type {const} */ (['transitions', 'visitors'])) {
    const [wanted, got] = [expected[part].split('\n'), actual[part].split('\n')];
    const at = wanted.findIndex((line, number) => line !== got[number]);
    if (expected[part] !== actual[part]) {
      const number = at < 0 ? wanted.length : at;
      shown.push(`${part}, line ${number + 1}`, `  oracle:  ${wanted[number] ?? '(none)'}`, `  command: ${got[number] ?? '(none)'}`);
    }
  }
  return shown.join('\n');
}
