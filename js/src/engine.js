// The core alone, anywhere: in Node, in a worker, at the edge.

import { makeEngine } from './host/engine.js';
import { turn } from './host/turn.js';

/** @typedef {import('./host/visitor.js').Visitor} Visitor */
/** @typedef {import('./host/visitor.js').Decision} Decision */
/** @typedef {import('./host/encoder.js').LogEvent} LogEvent */

/** @param {BufferSource | ArrayBufferLike} bytes @returns {Uint8Array} */
function bytesOf(bytes) {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

/**
 * @param {WebAssembly.Module | Response | BufferSource | undefined} source
 * @returns {Promise<() => import('./host/core.js').CoreExports>}
 */
async function instantiator(source) {
  if (source === undefined) return (await import('../dist/vitrine-core.js')).default;
  const bytes = source instanceof WebAssembly.Module ? undefined : 'arrayBuffer' in source ? await source.arrayBuffer() : source;
  const module = bytes ? await WebAssembly.compile(bytes) : /** @type {WebAssembly.Module} */ (source);
  return () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
}

/**
 * @param {object} options
 * @param {WebAssembly.Module | Response | BufferSource} [options.module] vitrine.wasm; none: the JavaScript core
 * @param {BufferSource} options.pack what `vitrine compile` wrote
 * @param {import('./host/pack_tables.js').Names} [options.names] the parsed sidecar, without which segments speak in numbers
 */
export async function createEngine({ module, pack, names }) {
  const engine = makeEngine(await instantiator(module), bytesOf(pack), names);
  return {
    ...engine,
    /** @param {Parameters<typeof turn>[1]} view */
    turn: view => turn(engine, view),
  };
}
