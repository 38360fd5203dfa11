// Makes what a run needs of one strategy: the pack, the events as bytes, and the JavaScript contestants as modules, all below build/bench.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../toolchains/host.js';
import { closuresModule, growthbookModule, incrementalModule, jsonLogicModule } from './contestants.js';
import { encodeAll } from './core_contestants.js';
import { randomSegments, strategyOf } from './segments.js';
import { featuresOf } from './shop.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {import('./stream.js').Stream} Stream */
/** @typedef {ReturnType<typeof prepare>} Prepared */

export const TOOL = path.join(root, 'build/native/vitrine');
export const NATIVE = path.join(root, 'build/native/vitrine_bench');
export const FOLDER = path.join(root, 'build/bench');
const SEED = 7;

/** By the names of the files; the two forms of the best JavaScript differ in how they move a counter. */
export const MODULES = {
  incremental: (/** @type {import('./contestants.js').Task} */ task) => incrementalModule(task, false),
  branch_free: (/** @type {import('./contestants.js').Task} */ task) => incrementalModule(task, true),
  closures: closuresModule,
  json_logic: jsonLogicModule,
  growthbook: growthbookModule,
};

/** @returns {() => import('../../js/src/host/core.js').CoreExports} */
export function wasmCore() {
  const module = new WebAssembly.Module(readFileSync(path.join(root, 'js/dist/vitrine.wasm')));
  return () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
}

/** @returns {Promise<() => import('../../js/src/host/core.js').CoreExports>} */
export async function javascriptCore() {
  return (await import(pathToFileURL(path.join(root, 'js/dist/vitrine-core.js')).href)).default;
}

/** @param {string} folder @param {object} strategy @returns {Uint8Array} */
export function compile(folder, strategy) {
  const [source, pack] = ['strategy.json', 's.pack'].map(name => path.join(folder, name));
  writeFileSync(source, JSON.stringify(strategy));
  const done = spawnSync(TOOL, ['compile', source, '-o', pack], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`vitrine compile ${source}: ${done.stderr.slice(0, 2000)}`);
  return new Uint8Array(readFileSync(pack));
}

/** @param {import('./core_contestants.js').Encoded} encoded @param {Stream} stream */
function nativeEvents({ bytes, at, length }, { starts }) {
  const begins = new Set(starts);
  const parts = [...at].map((from, i) => {
    const part = Buffer.alloc(8 + ((length[i] + 7) & -8));
    part.writeUInt32LE(length[i], 0);
    part.writeUInt32LE(begins.has(i) ? 1 : 0, 4);
    part.set(bytes.subarray(from, from + length[i]), 8);
    return part;
  });
  return Buffer.concat(parts);
}

/**
 * @param {string} name of the folder
 * @param {number} count segments
 * @param {Stream} stream
 * @param {number} [idle] segments more that read nothing of the stream
 */
export function prepare(name, count, stream, idle = 0) {
  const folder = path.join(FOLDER, name);
  mkdirSync(folder, { recursive: true });
  const features = featuresOf(stream.vocabulary);
  const task = { features, segments: randomSegments(count, features, SEED), vocabulary: stream.vocabulary };
  const pack = compile(folder, strategyOf(task.segments, features, idle));
  const encoded = encodeAll(wasmCore(), pack, stream.lines);
  writeFileSync(path.join(folder, 'events.bin'), nativeEvents(encoded, stream));
  for (const [file, write] of Object.entries(MODULES)) writeFileSync(path.join(folder, `${file}.js`), write(task));
  return { folder, pack, encoded, task };
}

/** @param {string} folder @param {keyof typeof MODULES} name @returns {Promise<Contestant>} */
export async function loadModule(folder, name) {
  return (await import(pathToFileURL(path.join(folder, `${name}.js`)).href)).make();
}

/** @param {string} folder @param {number} passes @returns {{ ns: number, hash: number, block: number, snapshot: number, largest: number, restore: number }} */
export function runNative(folder, passes) {
  const done = spawnSync(NATIVE, [path.join(folder, 's.pack'), path.join(folder, 'events.bin'), `${passes}`], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`vitrine_bench ${folder}: ${done.stderr} (exit ${done.status})`);
  return JSON.parse(done.stdout);
}
