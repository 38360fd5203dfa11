// A visitor with all that can be asked of one: what a page needs (visitor.js), and what worker, test and inspector need besides.

import { LIST_STAGE } from './constants.js';
import { fault } from './fault.js';
import { parseTime } from './times.js';
import { makeVisitor, purposeBits } from './visitor.js';

/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** @typedef {import('./visitor.js').Changes} Changes */
/** @typedef {ReturnType<typeof makeFullVisitor>} FullVisitor */
/** What vt_rank reads of items (core/FORMAT.md 3), under one pack. @typedef {{ bytes: Uint8Array, count: number }} EncodedItems */

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

    /** As `rank`, of items that were encoded before. @param {string} slot @param {EncodedItems} items @returns {Uint16Array} */
    rankEncoded(slot, { bytes, count }) {
      while (bytes.length + 2 * count + 8 > core.scratchSize_) core.enlarge_();
      core.bytes_.set(bytes, core.scratch_);
      const order = (core.scratch_ + bytes.length + 7) & -8;
      const index = core.tables_.slots_.findIndex(({ name }) => name === slot);
      const status = core.calls_.vt_rank(core.packAt_, address(), index, core.scratch_, bytes.length, order, count);
      if (status < 0) throw fault('Refused', slot, status);
      return new Uint16Array(core.bytes_.buffer, order, count).slice();
    },

    /** @returns {never} */
    explain() {
      throw fault('Explain');
    },
  };
}
