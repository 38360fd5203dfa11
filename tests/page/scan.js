// The scanner of vitrine-edge.wasm, called as a host does: a page's bytes in pieces, and the plan that is known after them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../toolchains/host.js';

/** @typedef {{ start: number, contentStart: number, contentEnd: number, end: number, name: string, reasons: number, variants: Variant[], items: Item[] | null, itemCount: number, isChosen: boolean }} Slot */
/** @typedef {{ start: number, contentStart: number, contentEnd: number, end: number, name: string, reasons: number, needs: number }} Variant */
/** @typedef {{ start: number, end: number, tagStart: number, tagEnd: number }} Item */
/** @typedef {{ scanned: number, isEnded: boolean, headEnd: number, html: [number, number], state: [number, number], states: number, isOff: boolean, reasons: number, slots: Slot[] }} Plan */

export const REASONS = [
  ...['ELEMENT', 'NO_END', 'LEAKS', 'FORMATTING', 'NESTED', 'NAME', 'HOLDS', 'NAMED_SLOT'],
  ...['DECIDE', 'APP', 'LOST', 'LIMIT', 'PLACE', 'SCRIPT'],
];
/** @param {number} bits @returns {string[]} */
export const reasonsOf = bits => REASONS.filter((_, bit) => bits & (1 << bit));

const module = new WebAssembly.Module(readFileSync(path.join(root, 'build/wasm/wasm/vitrine-edge.wasm')));

export function openScanner() {
  const core = /** @type {any} */ (new WebAssembly.Instance(module).exports);
  const size = core.vt_page_size();
  const scan = (core.__heap_base.value + 7) & ~7;
  const room = scan + size + 64 * 1000 + 8 * 4200 + 4000;
  const most = (4 << 20) + 1;
  core.memory.grow(Math.ceil((room + most - core.memory.buffer.byteLength) / 65536));
  const names = new TextDecoder();

  /** @returns {Plan} */
  function plan() {
    const word = (/** @type {number} */ at, /** @type {number} */ i) => new Uint32Array(core.memory.buffer, at, i + 1)[i];
    const page = core.vt_page_known(scan);
    const slots = core.vt_page_slots(scan);
    const variants = core.vt_page_variants(scan);
    const texts = core.vt_page_names(scan);
    const text = (/** @type {number} */ at, /** @type {number} */ length) =>
      names.decode(new Uint8Array(core.memory.buffer, texts + at, length).slice());
    const known = (/** @type {number} */ i) => word(page, i);
    return {
      scanned: known(0),
      isEnded: known(1) === 1,
      headEnd: known(2),
      html: [known(3), known(4)],
      state: [known(5), known(6)],
      states: known(7),
      isOff: known(10) === 1,
      reasons: known(11),
      slots: Array.from({ length: known(8) }, (_, number) => {
        const at = (/** @type {number} */ i) => word(slots + 48 * number, i);
        const count = core.vt_page_items(scan, number, scan + size, 2000);
        return {
          ...{ start: at(0), contentStart: at(1), contentEnd: at(2), end: at(3), name: text(at(4), at(5)), reasons: at(6) },
          variants: Array.from({ length: at(8) }, (__, i) => {
            const of = (/** @type {number} */ k) => word(variants + 32 * (at(7) + i), k);
            return {
              start: of(0),
              contentStart: of(1),
              contentEnd: of(2),
              end: of(3),
              name: text(of(4), of(5)),
              reasons: of(6),
              needs: of(7),
            };
          }),
          items:
            count < 0
              ? null
              : Array.from({ length: count }, (__, i) => {
                  const of = (/** @type {number} */ k) => word(scan + size + 16 * i, k);
                  return { start: of(0), end: of(1), tagStart: of(2), tagEnd: of(3) };
                }),
          itemCount: at(10),
          isChosen: at(11) === 1,
        };
      }),
    };
  }

  const ranges = scan + size + 64 * 1000;
  /** @param {number} count @returns {[number, number][] | null} */
  const rangesOf = count =>
    count < 0
      ? null
      : Array.from({ length: count }, (_, i) => {
          const [start, end] = new Uint32Array(core.memory.buffer, ranges + 8 * i, 2);
          return [start, end];
        });

  return {
    plan,
    /** What stands in a slot with a variant shown; -1: the default. @param {number} slot @param {number} variant */
    fill: (slot, variant) => rangesOf(core.vt_page_fill(scan, slot, variant, ranges, 500)),
    /** @param {number} slot @param {number[]} order */
    order(slot, order) {
      const at = ranges + 8 * 4200;
      new Uint16Array(core.memory.buffer, at, order.length).set(order);
      return rangesOf(core.vt_page_order(scan, slot, at, order.length, scan + size, ranges, 4200));
    },
    /** @param {Uint8Array} bytes @param {number[]} [cuts] where the pieces end, ascending @returns {Plan} */
    scan(bytes, cuts = []) {
      if (core.vt_page_begin(scan, size) !== 0) throw new Error('vt_page_begin refused');
      const ends = [...cuts, bytes.length];
      ends.forEach((end, i) => {
        const piece = bytes.subarray(i === 0 ? 0 : ends[i - 1], end);
        new Uint8Array(core.memory.buffer, room, piece.length).set(piece);
        if (core.vt_page_scan(scan, room, piece.length, i === ends.length - 1 ? 1 : 0) !== 0) throw new Error('vt_page_scan refused');
      });
      return plan();
    },
  };
}
