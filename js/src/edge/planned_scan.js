// A page that is known, as it comes again: its plan answers instead of a scan, as long as what comes is what the plan was made of.

/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {import('./scanner.js').Scan} Scan */
/** @typedef {import('./scanner.js').Range} Range */

/**
 * @param {import('./plans.js').PlannedSlot} slot
 * @param {ArrayLike<number>} places
 * @returns {Range[] | null} as vt_page_order makes them
 */
function inOrder({ items, contentStart, contentEnd }, places) {
  if (!items || places.length !== items.length || new Set(Array.from(places)).size !== items.length) return null;
  /** @type {Range[]} */
  const ranges = [];
  let from = contentStart;
  items.forEach((item, i) => {
    const moved = items[places[i]];
    ranges.push([from, item.start], [moved.start, moved.end]);
    from = item.end;
  });
  ranges.push([from, contentEnd]);
  return ranges;
}

/**
 * @param {Plan} plan
 * @param {() => Scan | null} begin a scan, for the first difference
 * @returns {Scan}
 */
export function plannedScan(plan, begin) {
  const { anchors, known, slots } = plan;
  /** What came, for a scan that has to begin late. @type {Uint8Array[]} */
  const parts = [];
  let scanned = 0;
  let next = 0; // of the anchors
  let started = 0; // slots whose beginning has come
  /** @type {Scan | null} */
  let real = null;

  /** @param {Uint8Array} bytes @returns {boolean} they are those of the plan */
  function isAsPlanned(bytes) {
    const end = scanned + bytes.length;
    if (end > known.scanned) return false;
    for (let i = next; i < anchors.length && anchors[i].start < end; i++) {
      const { start, bytes: expected } = anchors[i];
      const first = Math.max(start, scanned);
      const last = Math.min(start + expected.length, end);
      for (let at = first; at < last; at++) if (bytes[at - scanned] !== expected[at - start]) return false;
      if (i === next && start + expected.length <= end) next++;
    }
    return true;
  }

  return {
    isPlanned: () => !real,

    take(bytes, isLast) {
      if (real) return real.take(bytes, isLast);
      parts.push(bytes);
      if (isAsPlanned(bytes) && (!isLast || scanned + bytes.length === known.scanned)) {
        scanned += bytes.length;
        while (started < slots.length && slots[started].contentStart <= scanned) started++;
        return true;
      }
      real = begin();
      const all = parts.splice(0);
      return real !== null && all.every((part, i) => /** @type {Scan} */ (real).take(part, isLast && i === all.length - 1));
    },

    known() {
      if (real) return real.known();
      const isThere = (/** @type {number} */ end) => end <= scanned;
      return {
        ...known,
        scanned,
        headEnd: isThere(known.headEnd + 1) || scanned === known.scanned ? known.headEnd : 0,
        states: isThere(known.state[1]) ? known.states : 0,
        slots: started,
      };
    },

    slot(number) {
      if (real) return real.slot(number);
      const slot = slots[number];
      return slot.end <= scanned ? slot : { ...slot, end: 0, reasons: slot.reasons };
    },

    items: number => (real ? real.items(number) : slots[number].items),
    encoded(number, engine, encode) {
      if (real) return null;
      const slot = slots[number];
      // Under one pack they are the same bytes each time.
      if (slot.encoded?.engine !== engine) slot.encoded = { engine, items: encode(slot.fields) };
      return slot.encoded.items;
    },
    fill: (number, variant) => (real ? real.fill(number, variant) : (slots[number].fills[variant + 1] ?? null)),
    order: (number, places) => (real ? real.order(number, places) : inOrder(slots[number], places)),
    end: () => real?.end(),
  };
}
