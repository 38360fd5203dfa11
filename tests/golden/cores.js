// The cores that play: how each build is started on the recording, from Node.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { play } from './play.js';
import { RECORDING } from './recording.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const WASM = path.join(root, 'js/dist/vitrine.wasm');
const JAVASCRIPT = path.join(root, 'js/dist/vitrine-core.js');

/** @returns {() => any} instances of the module in this process's V8 */
export function wasmInstances() {
  const module = new WebAssembly.Module(readFileSync(WASM));
  return () => new WebAssembly.Instance(module).exports;
}

export const inNative = () => execFileSync(path.join(root, 'build/native/vitrine_golden'), [RECORDING], { encoding: 'utf8' }).trim();
export const inWasm = () => play(wasmInstances(), new Uint8Array(readFileSync(RECORDING)));
export const inJavaScript = async () =>
  play((await import(pathToFileURL(JAVASCRIPT).href)).default, new Uint8Array(readFileSync(RECORDING)));

const PAGE = `<!doctype html><meta charset="utf-8"><title>golden</title><script type="module">
import { play } from '/play.js';
const recording = new Uint8Array(await (await fetch('/recording.bin')).arrayBuffer());
const module = await WebAssembly.compile(await (await fetch('/vitrine.wasm')).arrayBuffer());
const javascript = (await import('/vitrine-core.js')).default;
globalThis.golden = play(() => new WebAssembly.Instance(module).exports, recording) + ' ' + play(javascript, recording);
</script>`;
/** @type {Record<string, [string, () => string | Buffer]>} */
const FILES = {
  '/': ['text/html', () => PAGE],
  '/play.js': ['text/javascript', () => readFileSync(new URL('play.js', import.meta.url))],
  '/recording.bin': ['application/octet-stream', () => readFileSync(RECORDING)],
  '/vitrine.wasm': ['application/wasm', () => readFileSync(WASM)],
  '/vitrine-core.js': ['text/javascript', () => readFileSync(JAVASCRIPT)],
};

/** A page that plays the recording in whatever browser opens it: \`globalThis.golden\` is both hashes, Wasm's and JavaScript's, when it is done. */
export async function servePage() {
  const server = createServer((request, response) => {
    const [type, content] = FILES[request.url ?? ''] ?? ['text/plain', () => ''];
    response.writeHead(200, { 'Content-Type': type }).end(content());
  });
  await new Promise(done => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

/**
 * @param {(expression: string) => Promise<any>} evaluate in the page
 * @returns {Promise<string>} what it played
 */
export async function playedIn(evaluate) {
  for (let tries = 0; tries < 1200; tries += 1) {
    const golden = await evaluate("globalThis.golden ?? ''");
    if (golden) return golden;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error('the page did not play the recording to its end within a minute');
}
