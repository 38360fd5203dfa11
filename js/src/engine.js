// The core alone, anywhere: in Node, in a worker, at the edge.

import { openScanner } from './edge/scanner.js';
import { bytesOf, compiledOf, instancesOf } from './host/compiled.js';
import { makeFullEngine } from './host/full_engine.js';

/** @typedef {import('./host/full_engine.js').FullEngine & { pages: import('./edge/scanner.js').Scanner | null }} Engine pages: for `vitrine/edge` */
/** @typedef {import('./host/full_visitor.js').FullVisitor} Visitor */
/** @typedef {import('./host/visitor.js').Decision} Decision */
/** @typedef {import('./host/encoder.js').LogEvent} LogEvent */
/** @typedef {import('./host/turn.js').PageView} PageView */

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
  const instantiate = compiled ? instancesOf(compiled) : (await import('../dist/vitrine-core.js')).default;
  return { ...makeFullEngine(instantiate, bytesOf(pack), names), pages: scannerOf(compiled) };
}
