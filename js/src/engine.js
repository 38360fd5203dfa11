// The core alone, anywhere: in Node, in a worker, at the edge.

import { openScanner } from './edge/scanner.js';
import { makeFullEngine } from './host/full_engine.js';

/** @typedef {import('./host/full_engine.js').FullEngine & { pages: import('./edge/scanner.js').Scanner | null }} Engine pages: for `vitrine/edge` */
/** @typedef {import('./host/full_visitor.js').FullVisitor} Visitor */
/** @typedef {import('./host/visitor.js').Decision} Decision */
/** @typedef {import('./host/encoder.js').LogEvent} LogEvent */
/** @typedef {import('./host/turn.js').PageView} PageView */

/** @param {BufferSource} bytes @returns {Uint8Array} */
function bytesOf(bytes) {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

/** @param {WebAssembly.Module | undefined} module @returns {Promise<() => import('./host/core.js').CoreExports>} */
async function instantiator(module) {
  if (module === undefined) return (await import('../dist/vitrine-core.js')).default;
  return () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
}

/** One that was made outside of the runtime's realm is no instance of its class. @param {unknown} source @returns {source is WebAssembly.Module} */
const isModule = source => Object.prototype.toString.call(source) === '[object WebAssembly.Module]';

/** @param {WebAssembly.Module | Response | BufferSource} source */
async function compiledOf(source) {
  if (isModule(source)) return source;
  const other = /** @type {Response | BufferSource} */ (source);
  return WebAssembly.compile('arrayBuffer' in other ? await other.arrayBuffer() : other);
}

/** @param {WebAssembly.Module | undefined} module @returns {import('./edge/scanner.js').Scanner | null} null: a module of the core alone, which cannot read pages */
const scannerOf = module =>
  module && WebAssembly.Module.exports(module).some(({ name }) => name === 'vt_page_scan') ? openScanner(module) : null;

/**
 * @param {object} options
 * @param {WebAssembly.Module | Response | BufferSource} [options.module] vitrine.wasm, or vitrine-edge.wasm for `vitrine/edge`; none: the JavaScript core
 * @param {BufferSource} options.pack what `vitrine compile` wrote
 * @param {import('./host/pack_tables.js').Names} [options.names] the parsed sidecar, without which segments speak in numbers
 * @returns {Promise<Engine>}
 */
export async function createEngine({ module, pack, names }) {
  const compiled = module && (await compiledOf(module));
  return { ...makeFullEngine(await instantiator(compiled), bytesOf(pack), names), pages: scannerOf(compiled) };
}
