// What the parts of a session share: one document, its engine and its visitor, and where faults go.

import { tell } from '../report/report.js';

/** @typedef {import('../host/engine.js').Engine} Engine */
/** @typedef {import('../host/visitor.js').Visitor} Visitor */
/** @typedef {import('../host/visitor.js').Decision} Decision */
/** @typedef {ReturnType<typeof import('../consent/gate.js').openGate>} Gate */
/** @typedef {import('./handle.js').PageEvent} PageEvent */
/**
 * @typedef {object} State
 * @property {Gate} gate_
 * @property {Engine | undefined} engine_ undefined: not there yet
 * @property {Visitor | undefined} visitor_ there with the engine
 * @property {import('../arrival/index.js').Arrival | undefined} edge_ the page is the edge's, and this is what it tells
 * @property {boolean} isPrerendering_ the page is decided and shown, and nothing is taken, stored, sent or told
 * @property {(error: unknown, key?: string) => void} fail_ each fault is told once a document, as what `key` says where it has one, and none is thrown: the shop's page stays whatever fails
 * @property {<A extends any[]>(work: (...args: A) => void) => (...args: A) => void} guard_ never throws
 */

/** @returns {number} seconds since 1970 */
export const now = () => Math.floor(Date.now() / 1000);

/**
 * @param {boolean} [debug] faults are also written to the console
 * @returns {Pick<State, 'fail_' | 'guard_'>}
 */
export function faults(debug) {
  const told = new Set();
  /** @type {State['fail_']} */
  function fail(error, key) {
    const { name, message } = /** @type {Error} */ (error);
    const once = key ?? name + message;
    if (told.has(once)) return;
    told.add(once);
    if (debug) console.warn('vitrine:', error);
    tell('fault', { name, message });
  }
  return {
    fail_: fail,
    guard_:
      work =>
      (...args) => {
        try {
          work(...args);
        } catch (error) {
          fail(error);
        }
      },
  };
}
