// A visitor in the core's memory: takes events, answers which segments, which variants, in which order.

import { EVENT_ROOM, ITEM_SLACK } from './encoder.js';
import { fault } from './fault.js';
import { parseTime } from './times.js';

/** @typedef {import('./encoder.js').LogEvent} LogEvent */
/** @typedef {import('./encoder.js').Fields} Fields */
/** @typedef {{ entered: readonly string[], left: readonly string[] }} Changes */
/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** @typedef {{ id?: string, snapshot?: Uint8Array | null, purposes?: Iterable<string> }} VisitorOptions */
/** @typedef {ReturnType<typeof makeVisitor>} Visitor */
/**
 * @typedef {object} Decision
 * @property {string} slot
 * @property {string} variant
 * @property {string} reason
 * @property {string} [intended] with HOLDOUT: what would be shown
 * @property {string} [segment] the one segment that the variant is written for
 * @property {number} [experiment] its place in the strategy
 * @property {number} [bucket]
 */

/** By their bits in vt_purpose. */
const PURPOSES = ['personalization', 'measurement', 'ads', 'location'];
/** By vt_decision.reason, core/format/reasons.h. */
const REASONS = 'TARGETING_MATCH SPLIT DEFAULT ERROR CONSENT HOLDOUT SPLIT GUARDED EVIDENCE_MISSING CAPPED DISABLED'.split(' ');
const IN = 0;
const ENTERED = 1;
const LEFT = 2;
const STAGE = 3;
const MORE = 1;
const MOST_SEGMENTS = 8192;
const NEVER = 0xffffffff;

/** What nearly every event answers; shared, so that it costs nothing. @type {Changes} */
const NOTHING = Object.freeze({ entered: Object.freeze([]), left: Object.freeze([]) });

/** @param {Iterable<string>} purposes @returns {number} */
function bitsOf(purposes) {
  let bits = 0;
  for (const name of purposes) {
    const bit = PURPOSES.indexOf(name);
    if (bit < 0) throw fault('Purpose', name);
    bits |= 1 << bit;
  }
  return bits;
}

/** @param {unknown} at */
function secondsOf(at) {
  const time = parseTime(at);
  if (Number.isNaN(time)) throw fault('Time', at);
  return time;
}

/**
 * @param {import('./core.js').Core} core
 * @param {VisitorOptions} [options]
 */
export function makeVisitor(core, { id = '', snapshot, purposes = PURPOSES } = {}) {
  let bits = bitsOf(purposes);
  /** What a new instance of the core would go on from. */
  let kept = snapshot && new Uint8Array(snapshot);
  let block = core.block();

  const alive = () => {
    if (!block) throw fault('Released', id);
    return block;
  };

  function restore() {
    // A snapshot is at most 3,000 bytes; of anything longer the beginning is as damaged as the whole.
    const length = Math.min(kept?.length ?? 0, EVENT_ROOM);
    if (kept) core.bytes.set(kept.subarray(0, length), core.scratch);
    return core.calls.vt_restore(core.packAt, block, core.visitorSize, core.scratch, length, bits) === 0 && length > 0;
  }

  function reborn() {
    block = core.block();
    restore();
  }

  /** @param {number} which @returns {number[]} */
  function numbers(which) {
    const count = core.calls.vt_segments(core.packAt, alive(), which, core.out, MOST_SEGMENTS);
    return count > 0 ? [...new Uint16Array(core.bytes.buffer, core.out, count)] : [];
  }

  /** @param {number} which */
  const names = which => numbers(which).map(index => core.tables.segments[index]);

  /** @param {readonly string[]} known @param {number} which */
  const joined = (known, which) => [...new Set([...known, ...names(which)])];

  /** @param {Changes} before those of earlier steps of the same call @returns {Changes} */
  function changes(before) {
    const count = (/** @type {number} */ which) => core.calls.vt_segments(core.packAt, block, which, core.out, 0);
    if (count(ENTERED) + count(LEFT) === 0) return before;
    return { entered: joined(before.entered, ENTERED), left: joined(before.left, LEFT) };
  }

  function keep() {
    const length = core.calls.vt_snapshot(core.packAt, alive(), core.scratch, core.scratchSize);
    if (length < 0) throw fault('Snapshot', length);
    kept = core.bytes.slice(core.scratch, core.scratch + length);
    return kept;
  }

  /** @param {number} granted */
  function allow(granted) {
    bits = granted;
    core.calls.vt_purposes(core.packAt, alive(), bits);
    const changed = changes(NOTHING);
    // What was erased must not come back after a trap.
    keep();
    return changed;
  }

  const visitor = {
    id,
    /** False: there was no snapshot, or none that the core understands. */
    restored: restore(),

    /**
     * @param {LogEvent} event
     * @param {{ at?: string | number }} [options] at: as its time, instead of the event's own
     * @returns {Changes}
     */
    ingest(event, options) {
      const address = alive();
      const time = secondsOf(options?.at ?? event.time);
      if (typeof event.event !== 'string') throw fault('Event', event.event, 0);
      const length = core.encoder.event(core, core.scratch, event, time);
      for (let changed = NOTHING; ; ) {
        const status = core.calls.vt_ingest(core.packAt, address, core.scratch, length);
        if (status < 0) throw fault('Event', event.event, status);
        if (status <= MORE) changed = changes(changed);
        if (status !== MORE) return changed;
      }
    },

    /** The clock alone. @param {string | number} at @returns {Changes} */
    advance(at) {
      const address = alive();
      const time = secondsOf(at);
      for (let changed = NOTHING; ; ) {
        const status = core.calls.vt_advance(core.packAt, address, time);
        changed = changes(changed);
        if (status !== MORE) return changed;
      }
    },

    /** Ids of the segments the visitor is in, in written order. */
    segments: () => names(IN),

    /** @param {string} segment */
    isIn: segment => names(IN).includes(segment),

    /** @returns {string | null} null before the first event */
    stage: () => core.tables.stages[numbers(STAGE)[0]] ?? null,

    /** @param {...Purpose} granted */
    grant: (...granted) => allow(bits | bitsOf(granted)),

    /** Erases what was collected under them. @param {...Purpose} withdrawn */
    withdraw: (...withdrawn) => allow(bits & ~bitsOf(withdrawn)),

    /** A slot that the strategy does not have is answered by its default. @param {string} slot @returns {Decision} */
    decide(slot) {
      const index = core.tables.slots.findIndex(({ name }) => name === slot);
      if (core.calls.vt_decide(core.packAt, alive(), index, core.out) < 0) return { slot, variant: 'default', reason: 'ERROR' };
      const [variant, reason, intended, segment, experiment, bucket] = new Int32Array(core.bytes.buffer, core.out, 6);
      const { variants } = core.tables.slots[index];
      return {
        slot,
        variant: variants[variant],
        reason: REASONS[reason],
        ...(intended >= 0 && { intended: variants[intended] }),
        ...(segment >= 0 && { segment: core.tables.segments[segment] }),
        ...(experiment >= 0 && { experiment, bucket }),
      };
    },

    /**
     * @param {string} slot of kind sort
     * @param {Fields[]} items
     * @returns {Uint16Array} the item that began at order[i] goes to place i
     */
    rank(slot, items) {
      const address = alive();
      const index = core.tables.slots.findIndex(({ name }) => name === slot);
      const beside = 2 * items.length + ITEM_SLACK;
      let length = -1;
      for (let room = 64 * items.length + beside; length < 0; room *= 2) {
        core.room(room);
        length = core.encoder.items(core, core.scratch, core.scratchSize - beside, items);
      }
      const order = (core.scratch + length + 7) & -8;
      const status = core.calls.vt_rank(core.packAt, address, index, core.scratch, length, order, items.length);
      if (status < 0) throw fault('Slot', slot, status);
      return new Uint16Array(core.bytes.buffer, order, items.length).slice();
    },

    /** @returns {never} */
    explain() {
      throw fault('Explain');
    },

    /** @returns {number | null} seconds: the clock alone changes no segment and no stage before */
    nextChange() {
      const next = core.calls.vt_next_change(core.packAt, alive()) >>> 0;
      return next === NEVER ? null : next;
    },

    /** @returns {Uint8Array} all that is remembered, for `engine.visitor({ snapshot })` */
    snapshot: () => keep().slice(),

    /** New again, with the same purposes. */
    forget() {
      core.calls.vt_forget(core.packAt, alive());
      kept = null;
    },

    /** Erases the visitor's memory and gives it back; no call may follow. */
    release() {
      if (!block) return;
      visitor.forget();
      core.giveBack(block);
      core.rebirths.delete(reborn);
      block = 0;
    },
  };
  core.rebirths.add(reborn);
  return visitor;
}
