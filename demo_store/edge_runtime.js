// Starts the shop's worker in workerd, waits until it answers, and ends it again.
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
const kOnlyForNode = ['site/build.js'];

/** @param {string} text */
const quoted = text => JSON.stringify(text);

/**
 * The workerd configuration, in Cap'n Proto text.
 * @param {{ root: string, build: string, site: string, port: number, host: string, bindings: Record<string, string> }} options
 */
function configuration({ root, build, site, port, host, bindings }) {
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
  services = [(name = "store", worker = .store), (name = "site", disk = (path = ${quoted(site)}, writable = false))],
  sockets = [(name = "http", address = ${quoted(`${host}:${port}`)}, http = (), service = "store")]
);
const store :Workerd.Worker = (
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
 * @param {{ root: string, build: string, site: string, port: number, host: string, bindings: Record<string, string> }} options port 0 takes any free one
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
