// Pages in the memory of vitrine-edge.wasm: any number of scans side by side, each in a block of its own.

/**
 * @typedef {object} Exports what is used here of the module
 * @property {{ readonly buffer: ArrayBuffer, grow(pages: number): number }} memory
 * @property {{ value: number }} __heap_base
 * @property {() => number} vt_page_size
 * @property {(scan: number, size: number) => number} vt_page_begin
 * @property {(scan: number, bytes: number, length: number, isLast: number) => number} vt_page_scan
 * @property {(scan: number) => number} vt_page_known
 * @property {(scan: number) => number} vt_page_slots
 * @property {(scan: number) => number} vt_page_variants
 * @property {(scan: number) => number} vt_page_names
 * @property {(scan: number, slot: number, items: number, capacity: number) => number} vt_page_items
 * @property {(scan: number, slot: number, variant: number, ranges: number, capacity: number) => number} vt_page_fill
 * @property {(scan: number, slot: number, order: number, count: number, items: number, ranges: number, capacity: number) => number} vt_page_order
 */
/** @typedef {{ start: number, contentStart: number, contentEnd: number, end: number, name: string, reasons: number, variants: Variant[], itemCount: number, isChosen: boolean }} Slot end: 0 while it is open */
/** @typedef {{ name: string, reasons: number }} Variant */
/** @typedef {{ start: number, end: number, tagStart: number, tagEnd: number }} Item */
/** @typedef {[start: number, end: number]} Range of the page's bytes */
/** @typedef {{ scanned: number, headEnd: number, html: Range, state: Range, states: number, isOff: boolean, reasons: number, slots: number }} Known */
/** What the core reads of a list's items. @typedef {{ bytes: Uint8Array, count: number }} EncodedItems */
/**
 * @typedef {object} Scan
 * @property {() => boolean} isPlanned what it answers was known before the page came
 * @property {(bytes: Uint8Array, isLast: boolean) => boolean} take the next bytes of the page; false: they are too many, or others needed its block
 * @property {() => Known} known
 * @property {(number: number) => Slot} slot
 * @property {(slot: number) => Item[] | null} items the children of a list that move; null: it cannot be sorted
 * @property {(slot: number, engine: object, encode: (fields: Record<string, unknown>[]) => EncodedItems) => EncodedItems | null} encoded its items, where they are known already
 * @property {(slot: number, variant: number) => Range[] | null} fill what stands in the slot with a variant shown; -1: the default; null: it stays
 * @property {(slot: number, places: ArrayLike<number>) => Range[] | null} order null: the list stays
 * @property {() => void} end gives the block back; no call may follow
 */
/** @typedef {ReturnType<typeof openScanner>} Scanner */

const PAGE = 65536;
/** Bytes that cross at once. */
const PIECE = 65536;
const SLOT_WORDS = 12;
const VARIANT_WORDS = 8;
const MOST_ITEMS = 2000;
/** Two for each item, and one: what stands between, and behind the last. */
const MOST_RANGES = 2 * MOST_ITEMS + 1;
/** Scans at a time, of 170 KB each. */
const MOST_SCANS = 128;

/** @param {WebAssembly.Module} module vitrine-edge.wasm */
export function openScanner(module) {
  const core = /** @type {Exports} */ (/** @type {any} */ (new WebAssembly.Instance(module).exports));
  const size = core.vt_page_size();
  let top = (core.__heap_base.value + 7) & ~7;
  /** @type {number[]} */
  const free = [];
  /** Ends each scan that is at work, the oldest first. @type {Set<() => void>} */
  const running = new Set();

  /** @param {number} length in bytes @returns {number} address, a multiple of 8 */
  function reserve(length) {
    const address = top;
    const missing = address + length - core.memory.buffer.byteLength;
    if (missing > 0) core.memory.grow(Math.ceil(missing / PAGE));
    top = (address + length + 7) & ~7;
    return address;
  }

  const piece = reserve(PIECE);
  const items = reserve(16 * MOST_ITEMS);
  const ranges = reserve(8 * MOST_RANGES);
  const order = reserve(2 * MOST_ITEMS);

  const words = (/** @type {number} */ at, /** @type {number} */ count) => new Uint32Array(core.memory.buffer, at, count);
  /** @param {number} count @returns {Range[] | null} */
  function rangesOf(count) {
    if (count < 0) return null;
    const all = words(ranges, 2 * count);
    /** @type {Range[]} */
    const found = [];
    for (let i = 0; i < 2 * count; i += 2) found.push([all[i], all[i + 1]]);
    return found;
  }

  /**
   * Where too many are at work the oldest page goes on as it comes: a reader that went away without a word would hold its block for ever.
   * @returns {Scan | null} of a new page; null: the core refuses
   */
  function begin() {
    if (running.size === MOST_SCANS) for (const end of [...running].slice(0, 1)) end();
    const scan = free.pop() ?? reserve(size);
    if (core.vt_page_begin(scan, size) !== 0) return null;
    const end = () => {
      if (running.delete(end)) free.push(scan);
    };
    running.add(end);

    /** @param {number} at @param {number} length of the names */
    const nameAt = (at, length) =>
      new TextDecoder().decode(new Uint8Array(core.memory.buffer, core.vt_page_names(scan) + at, length).slice());

    return {
      isPlanned: () => false,
      encoded: () => null,

      take(bytes, isLast) {
        if (!running.has(end)) return false;
        for (let at = 0; at < bytes.length || at === 0; at += PIECE) {
          const part = bytes.subarray(at, at + PIECE);
          new Uint8Array(core.memory.buffer).set(part, piece);
          if (core.vt_page_scan(scan, piece, part.length, isLast && at + PIECE >= bytes.length ? 1 : 0) !== 0) return false;
        }
        return true;
      },

      known() {
        const [scanned, , headEnd, htmlStart, htmlEnd, stateStart, stateEnd, states, slots, , isOff, reasons] = words(
          core.vt_page_known(scan),
          12,
        );
        return { scanned, headEnd, html: [htmlStart, htmlEnd], state: [stateStart, stateEnd], states, isOff: isOff === 1, reasons, slots };
      },

      slot(number) {
        const [start, contentStart, contentEnd, end, name, nameLength, reasons, first, count, , itemCount, isChosen] = words(
          core.vt_page_slots(scan) + 4 * SLOT_WORDS * number,
          SLOT_WORDS,
        );
        const variants = Array.from({ length: count }, (_, i) => {
          const [, , , , at, length, why] = words(core.vt_page_variants(scan) + 4 * VARIANT_WORDS * (first + i), VARIANT_WORDS);
          return { name: nameAt(at, length), reasons: why };
        });
        return {
          start,
          contentStart,
          contentEnd,
          end,
          name: nameAt(name, nameLength),
          reasons,
          variants,
          itemCount,
          isChosen: isChosen === 1,
        };
      },

      items(slot) {
        const count = core.vt_page_items(scan, slot, items, MOST_ITEMS);
        if (count < 0) return null;
        const all = words(items, 4 * count);
        const found = [];
        for (let i = 0; i < 4 * count; i += 4) found.push({ start: all[i], end: all[i + 1], tagStart: all[i + 2], tagEnd: all[i + 3] });
        return found;
      },

      fill: (slot, variant) => rangesOf(core.vt_page_fill(scan, slot, variant, ranges, MOST_RANGES)),

      order(slot, places) {
        if (places.length > MOST_ITEMS) return null;
        new Uint16Array(core.memory.buffer, order, places.length).set(places);
        return rangesOf(core.vt_page_order(scan, slot, order, places.length, items, ranges, MOST_RANGES));
      },

      end,
    };
  }

  return { begin, /** Bytes of the module's memory. */ memorySize: () => core.memory.buffer.byteLength };
}
