// What the browser is given: each contestant as a small module, compressed as a shop would send it, and pages that time their first events.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import * as esbuild from 'esbuild';
import { root } from '../../toolchains/host.js';
import { MODULES } from './prepare.js';

/** @typedef {import('./stream.js').Stream} Stream */
/** @typedef {{ type: string, body: Buffer }} File */

const TYPES = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', html: 'text/html' };
export const FIRST_EVENTS = 20;
export const COLD = ['core', 'incremental', 'closures', 'json_logic', 'growthbook'];

/** @param {string} entry @returns {Promise<Buffer>} */
async function bundle(entry) {
  const done = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    nodePaths: [path.join(root, 'node_modules')],
    // Nothing of a page stands in for a module of Node.
    external: ['node:*'],
    logLevel: 'error',
  });
  return Buffer.from(done.outputFiles[0].contents);
}

/**
 * A page that is loaded and idle, and then does what `go` says: the start of a browser's process is none of a contestant's doing.
 * @param {string} title
 * @param {string} go
 */
const pageOf = (title, go) => `<!doctype html><title>${title}</title><link rel="icon" href="data:,"><script>
const fetchAhead = url => document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', crossOrigin: '', href: url }));
async function go() { ${go} }
</script>`;

/** @param {string} name of the contestant @param {Stream} stream */
function coldPage(name, { lines, prepared }) {
  const start =
    name === 'core'
      ? 'const { members, at } = await one.first(LINES);'
      : 'const at = {}, it = one.make(), out = new Uint16Array(8192); it.reset(); it.run(PREPARED, 0, PREPARED.length); const members = [...out.subarray(0, it.members(out))];';
  return pageOf(
    name,
    `const LINES = ${JSON.stringify(lines.slice(0, FIRST_EVENTS))}, PREPARED = ${JSON.stringify(prepared.slice(0, FIRST_EVENTS))};
  const begin = performance.now();
  ${name === 'core' ? `fetchAhead('/vitrine.wasm'); fetchAhead('/s.pack');` : ''}
  const one = await import('/${name}.js');
  ${start}
  return { ms: performance.now() - begin, members, begin, at };`,
  );
}

/** @param {Stream} stream */
const decisionPage = ({ lines }) =>
  pageOf(
    'decision',
    `const one = await import('/core.js'); return { ...(await one.decision(${JSON.stringify(lines.slice(0, 1))})), members: [], begin: 0 };`,
  );

/** @param {import('./prepare.js').Prepared} made @param {Stream} stream @returns {Promise<Record<string, Buffer>>} by path */
async function filesOf({ folder, encoded }, stream) {
  const { lines, prepared, starts } = stream;
  const here = path.join(root, 'tests/bench');
  const modules = await Promise.all(Object.keys(MODULES).map(async name => [`/${name}.js`, await bundle(path.join(folder, `${name}.js`))]));
  return {
    ...Object.fromEntries(modules),
    '/hot.js': await bundle(path.join(here, 'page_hot.js')),
    '/core.js': await bundle(path.join(here, 'page_core.js')),
    '/vitrine.wasm': readFileSync(path.join(root, 'js/dist/vitrine.wasm')),
    '/s.pack': readFileSync(path.join(folder, 's.pack')),
    '/events': Buffer.from(encoded.bytes),
    '/stream.json': Buffer.from(JSON.stringify({ lines, prepared, starts, at: [...encoded.at], length: [...encoded.length] })),
    '/hot.html': Buffer.from('<!doctype html><title>hot</title><script type="module" src="/hot.js"></script>'),
    '/decision.html': Buffer.from(decisionPage(stream)),
    ...Object.fromEntries(COLD.map(name => [`/cold_${name}.html`, Buffer.from(coldPage(name, stream))])),
  };
}

/** What each contestant's page loads besides itself, compressed. @param {Record<string, Buffer>} files @returns {Record<string, number>} bytes */
function sizesOf(files) {
  const size = (/** @type {string[]} */ names) => names.reduce((sum, name) => sum + compressed(files[name]).length, 0);
  return Object.fromEntries(COLD.map(name => [name, size(name === 'core' ? ['/core.js', '/vitrine.wasm', '/s.pack'] : [`/${name}.js`])]));
}

/** @param {Record<string, Buffer>} files @returns {Record<string, number>} of the one-file scripts, by their pages' names */
const scriptSizes = files =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.endsWith('_script.js'))
      .map(([name, bytes]) => [name.slice(1, -'_script.js'.length), compressed(bytes).length]),
  );

/** @param {Buffer} bytes */
const compressed = (bytes, quality = 11) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

/**
 * @param {import('./prepare.js').Prepared} made
 * @param {Stream} stream
 * @param {Record<string, Buffer>} more files by path
 * @returns {Promise<{ origin: string, sizes: Record<string, number>, close: () => void }>}
 */
export async function servePages(made, stream, more) {
  const files = { ...(await filesOf(made, stream)), ...more };
  /** @type {Map<string, File>} */
  const ready = new Map();
  for (const [name, bytes] of Object.entries(files)) {
    const type = TYPES[/** @type {keyof typeof TYPES} */ (name.split('.')[1])] ?? 'application/octet-stream';
    ready.set(name, { type, body: compressed(bytes, bytes.length > 1e6 ? 3 : 11) });
  }
  const server = createServer((request, response) => {
    const file = ready.get(request.url ?? '');
    if (!file) return void response.writeHead(404).end();
    // Isolated, a page may read its clock to 5 microseconds.
    response.writeHead(200, {
      'content-type': file.type,
      'content-encoding': 'br',
      'content-length': file.body.length,
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(file.body);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, sizes: { ...sizesOf(files), ...scriptSizes(more) }, close: () => server.close() };
}
