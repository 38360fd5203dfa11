// The engine: one core with one pack, and as many visitors as one likes.

import { makeCore } from './core.js';
import { makeVisitor } from './visitor.js';

/** @typedef {ReturnType<typeof makeEngine>} Engine */

/**
 * @param {() => import('./core.js').CoreExports} instantiate a new instance of the core with each call
 * @param {Uint8Array} pack
 * @param {import('./pack_tables.js').Names} [names] the parsed sidecar
 */
export function makeEngine(instantiate, pack, names) {
  const core = makeCore(instantiate, pack, names);
  return {
    /** What the pack says of itself. */
    strategy: core.tables,

    /** @param {import('./visitor.js').VisitorOptions} [options] */
    visitor: options => makeVisitor(core, options),

    /** Bytes of the core's memory. */
    memorySize: () => core.bytes.length,
  };
}
