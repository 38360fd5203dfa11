// What the tests reach of js/src: by c8 in Node, and by Chromium's own counting in pages.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../toolchains/host.js';

/** Rooms that need no page. */
const IN_NODE = ['host', 'consent', 'persist'];
const src = path.join(root, 'js/src');
const work = path.join(root, 'build/coverage/scripts');

// c8's own reader of V8's counts, and the sums of istanbul that it writes.
const fromC8 = createRequire(createRequire(import.meta.url).resolve('c8'));

/** @typedef {{ total: number, covered: number }} Part */

/** @param {string} file @returns {string} js/src/host/core.js is in js/src/host */
const roomOf = file => path.dirname(path.relative(root, file));

/** @param {string} title @param {Map<string, { lines: Part, branches: Part }>} rooms */
function print(title, rooms) {
  const percent = (/** @type {Part} */ { total, covered }) => (total === 0 ? 100 : (100 * covered) / total).toFixed(2).padStart(10);
  console.log(`\n${title.padEnd(24)}${'lines'.padStart(10)}${'branches'.padStart(10)}`);
  for (const [room, { lines, branches }] of [...rooms].sort()) console.log(room.padEnd(24) + percent(lines) + percent(branches));
}

/** @param {Iterable<[string, { lines: Part, branches: Part }]>} files */
function byRoom(files) {
  const rooms = new Map();
  for (const [file, found] of files) {
    const sum = rooms.get(roomOf(file)) ?? { lines: { total: 0, covered: 0 }, branches: { total: 0, covered: 0 } };
    for (const what of /** @type {const} */ (['lines', 'branches'])) {
      sum[what].total += found[what].total;
      sum[what].covered += found[what].covered;
    }
    rooms.set(roomOf(file), sum);
  }
  return rooms;
}

/** tests/js in Node, over the rooms that need no page. @returns {boolean} */
export function countInNode() {
  rmSync(work, { recursive: true, force: true });
  const c8 = path.join(root, 'node_modules/c8/bin/c8.js');
  const only = IN_NODE.flatMap(room => ['--include', `js/src/${room}/**`]);
  const files = readdirSync(path.join(root, 'tests/js'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.test.js'));
  const tests = files.map(name => path.join('tests/js', name));
  const args = [c8, '--all', ...only, '--reporter', 'json-summary', '--reports-dir', work, process.execPath, '--test', ...tests];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) {
    console.log(`${done.stdout}${done.stderr}`.slice(-4000));
    return false;
  }
  const { total, ...found } = JSON.parse(readFileSync(path.join(work, 'coverage-summary.json'), 'utf8'));
  print('tests/js in Node', byRoom(Object.entries(found)));
  return true;
}

/** What Chromium counted while the browser tests ran: a figure, no threshold. @returns {Promise<boolean>} */
export async function countInPages() {
  const counted = path.join(work, 'pages');
  rmSync(counted, { recursive: true, force: true });
  mkdirSync(counted, { recursive: true });
  const names = readdirSync(path.join(root, 'tests/browser')).filter(name => name.endsWith('.test.js'));
  const args = ['--test', '--test-concurrency=1', ...names.map(name => path.join('tests/browser', name))];
  const env = { ...process.env, VITRINE_SCRIPT_COVERAGE: counted };
  const done = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) console.log(`${done.stdout}${done.stderr}`.slice(-4000));

  const toIstanbul = fromC8('v8-to-istanbul');
  const { createCoverageMap } = fromC8('istanbul-lib-coverage');
  const script = path.join(root, 'js/dist/vitrine.js');
  const sourcemap = JSON.parse(readFileSync(`${script}.map`, 'utf8'));
  const all = createCoverageMap({});
  for (const name of readdirSync(counted)) {
    for (const { functions, source } of JSON.parse(readFileSync(path.join(counted, name), 'utf8'))) {
      const reader = toIstanbul(script, 0, { source, sourceMap: { sourcemap } });
      await reader.load();
      reader.applyCoverage(functions);
      all.merge(reader.toIstanbul());
    }
  }
  const ours = all.files().filter((/** @type {string} */ file) => file.startsWith(src));
  print('tests/browser, Chromium', byRoom(ours.map((/** @type {string} */ file) => [file, all.fileCoverageFor(file).toSummary()])));
  return done.status === 0;
}
