// The recording played inside workerd, where Wasm comes as a module and no bytes may be compiled.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOLDER } from './recording.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const START_SECONDS = 60;

const WORKER = `import { play } from './play.js';
import module from './vitrine.wasm';
import javascript from './vitrine-core.js';
import recording from './recording.bin';
export default {
  fetch() {
    const bytes = new Uint8Array(recording);
    return new Response(play(() => new WebAssembly.Instance(module).exports, bytes) + ' ' + play(javascript, bytes));
  },
};
`;

/** @param {string} file */
const embedded = file => JSON.stringify(path.relative(FOLDER, path.join(root, file)));

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "golden", worker = .golden)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "golden")]
);
const golden :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "play.js", esModule = embed ${embedded('tests/golden/play.js')}),
    (name = "vitrine-core.js", esModule = embed ${embedded('js/dist/vitrine-core.js')}),
    (name = "vitrine.wasm", wasm = embed ${embedded('js/dist/vitrine.wasm')}),
    (name = "recording.bin", data = embed "recording.bin")
  ]
);
`;

/**
 * Starts workerd, asks it once and ends it.
 * @param {string} config a file, with one socket at port 0
 * @returns {Promise<string>} what it answered
 */
export async function askWorkerd(config) {
  const binary = /** @type {string} */ (createRequire(import.meta.url)('workerd').default);
  const child = spawn(binary, ['serve', config, '--control-fd=3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  try {
    const port = await new Promise((done, failed) => {
      let said = '';
      /** @type {import('node:stream').Readable} */ (child.stdio[3]).setEncoding('utf8').on('data', text => {
        said += text;
        const found = /"event":"listen".*"port":(\d+)\D/.exec(said)?.[1];
        if (found) done(found);
      });
      child.once('exit', status => failed(new Error(`workerd ended with status ${status} before it listened`)));
      setTimeout(() => failed(new Error(`workerd did not listen within ${START_SECONDS} s`)), START_SECONDS * 1000).unref();
    });
    return await (await fetch(`http://127.0.0.1:${port}/`)).text();
  } finally {
    child.kill('SIGKILL');
  }
}

/** @returns {Promise<string>} both hashes, Wasm's and JavaScript's */
export function inWorkerd() {
  writeFileSync(path.join(FOLDER, 'worker.js'), WORKER);
  writeFileSync(path.join(FOLDER, 'workerd.capnp'), CONFIG);
  return askWorkerd(path.join(FOLDER, 'workerd.capnp'));
}
