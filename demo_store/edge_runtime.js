// Starts the shop's two workers in workerd, its own and the one of the edge in front of it, waits until they answer, and ends them again.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { writeIfChanged } from './site/build.js';

const kStartTimeoutMs = 15_000;
const kStopTimeoutMs = 3_000;
/** The modules that the worker may import: its own, the data, the templates, and the one that it shares with the pages. */
const kModuleFolders = ['worker', 'catalog', 'site'];
const kModules = ['worker.js', 'assets/shop_cookies.js'];
/** Those of the worker in front of it. */
const kEdgeModules = ['edge.js', 'assets/shop_cookies.js', 'worker/mode.js'];
const kOnlyForNode = ['site/build.js'];

/** @param {string} text */
const quoted = text => JSON.stringify(text);

/**
 * @typedef {object} Options
 * @property {string} root folder of the workers
 * @property {string} build folder of the configuration
 * @property {string} site folder of the pages
 * @property {number} port 0 takes any free one
 * @property {string} host
 * @property {Record<string, string>} bindings texts of the shop's worker
 * @property {{ dist: string, pack: string, key: string } | null} edge folder of Vitrine's files, the pack for the edge, and the secret; null: the shop alone
 */

/** The worker of the edge. @param {Options} options */
function edgeService({ root, build, edge }) {
  if (!edge) return '';
  const at = (/** @type {string} */ file) => quoted(relative(build, file));
  const own = kEdgeModules.map(name => `(name = ${quoted(name)}, esModule = embed ${at(join(root, name))})`);
  return `const edge :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [
    ${own.join(',\n    ')},
    (name = "vitrine/edge", esModule = embed ${at(join(edge.dist, 'edge.js'))}),
    (name = "vitrine/vitrine-edge.wasm", wasm = embed ${at(join(edge.dist, 'vitrine-edge.wasm'))})
  ],
  bindings = [
    (name = "ORIGIN", service = "store"),
    (name = "PACK", data = embed ${at(edge.pack)}),
    (name = "VITRINE_KEY", text = ${quoted(edge.key)})
  ]
);
`;
}

/** The workerd configuration, in Cap'n Proto text. @param {Options} options */
function configuration(options) {
  const { root, build, site, port, host, bindings, edge } = options;
  const modules = [
    ...kModules,
    ...kModuleFolders.flatMap(folder =>
      readdirSync(join(root, folder))
        .filter(name => name.endsWith('.js'))
        .map(name => `${folder}/${name}`),
    ),
  ];
  const module = (/** @type {string} */ name) => `(name = ${quoted(name)}, esModule = embed ${quoted(relative(build, join(root, name)))})`;
  const texts = Object.entries(bindings).map(([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`);
  return `# Written by serve.js.
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${edge ? '(name = "edge", worker = .edge), ' : ''}(name = "store", worker = .store), (name = "site", disk = (path = ${quoted(site)}, writable = false))],
  sockets = [(name = "http", address = ${quoted(`${host}:${port}`)}, http = (), service = ${edge ? '"edge"' : '"store"'})]
);
${edgeService(options)}const store :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [
    ${modules
      .filter(name => !kOnlyForNode.includes(name))
      .map(module)
      .join(',\n    ')}
  ],
  bindings = [(name = "SITE", service = "site"), ${texts.join(', ')}]
);
`;
}

/** Whether something else listens there. @param {number} port @param {string} host @returns {Promise<boolean>} */
const isTaken = (port, host) =>
  new Promise(resolve => {
    const probe = createServer();
    probe.once('error', error => resolve(/** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE'));
    probe.listen(port, host === '*' ? undefined : host, () => probe.close(() => resolve(false)));
  });

/** Waits for workerd's own word that it listens. @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} the port */
function listening(child) {
  const control = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  /** @type {Promise<number>} */
  const heard = new Promise((resolve, reject) => {
    let text = '';
    control.setEncoding('utf8').on('data', chunk => {
      text += chunk;
      const port = /"event":"listen".*"port":(\d+)\D/.exec(text)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', status => reject(new Error(`workerd ended with status ${status} before it listened`)));
    child.once('error', reject);
    setTimeout(() => reject(new Error(`workerd did not listen within ${kStartTimeoutMs / 1000} s`)), kStartTimeoutMs).unref();
  });
  return heard;
}

/** Ends the child and waits until it is gone. @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), kStopTimeoutMs);
  await gone;
  clearTimeout(timer);
}

/**
 * Starts workerd.
 * @param {Options} options
 * @returns {Promise<{ port: number, ended: Promise<number | null>, stop(): Promise<void> }>}
 */
export async function startEdge(options) {
  const { port, host, build } = options;
  if (port !== 0 && (await isTaken(port, host)))
    throw new Error(`Port ${port} is taken by another program. End that one, or choose another port, for example PORT=${port + 10}.`);
  const config = join(build, `store-${port || process.pid}.capnp`);
  writeIfChanged(config, configuration(options));
  const binary = /** @type {string} */ (createRequire(import.meta.url)('workerd').default);
  const child = spawn(binary, ['serve', config, '--control-fd=3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  const ended = new Promise(resolve => child.once('exit', status => resolve(status)));
  ended.then(() => process.off('exit', onExit));
  try {
    const bound = await listening(child);
    const answer = await fetch(`http://127.0.0.1:${bound}/`, { signal: AbortSignal.timeout(kStartTimeoutMs) });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`the home page answered ${answer.status}`);
    return { port: bound, ended: /** @type {Promise<number | null>} */ (ended), stop: () => end(child) };
  } catch (error) {
    await end(child);
    throw new Error(`The edge worker did not start: ${/** @type {Error} */ (error).message}. The configuration is ${config}.`);
  }
}
