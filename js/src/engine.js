// The core alone, anywhere: in Node, in a worker, at the edge.

import { makeFullEngine } from './host/full_engine.js';

/** @typedef {import('./host/full_engine.js').FullEngine} Engine */
/** @typedef {import('./host/full_visitor.js').FullVisitor} Visitor */
/** @typedef {import('./host/visitor.js').Decision} Decision */
/** @typedef {import('./host/encoder.js').LogEvent} LogEvent */
/** @typedef {import('./host/turn.js').PageView} PageView */

/** @param {BufferSource} bytes @returns {Uint8Array} */
function bytesOf(bytes) {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

/**
 * @param {WebAssembly.Module | Response | BufferSource | undefined} source
 * @returns {Promise<() => import('./host/core.js').CoreExports>}
 */
async function instantiator(source) {
  if (source === undefined) return (await import('../dist/vitrine-core.js')).default;
  let module = source;
  if (!(module instanceof WebAssembly.Module))
    module = await WebAssembly.compile('arrayBuffer' in module ? await module.arrayBuffer() : module);
  const compiled = module;
  return () => /** @type {any} */ (new WebAssembly.Instance(compiled).exports);
}

/**
 * @param {object} options
 * @param {WebAssembly.Module | Response | BufferSource} [options.module] vitrine.wasm; none: the JavaScript core
 * @param {BufferSource} options.pack what `vitrine compile` wrote
 * @param {import('./host/pack_tables.js').Names} [options.names] the parsed sidecar, without which segments speak in numbers
 * @returns {Promise<Engine>}
 */
export async function createEngine({ module, pack, names }) {
  return makeFullEngine(await instantiator(module), bytesOf(pack), names);
}
