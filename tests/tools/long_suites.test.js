// Tests of what .ci/run is made of: the long suites alone, and one last line that adds both runs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { root } from '../../toolchains/host.js';
import { suites } from '../suites.js';

/** @param {string[]} args @returns {string[]} levels and names that tests/run.js would run */
function listed(...args) {
  const done = spawnSync(process.execPath, ['tests/run.js', '--list', ...args], { cwd: root, encoding: 'utf8' });
  return done.stdout.split('\n').filter(Boolean);
}

test('the long suites are those of --all that a run without it leaves out', () => {
  const long = listed('--all', '--only-long');
  assert.ok(long.length > 0);
  assert.deepEqual([...listed(), ...long].sort(), listed('--all').sort());
  assert.equal(long.length, suites.filter(({ level }) => level === 'all').length);
});

test('the long suites and a suite by name together are refused', () => {
  const done = spawnSync(process.execPath, ['tests/run.js', '--only-long', '--only', 'size'], { cwd: root, encoding: 'utf8' });
  assert.equal(done.status, 1);
  assert.match(done.stderr, /--only-long and --only exclude each other/);
});

/** @typedef {{ says: string, code: number }} Run */

/**
 * .ci/run in a checkout where npm says what it is told to say.
 * @param {{ setup?: number, test: Run, long: Run }} runs
 */
function ranWith({ setup = 0, test: first, long }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-ci-'));
  const put = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  try {
    for (const name of ['.ci', 'tests', 'toolchains', 'bin']) mkdirSync(path.join(folder, name));
    for (const name of ['.ci/run', 'tests/add_up.js', 'tests/counts.js']) copyFileSync(path.join(root, name), path.join(folder, name));
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    put('toolchains/setup', `echo "$@" >> asked; exit ${setup}`);
    const answer = (/** @type {string} */ asked, /** @type {Run} */ { says, code }) => `'${asked}') printf '${says}'; exit ${code} ;;`;
    put(
      'bin/npm',
      `echo "$@" >> asked; case "$*" in ${answer('run --silent test', first)} ${answer('run --silent test:all -- --only-long', long)} esac; exit 9`,
    );
    const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` };
    const done = spawnSync('bash', [path.join(folder, '.ci/run')], { encoding: 'utf8', env });
    return {
      code: done.status,
      lastLine: done.stdout.trimEnd().split('\n').at(-1),
      output: done.stdout,
      asked: readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const BOTH = ['all', 'run --silent test', 'run --silent test:all -- --only-long'];

/** @type {{ what: string, test: Run, long: Run, lastLine: string, code: number }[]} */
const ends = [
  {
    what: 'both pass',
    test: { says: '12 suites in 3 s\\n40 passed, 0 failed\\n', code: 0 },
    long: { says: '9 suites in 3 s\\n7 passed, 0 failed\\n', code: 0 },
    lastLine: '47 passed, 0 failed',
    code: 0,
  },
  {
    what: 'both skip something',
    test: { says: '40 passed, 0 failed, 2 skipped\\n', code: 0 },
    long: { says: '7 passed, 0 failed, 1 skipped\\n', code: 0 },
    lastLine: '47 passed, 0 failed, 3 skipped',
    code: 0,
  },
  {
    what: 'npm test fails',
    test: { says: '38 passed, 2 failed\\n', code: 1 },
    long: { says: '7 passed, 0 failed\\n', code: 0 },
    lastLine: '45 passed, 2 failed',
    code: 1,
  },
  {
    what: 'a long suite fails',
    test: { says: '40 passed, 0 failed\\n', code: 0 },
    long: { says: '6 passed, 1 failed\\n', code: 1 },
    lastLine: '46 passed, 1 failed',
    code: 1,
  },
  {
    what: 'npm test ends without its last line',
    test: { says: 'setup: no network\\n', code: 1 },
    long: { says: '7 passed, 0 failed\\n', code: 0 },
    lastLine: '7 passed, 1 failed',
    code: 1,
  },
  {
    what: 'the long suites count no failure and exit with 1',
    test: { says: '40 passed, 0 failed\\n', code: 0 },
    long: { says: '7 passed, 0 failed\\n', code: 1 },
    lastLine: '47 passed, 1 failed',
    code: 1,
  },
];
for (const { what, lastLine, code, ...runs } of ends) {
  test(`where ${what}, both have run and the last line is "${lastLine}"`, () => {
    const done = ranWith(runs);
    assert.equal(done.lastLine, lastLine);
    assert.equal(done.code, code);
    assert.deepEqual(done.asked, BOTH);
    for (const { says } of [runs.test, runs.long]) assert.ok(done.output.includes(says.split('\\n')[0]), 'what each says is shown');
  });
}

test('where the set-up fails nothing runs, and the last line is a failure', () => {
  const nothing = { says: '', code: 0 };
  const done = ranWith({ setup: 1, test: nothing, long: nothing });
  assert.deepEqual([done.lastLine, done.code, done.asked], ['0 passed, 1 failed', 1, ['all']]);
});
