// The scanner of vitrine-edge.wasm, by the edge's own host: a page's bytes in pieces, and the plan that is known after them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openScanner as openProduct } from '../../js/src/edge/scanner.js';
import { root } from '../../toolchains/host.js';

/** @typedef {import('../../js/src/edge/scanner.js').Slot & { items: import('../../js/src/edge/scanner.js').Item[] | null }} Slot */
/** @typedef {Omit<import('../../js/src/edge/scanner.js').Known, 'slots'> & { slots: Slot[] }} Plan */

export const REASONS = [
  ...['ELEMENT', 'NO_END', 'LEAKS', 'FORMATTING', 'NESTED', 'NAME', 'HOLDS', 'NAMED_SLOT'],
  ...['DECIDE', 'APP', 'LOST', 'LIMIT', 'PLACE', 'SCRIPT'],
];
/** @param {number} bits @returns {string[]} */
export const reasonsOf = bits => REASONS.filter((_, bit) => bits & (1 << bit));

const module = new WebAssembly.Module(readFileSync(path.join(root, 'build/wasm/wasm/vitrine-edge.wasm')));

export function openScanner() {
  const scanner = openProduct(module);
  /** @type {import('../../js/src/edge/scanner.js').Scan | null} */
  let scan = null;
  const current = () => /** @type {import('../../js/src/edge/scanner.js').Scan} */ (scan);
  return {
    /** @param {number} slot @param {number} variant */
    fill: (slot, variant) => current().fill(slot, variant),
    /** @param {number} slot @param {number[]} places */
    order: (slot, places) => current().order(slot, places),
    /** The one before is over. @param {Uint8Array} bytes @param {number[]} [cuts] where the pieces end, ascending @returns {Plan} */
    scan(bytes, cuts = []) {
      scan?.end();
      scan = scanner.begin();
      const ends = [...cuts, bytes.length];
      ends.forEach((end, i) => {
        if (!current().take(bytes.subarray(i === 0 ? 0 : ends[i - 1], end), i === ends.length - 1)) throw new Error('refused');
      });
      const known = current().known();
      const slots = Array.from({ length: known.slots }, (_, number) => ({ ...current().slot(number), items: current().items(number) }));
      return { ...known, slots };
    },
  };
}
