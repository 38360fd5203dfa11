// A visitor with all that can be asked of one: what a page needs (visitor.js), and what worker, test and inspector need besides.

import { LIST_STAGE } from './constants.js';
import { fault } from './fault.js';
import { parseTime } from './times.js';
import { makeVisitor, purposeBits } from './visitor.js';

/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** @typedef {import('./visitor.js').Changes} Changes */
/** @typedef {ReturnType<typeof makeFullVisitor>} FullVisitor */

/**
 * @param {import('./core.js').Core} core
 * @param {import('./visitor.js').VisitorOptions} [options]
 */
export function makeFullVisitor(core, options) {
  const { numbers, steps, address_: address, purposes_: purposes, allow_: allow, ...visitor } = makeVisitor(core, options);
  return {
    ...visitor,

    /** The clock alone. @param {string | number} at @returns {Changes} */
    advance(at) {
      const time = parseTime(at);
      if (Number.isNaN(time)) throw fault('Time', at);
      return steps(() => core.calls_.vt_advance(core.packAt_, address(), time), 'advance');
    },

    /** @param {string} segment */
    isIn: segment => visitor.segments().includes(segment),

    /** @returns {string | null} null before the first event */
    stage: () => core.tables_.stages_[numbers(LIST_STAGE)[0]] ?? null,

    /** @param {...Purpose} granted @returns {Changes} */
    grant: (...granted) => allow(purposes() | purposeBits(granted)),

    /** Erases what was collected under them. @param {...Purpose} withdrawn @returns {Changes} */
    withdraw: (...withdrawn) => allow(purposes() & ~purposeBits(withdrawn)),

    /** @returns {never} */
    explain() {
      throw fault('Explain');
    },
  };
}
