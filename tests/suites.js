// Every test suite, in the order in which tests/run.js runs them. This table is the one place to add or change one.

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'test' | 'all'} level   test: in every run; all: only in npm run test:all
 * @property {string[]} [command]     program and arguments, from the repository's root; 'node' is the running Node
 * @property {string | string[]} [nodeTests]   instead of command: the folder or folders whose *.test.js files node:test runs
 * @property {string[]} [without]      with nodeTests: names of files that do not run here, without .test.js
 * @property {number} [concurrency]   with nodeTests: files at once (default: all cores; 1 where a browser measures frames)
 * @property {string[]} [builds]      builds of toolchains/build.js that must stand first; each is made once a run
 * @property {string} [needs]         a file or folder without which the suite cannot run: it then fails
 * @property {boolean} [optional]     where `needs` is missing the suite counts as one skipped instead
 * @property {Record<string, string>} [env]
 * @property {boolean} [beside]     may run beside its neighbour: it looks at no frame and measures nothing
 * @property {number} timeout         seconds until the suite is ended and has failed: what hangs, not what a busy machine makes slow
 */

const product = ['tool', 'modules', 'js'];
/** What asks little of the engine, and would take minutes more in each: VITRINE_ENGINE=firefox node --test tests/browser/NAME.test.js runs it. */
const inOneEngine = ['collectors', 'openfeature', 'react', 'tabs'];

/** @type {Suite[]} */
export const suites = [
  { name: 'layering', level: 'test', beside: true, command: ['node', 'tests/layering/layering.js'], timeout: 30 },
  { name: 'tools', level: 'test', beside: true, nodeTests: 'tests/tools', timeout: 120 },
  { name: 'native', level: 'test', beside: true, builds: ['native'], command: ['ctest', '--preset', 'native', '-V'], timeout: 240 },
  { name: 'wasm', level: 'test', beside: true, builds: ['wasm'], command: ['ctest', '--preset', 'wasm', '-V'], timeout: 240 },
  {
    name: 'vectors',
    beside: true,
    level: 'test',
    builds: [...product, 'pairs'],
    command: ['node', 'tests/vectors/run.js'],
    needs: 'tests/vectors/run.js',
    timeout: 120,
  },
  {
    name: 'oracle',
    beside: true,
    level: 'test',
    builds: ['tool', 'pairs'],
    command: ['node', 'tests/oracle/compare.js', '--pairs', '2000'],
    needs: 'tests/oracle/compare.js',
    timeout: 240,
  },
  {
    name: 'parity: Wasm and JavaScript',
    beside: true,
    level: 'test',
    builds: product,
    command: ['node', 'tests/parity/run.js', '--pairs', '200'],
    needs: 'tests/parity/run.js',
    timeout: 180,
  },
  { name: 'cli', level: 'test', beside: true, builds: ['tool'], nodeTests: 'tests/cli', timeout: 120 },
  { name: 'js', level: 'test', beside: true, builds: product, nodeTests: 'tests/js', timeout: 180 },
  { name: 'page', level: 'test', beside: true, builds: ['modules'], nodeTests: 'tests/page', timeout: 120 },
  { name: 'edge', level: 'test', beside: true, builds: product, nodeTests: 'tests/edge', timeout: 120 },
  { name: 'golden', level: 'test', builds: [...product, 'golden'], nodeTests: 'tests/golden', concurrency: 1, timeout: 300 },
  { name: 'package', level: 'test', builds: product, nodeTests: 'tests/package', concurrency: 1, timeout: 300 },
  { name: 'shop', level: 'test', builds: product, nodeTests: 'tests/shop', concurrency: 1, timeout: 400 },
  { name: 'browser', level: 'test', builds: product, nodeTests: 'tests/browser', concurrency: 1, timeout: 1200 },
  {
    name: 'size',
    level: 'test',
    builds: ['modules', 'js'],
    command: ['node', 'tests/size/size.js'],
    needs: 'wasm/budget.json',
    timeout: 30,
  },

  {
    name: 'page: long',
    level: 'all',
    beside: true,
    builds: ['modules'],
    command: ['node', '--test', '--test-reporter=spec', 'tests/page/random.test.js'],
    env: { VITRINE_PAGES: '11' },
    timeout: 300,
  },
  {
    name: 'shop: 50 journeys',
    level: 'all',
    builds: product,
    command: ['node', '--test', '--test-reporter=spec', 'tests/shop/journeys.test.js'],
    env: { VITRINE_BROWSER_JOURNEYS: '50' },
    timeout: 400,
  },
  { name: 'check', level: 'all', builds: ['native'], command: ['node', 'toolchains/check.js'], timeout: 1500 },
  {
    name: 'wasm, whole',
    level: 'all',
    beside: true,
    builds: ['wasm_whole'],
    command: ['ctest', '--preset', 'wasm_whole', '-V'],
    timeout: 420,
  },
  { name: 'asan', level: 'all', beside: true, builds: ['asan'], command: ['ctest', '--preset', 'asan', '-V'], timeout: 420 },
  { name: 'tsan', level: 'all', beside: true, builds: ['tsan'], command: ['build/tsan/tests/vitrine_thread_tests'], timeout: 120 },
  {
    name: 'oracle, 20,000 pairs',
    beside: true,
    level: 'all',
    builds: ['tool', 'pairs'],
    command: ['node', 'tests/oracle/compare.js', '--pairs', '20000', '--seed', '2'],
    needs: 'tests/oracle/compare.js',
    timeout: 900,
  },
  {
    name: 'parity, 2,000 pairs',
    beside: true,
    level: 'all',
    builds: product,
    command: ['node', 'tests/parity/run.js', '--pairs', '2000', '--seed', '4'],
    needs: 'tests/parity/run.js',
    timeout: 300,
  },
  {
    name: 'coverage',
    level: 'all',
    builds: ['coverage', ...product],
    command: ['node', 'tests/coverage/coverage.js'],
    timeout: 600,
  },
  // The files of 'browser' in two more engines, and what tests/golden and tests/shop do in Chromium.
  {
    name: 'browser: Firefox',
    level: 'all',
    builds: product,
    nodeTests: ['tests/browser', 'tests/browser_engines'],
    without: inOneEngine,
    concurrency: 1,
    env: { VITRINE_ENGINE: 'firefox' },
    timeout: 1500,
  },
  {
    name: 'browser: WebKit',
    level: 'all',
    builds: product,
    nodeTests: ['tests/browser', 'tests/browser_engines'],
    without: inOneEngine,
    concurrency: 1,
    env: { VITRINE_ENGINE: 'webkit' },
    timeout: 1500,
  },
  {
    name: 'fuzz, 10 s each',
    level: 'all',
    builds: ['tool', 'fuzz'],
    command: ['node', 'tests/fuzz/run.js', '--seconds', '10'],
    needs: 'tests/fuzz/run.js',
    timeout: 300,
  },
  {
    name: 'spoiled packs and snapshots',
    level: 'all',
    builds: ['fuzz'],
    command: ['node', 'tests/fuzz/run.js', '--only', 'spoiled', '--whole'],
    needs: 'tests/fuzz/run.js',
    timeout: 900,
  },
  {
    name: 'bench, smoke',
    level: 'all',
    builds: product,
    command: ['node', 'tests/bench/run.js', '--smoke'],
    needs: 'tests/bench/run.js',
    optional: true,
    timeout: 300,
  },
];
