#!/usr/bin/env node
// Runs every vector of this folder through the oracle and through a replay command, the native tool unless another is named; what no log
// can say, purposes, goes through the native core beside it.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCapabilities } from '../oracle/generate/capabilities.js';
import { isLog } from '../oracle/pair_lines.js';
import { askMany, checkProgram } from '../oracle/run_many.js';
import { askCommand, askOracle, commandOf, differenceOf, showDifference } from '../oracle/run_pair.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const USAGE =
  'usage: node tests/vectors/run.js [--oracle | --command "build/native/vitrine replay"] [--enable ready|all|CAPABILITY,...] [--only FILE,...]';

/** @typedef {import('../oracle/run_pair.js').Answer} Answer */

/**
 * @typedef {object} Vector
 * @property {string} name
 * @property {string} sentence of the strategy's page, that it holds
 * @property {string[]} [needs] capabilities that the product may not have yet
 * @property {any} strategy
 * @property {any[]} [events] lines of a log; those with `purposes` instead of `event` say what is granted from then on
 * @property {any[][]} [files]
 * @property {string | null} at
 * @property {string[]} [decide]
 * @property {any[]} visitors lines
 * @property {any[]} transitions lines
 * @property {import('../oracle/unreadable.js').Unreadable} [unreadable] of the summary, files by their number from 1
 */

/** @param {Vector} vector @returns {Answer} */
function expectationOf(vector) {
  const text = (/** @type {any[]} */ lines) => lines.map(line => `${JSON.stringify(line)}\n`).join('');
  const { visitors, transitions, unreadable } = vector;
  return { kind: 'lines', visitors: text(visitors), transitions: text(transitions), errors: '', unreadable };
}

/** @param {Answer} expected @param {Answer} answer @returns {boolean} a vector that says nothing of what is unreadable asks nothing of it */
function isAsExpected(expected, answer) {
  if (expected.unreadable === undefined) return differenceOf({ ...expected, unreadable: answer.unreadable }, answer) === '';
  return differenceOf(expected, answer) === '' && JSON.stringify(answer.unreadable) === JSON.stringify(expected.unreadable);
}

/** @param {string[]} names of files without their ending, none for all @returns {{file: string, vector: Vector}[]} */
function readVectors(names) {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json'));
  return files
    .sort()
    .filter(file => names.length === 0 || names.includes(file.replace(/\.json$/, '')))
    .flatMap(file => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')).map((/** @type {Vector} */ vector) => ({ file, vector })));
}

/** @param {Vector} vector @param {string[]} command @param {string} folder @returns {Promise<Answer>} */
async function askCore(vector, command, folder) {
  if (isLog(vector)) return askCommand(vector, command, folder);
  checkProgram();
  return (await askMany([vector]))[0];
}

/** @param {string[]} args @returns {Promise<number>} exit status */
async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      oracle: { type: 'boolean', default: false },
      command: { type: 'string' },
      enable: { type: 'string' },
      only: { type: 'string', default: '' },
    },
  });
  const enabled = readCapabilities(values.enable ?? (values.oracle ? 'all' : 'ready'));
  const command = values.oracle ? null : commandOf(values.command);
  const vectors = readVectors(values.only.split(',').filter(Boolean)).filter(({ vector }) =>
    (vector.needs ?? []).every(need => enabled.has(need)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-vectors-'));
  let failed = 0;
  for (const { file, vector } of vectors) {
    const expected = expectationOf(vector);
    const answers = [{ from: 'oracle', answer: askOracle(vector) }];
    if (command) answers.push({ from: 'command', answer: await askCore(vector, command, join(folder, 'one')) });
    const wrong = answers.filter(({ answer }) => !isAsExpected(expected, answer));
    if (wrong.length > 0) failed += 1;
    for (const { from, answer } of wrong) {
      const shown = showDifference(expected, answer).replaceAll('oracle: ', 'vector: ').replaceAll('command:', 'answer: ');
      console.log(`${file}: ${vector.name}\n  "${vector.sentence}"\n  ${from}: ${shown.replaceAll('\n', '\n  ')}`);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(`${vectors.length - failed} passed, ${failed} failed`);
  return failed === 0 && vectors.length > 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  status => {
    process.exitCode = status;
  },
  error => {
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  },
);
