// One instance of the core with one pack: its memory in blocks that never move, its calls guarded against traps.

import { ABI, MOST_SEGMENTS } from './constants.js';
import { createEncoder, EVENT_ROOM } from './encoder.js';
import { fault } from './fault.js';
import { readTables } from './pack_tables.js';

/**
 * @typedef {object} CoreExports what vitrine.wasm exports, and the JavaScript core alike
 * @property {{ readonly buffer: ArrayBuffer, grow(pages: number): number }} memory
 * @property {number | { value: number }} __heap_base
 * @property {() => number} vt_abi_version
 * @property {(bytes: number, length: number) => number} vt_pack_size
 * @property {(memory: number, size: number, bytes: number, length: number) => number} vt_load
 * @property {(pack: number) => number} vt_visitor_size
 * @property {(pack: number, visitor: number, size: number, snapshot: number, length: number, id: number, idLength: number, purposes: number) => number} vt_restore
 * @property {(pack: number, visitor: number, purposes: number) => number} vt_purposes
 * @property {(pack: number, visitor: number, event: number, length: number) => number} vt_ingest
 * @property {(pack: number, visitor: number, time: number) => number} vt_advance
 * @property {(pack: number, visitor: number, which: number, out: number, capacity: number) => number} vt_segments
 * @property {(pack: number, visitor: number, slot: number, out: number) => number} vt_decide
 * @property {(pack: number, visitor: number, slot: number, items: number, length: number, order: number, count: number) => number} vt_rank
 * @property {(pack: number, visitor: number) => number} vt_next_change
 * @property {(pack: number, visitor: number, out: number, capacity: number) => number} vt_snapshot
 * @property {(pack: number, visitor: number) => number} vt_forget
 */
/** @typedef {ReturnType<typeof makeCore>} Core */

const PAGE = 65536;
/** The longest answer: two bytes for each of at most 8,192 segments. */
const OUT_BYTES = 2 * MOST_SEGMENTS;

/**
 * @param {() => CoreExports} instantiate
 * @param {Uint8Array} pack
 * @param {import('./pack_tables.js').Names} [names]
 */
export function makeCore(instantiate, pack, names) {
  // The caller's bytes may change or go away; a new instance needs the same again.
  const packBytes = new Uint8Array(pack);
  let top = 0;
  let isRising = false;
  /** Blocks of released visitors. @type {number[]} */
  let free = [];

  const core = {
    calls_: /** @type {CoreExports} */ ({}),
    bytes_: packBytes,
    /** Addresses: the loaded pack; events, items and snapshots on their way in or out; what the core answers. */
    packAt_: 0,
    scratch_: 0,
    scratchSize_: 0,
    out_: 0,
    visitorSize_: 0,
    /** Live visitors, made anew after a trap. @type {Set<() => void>} */
    rebirths_: new Set(),

    /** Makes the scratch twice as large, so that what is left behind stays less than the new one. */
    enlarge_() {
      core.scratchSize_ *= 2;
      core.scratch_ = reserve(core.scratchSize_);
    },
    block_: () => free.pop() ?? reserve(core.visitorSize_),
    /** @param {number} block @param {() => void} reborn its owner's */
    giveBack_(block, reborn) {
      free.push(block);
      core.rebirths_.delete(reborn);
    },
  };

  /** @param {number} size in bytes @returns {number} address, a multiple of 16 */
  function reserve(size) {
    const address = (top + 15) & -16;
    const missing = address + size - core.bytes_.length;
    // WebAssembly throws where the JavaScript core answers -1.
    if (missing > 0 && core.calls_.memory.grow(Math.ceil(missing / PAGE)) < 0) throw fault('Memory', size);
    top = address + size;
    // The view dies when the memory grows, and only this makes it grow.
    core.bytes_ = new Uint8Array(core.calls_.memory.buffer);
    return address;
  }

  /**
   * A trap is noticed whichever call it happens in: nothing of the instance is trusted then, a new one goes on from the last snapshots.
   * The arguments are fixed, since an array of them would be allocated with each call.
   * @param {(...args: any[]) => number} call
   */
  function guarded(call) {
    /** @type {(...args: any[]) => number} */
    const safe = (a, b, c, d, e, f, g, h) => {
      try {
        return call(a, b, c, d, e, f, g, h);
      } catch (error) {
        if (!isRising) rise();
        throw fault('Trap', error);
      }
    };
    return safe;
  }

  function rise() {
    isRising = true;
    try {
      boot();
      for (const reborn of core.rebirths_) reborn();
    } catch {
      // The trap itself is what the caller is told; the next call tries again.
    }
    isRising = false;
  }

  function boot() {
    const fresh = instantiate();
    /** @type {Record<string, any>} */
    const calls = {};
    for (const [name, value] of Object.entries(fresh)) calls[name] = typeof value === 'function' ? guarded(value) : value;
    core.calls_ = /** @type {any} */ (calls);
    if (core.calls_.vt_abi_version() !== ABI) throw fault('Version');
    const base = fresh.__heap_base;
    top = Number(typeof base === 'object' ? base.value : base);
    free = [];
    core.bytes_ = new Uint8Array(fresh.memory.buffer);
    core.scratchSize_ = Math.max(EVENT_ROOM, packBytes.length);
    core.scratch_ = reserve(core.scratchSize_);
    core.bytes_.set(packBytes, core.scratch_);
    const size = core.calls_.vt_pack_size(core.scratch_, packBytes.length);
    if (size > 0) core.packAt_ = reserve(size);
    if (size <= 0 || core.calls_.vt_load(core.packAt_, size, core.scratch_, packBytes.length) !== 0) throw fault('Pack', packBytes.length);
    core.visitorSize_ = core.calls_.vt_visitor_size(core.packAt_);
    core.out_ = reserve(OUT_BYTES);
  }

  boot();
  const tables = readTables(packBytes, names);
  return Object.assign(core, { tables_: tables, encoder_: createEncoder(tables) });
}
