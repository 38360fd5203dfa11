// The engine with all that can be asked of one.

import { READS_EVIDENCE, READS_STATE } from './constants.js';
import { makeCore } from './core.js';
import { makeFullVisitor } from './full_visitor.js';
import { fnv1a32 } from './pack_tables.js';
import { turn } from './turn.js';

/** @typedef {ReturnType<typeof makeFullEngine>} FullEngine */

/**
 * @param {() => import('./core.js').CoreExports} instantiate a new instance of the core with each call
 * @param {Uint8Array} pack
 * @param {import('./pack_tables.js').Names} [names] the parsed sidecar
 */
export function makeFullEngine(instantiate, pack, names) {
  const core = makeCore(instantiate, pack, names);
  /** @param {import('./visitor.js').VisitorOptions} [options] */
  const visitor = options => makeFullVisitor(core, options);
  return {
    visitor,
    /** Slots and lists of the strategy. */
    slots: core.tables_.slots_.map(({ name, isSort_, reads_ }) => ({
      id: name,
      kind: /** @type {'content' | 'sort'} */ (isSort_ ? 'sort' : 'content'),
      readsState: (reads_ & READS_STATE) !== 0,
      needsEvidence: (reads_ & READS_EVIDENCE) !== 0,
    })),
    /** @param {string} event @returns {boolean} some rule reads it; any other says only that somebody is there */
    knows: event => core.tables_.events.has(fnv1a32(event)),
    /** For lists of `turn` that come again. @param {import('./encoder.js').Fields[]} items @returns {import('./full_visitor.js').EncodedItems} */
    encodeItems(items) {
      const write = () => core.encoder_.items(core.bytes_, core.scratch_, core.scratchSize_, items);
      let length = write();
      for (; length < 0; length = write()) core.enlarge_();
      return { bytes: core.bytes_.slice(core.scratch_, core.scratch_ + length), count: items.length };
    },

    /** @param {import('./turn.js').PageView} view */
    turn: view => turn(visitor(view), view),
    /** Bytes of the core's memory. */
    memorySize: () => core.bytes_.length,
  };
}
