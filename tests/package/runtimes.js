// Where the installed package runs: Node, Deno, workerd, and an application bundled for the browser.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { askWorkerd } from '../golden/workerd.js';
import { mustRun } from './packed.js';

const require = createRequire(import.meta.url);

/** A program for each runtime that reads its files: says what the module is, then what use() says of the Wasm core and of the JavaScript core. */
const PROGRAM = `import { readFileSync } from 'node:fs';
import { createEngine } from 'vitrine/engine';
import module from 'vitrine/module';
import { use } from './use.js';
const pack = readFileSync('shop.pack');
console.log(String(module));
console.log(use(await createEngine({ module, pack })));
console.log(use(await createEngine({ pack })));
`;

const WORKER = `import { createEngine } from 'vitrine/engine';
import module from 'vitrine/module';
import pack from './shop.pack';
import { use } from './use.js';
export default {
  async fetch() {
    return new Response(String(module) + '\\n' + use(await createEngine({ module, pack })) + '\\n' + use(await createEngine({ pack })));
  },
};
`;

/** @param {string} folder the project's @param {string} name @param {string} text */
function put(folder, name, text) {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
}

/** Deno's own program: npm's package of it has one for each platform beside it. */
export function denoProgram() {
  const platform = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`;
  const folder = path.dirname(require.resolve(`@deno/${platform}/package.json`));
  const program = ['deno', 'deno.exe'].map(name => path.join(folder, name)).find(existsSync);
  if (!program) throw new Error(`${folder} holds no deno. Run: npm ci`);
  return program;
}

/** @param {string} folder */
export const inNode = folder => mustRun(process.execPath, [put(folder, 'program.js', PROGRAM)], { cwd: folder }).trim();

/** Nothing is fetched, and nothing may be read but the project. @param {string} folder */
export const inDeno = folder =>
  mustRun(
    denoProgram(),
    ['run', '--no-remote', '--cached-only', '--node-modules-dir=manual', '--allow-read=.', put(folder, 'program.js', PROGRAM)],
    {
      cwd: folder,
      env: { ...process.env, DENO_DIR: path.join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
    },
  ).trim();

/**
 * Bundled as the makers of workers do it: under workerd's conditions, with Wasm and data as modules beside the script.
 * @param {string} folder
 */
export async function inWorkerd(folder) {
  await esbuild.build({
    entryPoints: [put(folder, 'worker.js', WORKER)],
    outdir: path.join(folder, 'worker'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy', '.pack': 'copy' },
    assetNames: '[name]',
    logLevel: 'silent',
  });
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "shop", worker = .shop)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "shop")]
);
const shop :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "vitrine.wasm", wasm = embed "vitrine.wasm"),
    (name = "shop.pack", data = embed "shop.pack")
  ]
);
`;
  return askWorkerd(put(path.join(folder, 'worker'), 'workerd.capnp', config));
}

/**
 * An application for the browser.
 * @param {string} folder
 * @param {string} code
 * @param {esbuild.BuildOptions} [options]
 * @returns {Promise<Map<string, Buffer>>} the files that it is made of, by name
 */
export async function bundled(folder, code, options) {
  const built = await esbuild.build({
    stdin: { contents: code, resolveDir: folder, sourcefile: 'app.js' },
    outdir: path.join(folder, 'app'),
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    loader: { '.wasm': 'file' },
    assetNames: '[name]',
    entryNames: 'app',
    logLevel: 'silent',
    ...options,
  });
  return new Map((built.outputFiles ?? []).map(({ path: file, contents }) => [path.basename(file), Buffer.from(contents)]));
}
