// The edge: one function in front of the shop's origin, in whatever speaks the Fetch API.

import { openScanner } from './edge/scanner.js';
import { bytesOf, compiledOf, instancesOf } from './host/compiled.js';
import { makeFullEngine } from './host/full_engine.js';

/** @typedef {import('./edge/personalize.js').Options} Options */
/** @typedef {import('./edge/view.js').Geo} Geo */

export { personalize } from './edge/personalize.js';

/**
 * The same as of `vitrine/engine`, without the JavaScript core, so that a worker's bundle stays small.
 * @param {object} options
 * @param {WebAssembly.Module | Response | BufferSource} options.module vitrine-edge.wasm, as `vitrine/edge-module` gives it
 * @param {BufferSource} options.pack what `vitrine compile --edge` wrote
 * @param {import('./host/pack_tables.js').Names} [options.names] the parsed sidecar, without which segments speak in numbers
 * @returns {Promise<import('./host/full_engine.js').FullEngine & { pages: import('./edge/scanner.js').Scanner }>}
 */
export async function createEngine({ module, pack, names }) {
  const compiled = await compiledOf(module);
  return { ...makeFullEngine(instancesOf(compiled), bytesOf(pack), names), pages: openScanner(compiled) };
}
