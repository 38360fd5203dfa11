// A visitor in the core's memory, as far as a page needs one: takes events, answers which variants, in which order.

import {
  LIST_CLOCK,
  LIST_ENTERED,
  LIST_IN,
  LIST_LEFT,
  MOST_SEGMENTS,
  PURPOSES,
  REASONS,
  STATUS_CHANGED,
  STATUS_MORE,
} from './constants.js';
import { EVENT_ROOM } from './encoder.js';
import { fault } from './fault.js';
import { parseTime } from './times.js';

/** @typedef {import('./encoder.js').LogEvent} LogEvent */
/** @typedef {import('./encoder.js').Fields} Fields */
/** @typedef {{ entered: readonly string[], left: readonly string[] }} Changes */
/** @typedef {{ id?: string, snapshot?: Uint8Array | null, purposes?: Iterable<string> }} VisitorOptions */
/** @typedef {ReturnType<typeof makeVisitor>} Visitor */
/**
 * @typedef {object} Decision
 * @property {string} slot
 * @property {string} variant
 * @property {string} reason
 * @property {string} [intended] with HOLDOUT: what would be shown
 * @property {string} [segment] the one segment that the variant is written for
 * @property {string | number} [experiment] that the visitor takes part in: its id, or without the sidecar its place in the strategy
 * @property {number} [bucket]
 */

const NEVER = -1;

/** What nearly every event answers; shared, so that it costs nothing. @type {Changes} */
const NOTHING = Object.freeze({ entered: [], left: [] });

/** @param {Iterable<string>} purposes @returns {number} */
export function purposeBits(purposes) {
  let bits = 0;
  for (const name of purposes) {
    const bit = PURPOSES.indexOf(name);
    if (bit < 0) throw fault('Purpose', name);
    bits |= 1 << bit;
  }
  return bits;
}

/**
 * @param {import('./core.js').Core} core
 * @param {VisitorOptions} [options]
 */
export function makeVisitor(core, { id = '', snapshot, purposes = PURPOSES } = {}) {
  let bits = purposeBits(purposes);
  /** What a new instance of the core would go on from. */
  let kept = snapshot && new Uint8Array(snapshot);
  /** Its address; 0 when released, which the core refuses. */
  let block = core.block_();

  /** @param {number} status @param {unknown} what was asked for @returns {number} */
  function accepted(status, what) {
    if (status < 0) throw fault('Refused', what, status);
    return status;
  }

  function restore() {
    // A snapshot is at most 3,000 bytes; of anything longer the beginning is as damaged as the whole.
    const start = kept?.subarray(0, EVENT_ROOM) ?? [];
    const idBytes = new TextEncoder().encode(id);
    while (start.length + idBytes.length > core.scratchSize_) core.enlarge_();
    const idAt = core.scratch_ + start.length;
    core.bytes_.set(start, core.scratch_);
    core.bytes_.set(idBytes, idAt);
    const { packAt_: packAt, visitorSize_: visitorSize, scratch_: scratch } = core;
    const status = core.calls_.vt_restore(packAt, block, visitorSize, scratch, start.length, idAt, idBytes.length, bits);
    return status === 0 && start.length > 0;
  }

  function reborn() {
    block = core.block_();
    restore();
  }

  /** @param {number} which of vt_segments */
  const numbers = which =>
    new Uint16Array(
      core.bytes_.buffer,
      core.out_,
      accepted(core.calls_.vt_segments(core.packAt_, block, which, core.out_, MOST_SEGMENTS), 'segments'),
    );

  /** @param {number} which @param {string[]} [names] to which they are added */
  function segments(which = LIST_IN, names = []) {
    for (const index of numbers(which)) names.push(core.tables_.segments[index]);
    return names;
  }

  /**
   * The clock stops at each second in which something changes, and after much work, and goes on when it is called again.
   * @param {() => number} call
   * @param {unknown} what
   * @returns {Changes} of all the steps
   */
  function steps(call, what) {
    /** @type {{ entered: string[], left: string[] } | undefined} */
    let changes;
    let changing = 0;
    for (let status = STATUS_MORE; status & STATUS_MORE; ) {
      status = accepted(call(), what);
      if (!(status & STATUS_CHANGED)) continue;
      changes ??= { entered: [], left: [] };
      segments(LIST_ENTERED, changes.entered);
      segments(LIST_LEFT, changes.left);
      changing++;
    }
    // Only of several steps one segment can be named twice.
    if (changes && changing > 1) return { entered: [...new Set(changes.entered)], left: [...new Set(changes.left)] };
    return changes ?? NOTHING;
  }

  /** @param {string} slot */
  const slotIndex = slot => core.tables_.slots_.findIndex(({ name }) => name === slot);

  const visitor = {
    id,
    /** False: there was no snapshot, or none that the core understands. */
    restored: restore(),
    /** For the visitor with more to ask (full_visitor.js). */
    numbers,
    steps,
    address_: () => block,
    purposes_: () => bits,

    /**
     * @param {LogEvent} event
     * @param {{ at?: string | number }} [options] at: as its time, instead of the event's own
     * @returns {Changes}
     */
    ingest(event, options) {
      const at = options?.at ?? event.time;
      const time = parseTime(at);
      if (Number.isNaN(time)) throw fault('Time', at);
      if (typeof event.event !== 'string') throw fault('Event', event.event);
      const length = core.encoder_.event(core.bytes_, core.scratch_, event, time);
      return steps(() => core.calls_.vt_ingest(core.packAt_, block, core.scratch_, length), event.event);
    },

    /** @returns {number} seconds since 1970: the newest that it knows of */
    clock() {
      const [low, high] = numbers(LIST_CLOCK);
      return low + high * 65536;
    },

    /** Ids of the segments the visitor is in, in written order. */
    segments: () => segments(),

    /** Erases what was collected under purposes that are no longer granted. @param {number} granted as bits @returns {Changes} */
    allow_(granted) {
      bits = granted;
      const changes = steps(() => core.calls_.vt_purposes(core.packAt_, block, bits), 'purposes');
      // What was erased must not come back after a trap.
      visitor.snapshot();
      return changes;
    },

    /** A slot that the strategy does not have is answered by its default. @param {string} slot @returns {Decision} */
    decide(slot) {
      const index = slotIndex(slot);
      if (index < 0) return { slot, variant: 'default', reason: 'ERROR' };
      accepted(core.calls_.vt_decide(core.packAt_, block, index, core.out_), slot);
      const [variant, reason, intended, segment, experiment, bucket] = new Int32Array(core.bytes_.buffer, core.out_, 6);
      const { variants_: variants } = core.tables_.slots_[index];
      return {
        slot,
        variant: variants[variant],
        reason: REASONS[reason],
        ...(intended >= 0 && { intended: variants[intended] }),
        ...(segment >= 0 && { segment: core.tables_.segments[segment] }),
        ...(experiment >= 0 && { experiment: core.tables_.experiments_[experiment] ?? experiment, bucket }),
      };
    },

    /**
     * @param {string} slot of kind sort
     * @param {Fields[]} items
     * @returns {Uint16Array} the item that began at order[i] goes to place i
     */
    rank(slot, items) {
      const beside = 2 * items.length + 8;
      const write = () => core.encoder_.items(core.bytes_, core.scratch_, core.scratchSize_ - beside, items);
      let length = write();
      for (; length < 0; length = write()) core.enlarge_();
      const order = (core.scratch_ + length + 7) & -8;
      accepted(core.calls_.vt_rank(core.packAt_, block, slotIndex(slot), core.scratch_, length, order, items.length), slot);
      return new Uint16Array(core.bytes_.buffer, order, items.length).slice();
    },

    /** @returns {number | null} seconds: the clock alone changes no segment and no stage before */
    nextChange() {
      const next = core.calls_.vt_next_change(core.packAt_, block) | 0;
      return next === NEVER ? null : next >>> 0;
    },

    /** @returns {Uint8Array} all that is remembered, for `engine.visitor({ snapshot })` */
    snapshot() {
      const length = accepted(core.calls_.vt_snapshot(core.packAt_, block, core.scratch_, core.scratchSize_), 'snapshot');
      kept = core.bytes_.slice(core.scratch_, core.scratch_ + length);
      return kept.slice();
    },

    /** New again, with the same purposes. */
    forget() {
      accepted(core.calls_.vt_forget(core.packAt_, block), 'forget');
      kept = null;
    },

    /** Erases the visitor's memory and gives it back; no call may follow. */
    release() {
      if (block) {
        visitor.forget();
        core.giveBack_(block, reborn);
        block = 0;
      }
    },
  };
  core.rebirths_.add(reborn);
  return visitor;
}
