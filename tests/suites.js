// Every test suite, in the order in which tests/run.js runs them. This table is the one place to add or change one.

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'test' | 'all'} level   test: in every run; all: only in npm run test:all
 * @property {string[]} [command]     program and arguments, from the repository's root; 'node' is the running Node
 * @property {string} [nodeTests]     instead of command: a folder whose *.test.js files node:test runs
 * @property {number} [concurrency]   with nodeTests: files at once (default: all cores; 1 where a browser measures frames)
 * @property {string[]} [builds]      builds of toolchains/build.js that must stand first; each is made once a run
 * @property {string} [needs]         a file or folder without which the suite cannot run: it then fails
 * @property {boolean} [optional]     where `needs` is missing the suite counts as one skipped instead
 * @property {Record<string, string>} [env]
 * @property {number} timeout         seconds until the suite is ended and has failed
 */

const product = ['tool', 'modules', 'js'];

/** @type {Suite[]} */
export const suites = [
  { name: 'layering', level: 'test', command: ['node', 'tests/layering/layering.js'], timeout: 30 },
  { name: 'tools', level: 'test', nodeTests: 'tests/tools', timeout: 60 },
  { name: 'native', level: 'test', builds: ['native'], command: ['ctest', '--preset', 'native', '-V'], timeout: 240 },
  { name: 'wasm', level: 'test', builds: ['wasm'], command: ['ctest', '--preset', 'wasm', '-V'], timeout: 240 },
  {
    name: 'vectors',
    level: 'test',
    builds: [...product, 'pairs'],
    command: ['node', 'tests/vectors/run.js'],
    needs: 'tests/vectors/run.js',
    timeout: 120,
  },
  {
    name: 'oracle',
    level: 'test',
    builds: ['tool', 'pairs'],
    command: ['node', 'tests/oracle/compare.js', '--pairs', '2000'],
    needs: 'tests/oracle/compare.js',
    timeout: 240,
  },
  {
    name: 'parity: Wasm and JavaScript',
    level: 'test',
    builds: product,
    command: ['node', 'tests/parity/run.js', '--pairs', '200'],
    needs: 'tests/parity/run.js',
    timeout: 180,
  },
  { name: 'golden', level: 'test', builds: [...product, 'golden'], nodeTests: 'tests/golden', concurrency: 1, timeout: 180 },
  { name: 'cli', level: 'test', builds: ['tool'], nodeTests: 'tests/cli', timeout: 120 },
  { name: 'js', level: 'test', builds: product, nodeTests: 'tests/js', timeout: 180 },
  { name: 'edge', level: 'test', builds: product, nodeTests: 'tests/edge', concurrency: 1, timeout: 180 },
  { name: 'browser', level: 'test', builds: product, nodeTests: 'tests/browser', concurrency: 1, timeout: 300 },
  {
    name: 'size',
    level: 'test',
    builds: ['modules', 'js'],
    command: ['node', 'tests/size/size.js'],
    needs: 'wasm/budget.json',
    timeout: 30,
  },

  { name: 'check', level: 'all', builds: ['native'], command: ['node', 'toolchains/check.js'], timeout: 700 },
  { name: 'asan', level: 'all', builds: ['asan'], command: ['ctest', '--preset', 'asan', '-V'], timeout: 420 },
  {
    name: 'oracle, 20,000 pairs',
    level: 'all',
    builds: ['tool', 'pairs'],
    command: ['node', 'tests/oracle/compare.js', '--pairs', '20000', '--seed', '2'],
    needs: 'tests/oracle/compare.js',
    timeout: 900,
  },
  {
    name: 'parity, 2,000 pairs',
    level: 'all',
    builds: product,
    command: ['node', 'tests/parity/run.js', '--pairs', '2000', '--seed', '4'],
    needs: 'tests/parity/run.js',
    timeout: 300,
  },
  {
    name: 'browser: Firefox',
    level: 'all',
    builds: product,
    nodeTests: 'tests/browser_firefox',
    needs: 'tests/browser_firefox',
    concurrency: 1,
    env: { NODE_OPTIONS: '--experimental-websocket' }, // Node 20 has WebSocket behind this
    timeout: 180,
  },
  {
    name: 'browser: WebKit',
    level: 'all',
    builds: product,
    nodeTests: 'tests/browser_webkit',
    needs: 'tests/browser_webkit',
    concurrency: 1,
    timeout: 180,
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
    timeout: 120,
  },
];
