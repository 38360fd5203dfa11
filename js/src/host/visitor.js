// A visitor in the core's memory: takes events, answers which segments, which variants, in which order.

import { EVENT_ROOM, ITEM_SLACK } from './encoder.js';
import { fault } from './fault.js';
import { parseTime } from './times.js';

/** @typedef {import('./encoder.js').LogEvent} LogEvent */
/** @typedef {import('./encoder.js').Fields} Fields */
/** @typedef {{ entered: readonly string[], left: readonly string[] }} Changes */
/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
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

/** Bits of vt_purpose. @type {Record<Purpose, number>} */
const PURPOSES = { personalization: 1, measurement: 2, ads: 4, location: 8 };
const ALL = 15;
/** By vt_decision.reason, core/format/reasons.h. */
const REASONS =
  'TARGETING_MATCH SPLIT DEFAULT ERROR CONSENT HOLDOUT SPLIT GUARDED EVIDENCE_MISSING CAPPED DISABLED'.split(' ');
const IN = 0;
const ENTERED = 1;
const LEFT = 2;
const STAGE = 3;
const MORE = 1;
const MOST_SEGMENTS = 8192;
const NEVER = 0xffffffff;

/** What nearly every event answers; shared, so that it costs nothing. @type {Changes} */
const NOTHING = Object.freeze({ entered: Object.freeze([]), left: Object.freeze([]) });

/**
 * @param {Iterable<string>} [purposes] none named: all granted
 * @returns {number} bits
 */
export function purposeBits(purposes) {
  if (!purposes) return ALL;
  let bits = 0;
  for (const name of purposes) {
    const bit = PURPOSES[/** @type {Purpose} */ (name)];
    if (!bit) throw fault('Purpose', `unknown purpose "${name}": write one of ${Object.keys(PURPOSES).join(', ')}`);
    bits |= bit;
  }
  return bits;
}

/** @param {readonly string[]} known @param {string[]} more */
const joined = (known, more) => (more.length ? [...new Set([...known, ...more])] : known);

export class Visitor {
  #core;
  #block;
  #purposes;
  #kept;

  /**
   * @param {import('./core.js').Core} core
   * @param {{ id?: string, snapshot?: Uint8Array | null, purposes?: Iterable<string> }} [options]
   */
  constructor(core, { id = '', snapshot, purposes } = {}) {
    this.id = id;
    this.#core = core;
    this.#purposes = purposeBits(purposes);
    /** What a new instance of the core would go on from. */
    this.#kept = snapshot?.slice();
    this.#block = core.block();
    /** False: there was no snapshot, or none that the core understands. */
    this.restored = this.#restore();
    core.visitors.add(this);
  }

  #restore() {
    const core = this.#core;
    // A snapshot is at most 3,000 bytes; of anything longer the beginning is as damaged as the whole.
    const snapshot = this.#kept?.subarray(0, EVENT_ROOM);
    if (snapshot) core.memory.bytes.set(snapshot, core.scratch);
    const length = snapshot?.length ?? 0;
    const status = core.calls.vt_restore(core.pack, this.#block, core.visitorSize, core.scratch, length, this.#purposes);
    if (status < 0) throw fault('Visitor', `the core refused a new visitor (${status})`);
    return length > 0 && status === 0;
  }

  /** The core has a new instance. */
  reborn() {
    this.#block = this.#core.block();
    this.#restore();
  }

  /** @param {number} which @returns {number[]} */
  #numbers(which) {
    const { calls, memory, out, pack } = this.#core;
    const count = calls.vt_segments(pack, this.#alive(), which, out, MOST_SEGMENTS);
    return Array.from({ length: count }, (_, i) => memory.view.getUint16(out + 2 * i, true));
  }

  /** @param {number} which */
  #names(which) {
    return this.#numbers(which).map(index => this.#core.tables.segments[index]);
  }

  #alive() {
    if (!this.#block) throw fault('Visitor', `visitor "${this.id}" was released and cannot be asked any more`);
    return this.#block;
  }

  /** @param {Changes} before changes of the same call @returns {Changes} with those of the last step */
  #changes(before) {
    const { calls, out, pack } = this.#core;
    const block = this.#block;
    if (calls.vt_segments(pack, block, ENTERED, out, 0) === 0 && calls.vt_segments(pack, block, LEFT, out, 0) === 0) return before;
    return { entered: joined(before.entered, this.#names(ENTERED)), left: joined(before.left, this.#names(LEFT)) };
  }

  /**
   * @param {LogEvent} event
   * @param {{ at?: string | number }} [options] at: as its time, instead of the event's own
   * @returns {Changes}
   */
  ingest(event, options) {
    const block = this.#alive();
    const core = this.#core;
    if (typeof event.event !== 'string') throw fault('Event', 'an event needs its name: { event: "view_item", ... }');
    const at = options?.at ?? event.time;
    const time = parseTime(at);
    if (Number.isNaN(time)) throw fault('Time', `"${at}" is no time of ${event.event}: write ISO 8601 or seconds, as \`time\` or \`at\``);
    const length = core.encoder.event(core.memory, core.scratch, event, time);
    for (let changes = NOTHING; ; ) {
      const status = core.calls.vt_ingest(core.pack, block, core.scratch, length);
      if (status < 0) throw fault('Event', `the core refused the event ${event.event} (${status})`);
      if (status <= MORE) changes = this.#changes(changes);
      if (status !== MORE) return changes;
    }
  }

  /** The clock alone. @param {string | number} at @returns {Changes} */
  advance(at) {
    const block = this.#alive();
    const { calls, pack } = this.#core;
    const time = parseTime(at);
    if (Number.isNaN(time)) throw fault('Time', `"${at}" is no time: write ISO 8601 or seconds`);
    for (let changes = NOTHING; ; ) {
      const status = calls.vt_advance(pack, block, time);
      if (status < 0) throw fault('Time', `the core refused the time ${time} (${status})`);
      changes = this.#changes(changes);
      if (status !== MORE) return changes;
    }
  }

  /** Ids of the segments the visitor is in, in written order. */
  segments() {
    return this.#names(IN);
  }

  /** @param {string} id */
  isIn(id) {
    return this.segments().includes(id);
  }

  /** @returns {string | null} null before the first event */
  stage() {
    const [stage] = this.#numbers(STAGE);
    return stage === undefined ? null : this.#core.tables.stages[stage];
  }

  /** @param {number} bits @returns {Changes} */
  #allow(bits) {
    const { calls, pack } = this.#core;
    calls.vt_purposes(pack, this.#alive(), bits);
    this.#purposes = bits;
    // What was erased must not come back after a trap.
    this.#keep();
    return this.#changes(NOTHING);
  }

  /** @param {...Purpose} purposes @returns {Changes} */
  grant(...purposes) {
    return this.#allow(this.#purposes | purposeBits(purposes));
  }

  /** Erases what was collected under them. @param {...Purpose} purposes @returns {Changes} */
  withdraw(...purposes) {
    return this.#allow(this.#purposes & ~purposeBits(purposes));
  }

  /** A slot that the strategy does not have is answered by its default. @param {string} slot @returns {Decision} */
  decide(slot) {
    const { calls, memory, out, pack, slotIndex, tables } = this.#core;
    const index = slotIndex.get(slot) ?? -1;
    if (index < 0 || calls.vt_decide(pack, this.#alive(), index, out) < 0) return { slot, variant: 'default', reason: REASONS[3] };
    const [variant, reason, intended, segment, experiment, bucket] = [0, 4, 8, 12, 16, 20].map(at => memory.view.getInt32(out + at, true));
    const { variants } = tables.slots[index];
    /** @type {Decision} */
    const decision = { slot, variant: variants[variant], reason: REASONS[reason] };
    if (intended >= 0) decision.intended = variants[intended];
    if (segment >= 0) decision.segment = tables.segments[segment];
    if (experiment >= 0) decision.experiment = experiment;
    if (bucket >= 0) decision.bucket = bucket;
    return decision;
  }

  /**
   * @param {string} slot of kind sort
   * @param {Fields[]} items
   * @returns {Uint16Array} the item that began at order[i] goes to place i
   */
  rank(slot, items) {
    const core = this.#core;
    const index = core.slotIndex.get(slot);
    if (index === undefined || !core.tables.slots[index].isSort) throw fault('Slot', `the strategy has no sort slot "${slot}"`);
    const block = this.#alive();
    const beside = 2 * items.length + ITEM_SLACK;
    let length = -1;
    for (let room = 64 * items.length + beside; length < 0; room *= 2) {
      core.room(room);
      length = core.encoder.items(core.memory, core.scratch, core.scratchSize - beside, items);
    }
    const order = (core.scratch + length + 7) & ~7;
    const status = core.calls.vt_rank(core.pack, block, index, core.scratch, length, order, items.length);
    if (status < 0) throw fault('Slot', `the core refused the items of "${slot}" (${status})`);
    return new Uint16Array(core.memory.bytes.slice(order, order + 2 * items.length).buffer);
  }

  /** @returns {never} */
  explain() {
    throw fault('Later', 'this version explains recorded logs only: write `vitrine why`');
  }

  /** @returns {number | null} seconds: the clock alone changes no segment and no stage before */
  nextChange() {
    const { calls, pack } = this.#core;
    const next = calls.vt_next_change(pack, this.#alive()) >>> 0;
    return next === NEVER ? null : next;
  }

  #keep() {
    const { calls, memory, pack, scratch, scratchSize } = this.#core;
    const length = calls.vt_snapshot(pack, this.#alive(), scratch, scratchSize);
    if (length < 0) throw fault('Visitor', `the core wrote no snapshot (${length})`);
    this.#kept = memory.bytes.slice(scratch, scratch + length);
    return this.#kept;
  }

  /** @returns {Uint8Array} all that is remembered, for `engine.visitor({ snapshot })` */
  snapshot() {
    return this.#keep().slice();
  }

  /** New again, with the same purposes. */
  forget() {
    const { calls, pack } = this.#core;
    calls.vt_forget(pack, this.#alive());
    this.#kept = undefined;
  }

  /** Erases the visitor's memory and gives it back; no call may follow. */
  release() {
    if (!this.#block) return;
    this.forget();
    this.#core.free.push(this.#block);
    this.#core.visitors.delete(this);
    this.#block = 0;
  }
}
