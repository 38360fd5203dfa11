#!/usr/bin/env node
// npm run coverage: which lines and branches of the core and of the page's script the tests reach; fails under tests/coverage/thresholds.json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../../toolchains/build.js';
import { root } from '../../toolchains/host.js';
import { mergeProfiles, readCoverage } from './profile.js';
import { judgeRooms, reportRooms } from './rooms.js';
import { countInNode, countInPages } from './scripts.js';

const USAGE = `usage: node tests/coverage/coverage.js [--browser] [--missed ROOM] [--pairs N]
--browser       also what Chromium reaches of js/src in the browser tests: minutes
--missed ROOM   lists each line and branch of it that no test reaches, as core/runtime
--pairs N       random pairs that are played (default 2000)`;

const NATIVE = 'build/coverage';
const PROFILES = path.join(root, NATIVE, 'profiles');
/** The programs whose code is counted. The tests with assertions compile the runtime otherwise: assertions are no branches of the product. */
const PROGRAMS = ['tests/vitrine_core_tests', 'tests/vitrine_compiler_tests', 'tests/vitrine_cli_tests', 'tests/vitrine_pairs', 'vitrine'];

/** @param {string} name @param {string[]} command */
function run(name, [program, ...args]) {
  const begin = Date.now();
  const env = { ...process.env, VITRINE_NATIVE: NATIVE, LLVM_PROFILE_FILE: path.join(PROFILES, `${name}-%4m.profraw`) };
  const done = spawnSync(program, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  const ok = done.status === 0;
  if (!ok) console.log(`${done.stdout}${done.stderr}${done.error?.message ?? ''}`.slice(-4000));
  console.log(`${name.padEnd(16)} ${ok ? 'done' : 'FAILED'} (${seconds} s)`);
  return ok;
}

/** @param {string} folder @param {string} end */
const filesIn = (folder, end) =>
  readdirSync(folder)
    .filter(name => name.endsWith(end))
    .map(name => path.join(folder, name));

/** @param {number} pairs */
function runTests(pairs) {
  const node = process.execPath;
  const tests = PROGRAMS.filter(name => name.endsWith('_tests'));
  const steps = [
    ...tests.map(name => /** @type {const} */ ([path.basename(name), [path.join(root, NATIVE, name)]])),
    /** @type {const} */ (['vectors', [node, 'tests/vectors/run.js', '--command', `${NATIVE}/vitrine replay`]]),
    /** @type {const} */ (['pairs', [node, 'tests/oracle/compare.js', '--pairs', String(pairs)]]),
    /** @type {const} */ (['tool', [node, '--test', ...filesIn(path.join(root, 'tests/cli'), '.test.js')]]),
  ];
  return steps.every(([name, command]) => run(name, [...command]));
}

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean' },
    missed: { type: 'string' },
    pairs: { type: 'string', default: '2000' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(USAGE);
} else if (!buildAll(['coverage'])) {
  process.exitCode = 1;
} else {
  rmSync(PROFILES, { recursive: true, force: true });
  mkdirSync(PROFILES, { recursive: true });
  const ran = runTests(Number(values.pairs));
  const merged = path.join(PROFILES, 'all.profdata');
  mergeProfiles(filesIn(PROFILES, '.profraw'), merged);
  const files = readCoverage(
    merged,
    PROGRAMS.map(name => path.join(root, NATIVE, name)),
  );
  const thresholds = JSON.parse(readFileSync(path.join(root, 'tests/coverage/thresholds.json'), 'utf8'));
  reportRooms(files, values.missed, thresholds);
  const judged = judgeRooms(files, thresholds);
  const inNode = countInNode();
  const inPages = !values.browser || (await countInPages());
  const failed = judged.failed + [ran, inNode, inPages].filter(ok => !ok).length;
  console.log(`${judged.passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
