// The core's memory beyond its own data, handed out in blocks that never move.

import { fault } from './fault.js';

const PAGE = 65536;

/**
 * @typedef {object} CoreExports what vitrine.wasm exports, and the JavaScript core alike
 * @property {{ readonly buffer: ArrayBuffer, grow(pages: number): number }} memory
 * @property {number | { value: number }} __heap_base
 * @property {() => number} vt_abi_version
 * @property {(bytes: number, length: number) => number} vt_pack_size
 * @property {(memory: number, size: number, bytes: number, length: number) => number} vt_load
 * @property {(pack: number) => number} vt_visitor_size
 * @property {(pack: number, visitor: number, size: number, snapshot: number, length: number, purposes: number) => number} vt_restore
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

export class Memory {
  /** @param {CoreExports} core */
  constructor(core) {
    this.memory = core.memory;
    const base = core.__heap_base;
    /** First byte that belongs to nobody. */
    this.top = Number(typeof base === 'object' ? base.value : base);
    this.look();
  }

  /** Makes the views anew; they die when the memory grows, which only `reserve` makes it do. */
  look() {
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
  }

  /** @param {number} size in bytes @returns {number} address, a multiple of 16 */
  reserve(size) {
    const address = (this.top + 15) & ~15;
    const missing = address + size - this.bytes.length;
    if (missing > 0) {
      // WebAssembly throws where the JavaScript core answers -1: the length tells for both.
      try {
        this.memory.grow(Math.ceil(missing / PAGE));
      } catch {}
      this.look();
      if (address + size > this.bytes.length) throw fault('Memory', `no room for ${size} bytes more; release visitors that are done`);
    }
    this.top = address + size;
    return address;
  }
}
