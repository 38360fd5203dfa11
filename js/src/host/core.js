// One instance of the core with one pack: its memory, its calls guarded against traps, its rebirth after one.

import { createEncoder, EVENT_ROOM } from './encoder.js';
import { fault } from './fault.js';
import { Memory } from './memory.js';
import { readTables } from './pack_tables.js';

/** @typedef {import('./memory.js').CoreExports} CoreExports */

const ABI = 1;
const BAD_PACK = -2;
const CALLS = /** @type {const} */ ([
  'vt_abi_version',
  'vt_pack_size',
  'vt_load',
  'vt_visitor_size',
  'vt_restore',
  'vt_purposes',
  'vt_ingest',
  'vt_advance',
  'vt_segments',
  'vt_decide',
  'vt_rank',
  'vt_next_change',
  'vt_snapshot',
  'vt_forget',
]);

export class Core {
  /**
   * @param {() => CoreExports} instantiate
   * @param {Uint8Array} pack
   * @param {{ segments?: string[] }} [names]
   */
  constructor(instantiate, pack, names) {
    this.instantiate = instantiate;
    // The caller's bytes may change or go away; a new instance needs the same again.
    this.packBytes = pack.slice();
    /** Live visitors: they are made anew after a trap. @type {Set<{ reborn(): void }>} */
    this.visitors = new Set();
    this.boot();
    this.tables = readTables(this.packBytes, names);
    this.encoder = createEncoder(this.tables);
    this.slotIndex = new Map(this.tables.slots.map((slot, index) => [slot.name, index]));
  }

  boot() {
    const core = this.instantiate();
    this.calls = this.guarded(core);
    if (this.calls.vt_abi_version() !== ABI) throw fault('Core', 'the core is of another version: take core and host from the same release');
    const { packBytes } = this;
    this.memory = new Memory(core);
    /** Events, items and snapshots on their way in or out. */
    this.scratchSize = Math.max(EVENT_ROOM, packBytes.length);
    this.scratch = this.memory.reserve(this.scratchSize);
    this.memory.bytes.set(packBytes, this.scratch);
    const size = this.calls.vt_pack_size(this.scratch, packBytes.length);
    this.pack = size > 0 ? this.memory.reserve(size) : 0;
    if (size <= 0 || this.calls.vt_load(this.pack, size, this.scratch, packBytes.length) !== 0) {
      throw fault('Pack', `these ${packBytes.length} bytes are no pack, or damaged or of another version (${BAD_PACK}): compile the strategy again`);
    }
    this.visitorSize = this.calls.vt_visitor_size(this.pack);
    /** What the core answers: numbers of segments, decisions. Segments are at most 8,192. */
    this.out = this.memory.reserve(2 * 8192);
    /** Blocks of released visitors. @type {number[]} */
    this.free = [];
  }

  /** Makes the scratch at least so large; by doubling, so that what is left behind stays less than the new one. @param {number} size */
  room(size) {
    if (size <= this.scratchSize) return;
    this.scratchSize = Math.max(size, 2 * this.scratchSize);
    this.scratch = this.memory.reserve(this.scratchSize);
  }

  block() {
    return this.free.pop() ?? this.memory.reserve(this.visitorSize);
  }

  /**
   * Every call by itself, so that a trap is noticed wherever it happens; fixed arguments, since rest arrays would be allocated each time.
   * @param {CoreExports} core
   * @returns {CoreExports}
   */
  guarded(core) {
    const calls = { ...core };
    for (const name of CALLS) {
      const call = /** @type {(...args: any[]) => number} */ (core[name]);
      calls[name] = (/** @type {any} */ a, /** @type {any} */ b, /** @type {any} */ c, /** @type {any} */ d, /** @type {any} */ e, /** @type {any} */ f, /** @type {any} */ g) => {
        try {
          return call(a, b, c, d, e, f, g);
        } catch (error) {
          throw this.reborn(error);
        }
      };
    }
    return calls;
  }

  /**
   * After a trap nothing of the instance is trusted: a new one goes on from the last snapshots.
   * @param {unknown} cause
   * @returns {Error}
   */
  reborn(cause) {
    const trap = fault('Trap', `the core stopped (${cause}); the visitors go on from their last snapshots`);
    if (this.rising) return trap;
    this.rising = true;
    try {
      this.boot();
      for (const visitor of this.visitors) visitor.reborn();
    } catch (error) {
      trap.message += `, but a new instance failed: ${error}`;
    } finally {
      this.rising = false;
    }
    return trap;
  }
}
