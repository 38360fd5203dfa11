// The engine of a page: one core with one pack, and as many visitors as one likes.

import { makeCore } from './core.js';
import { makeVisitor } from './visitor.js';

/** @typedef {ReturnType<typeof makeEngine>} Engine */

/**
 * @param {() => import('./core.js').CoreExports} instantiate a new instance of the core with each call
 * @param {Uint8Array} pack
 */
export function makeEngine(instantiate, pack) {
  const core = makeCore(instantiate, pack);
  return {
    /** What the pack says of itself. */
    strategy_: core.tables_,
    /** @param {import('./visitor.js').VisitorOptions} options */
    visitor_: options => makeVisitor(core, options),
  };
}
