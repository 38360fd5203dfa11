// All of a page view in one synchronous step, after which nothing of the visitor stays: what the edge needs.

/**
 * @typedef {object} PageView
 * @property {string} [id]
 * @property {Uint8Array | null} [snapshot]
 * @property {Iterable<string>} [purposes]
 * @property {import('./encoder.js').LogEvent[]} [events] each with its `time`, else it happens at `at`
 * @property {string[]} [slots]
 * @property {Record<string, import('./encoder.js').Fields[] | import('./full_visitor.js').EncodedItems>} [lists] items by sort slot
 * @property {string | number} at
 */

/**
 * @param {import('./full_visitor.js').FullVisitor} visitor is released
 * @param {PageView} view
 */
export function turn(visitor, { events = [], slots = [], lists = {}, at }) {
  try {
    for (const event of events) visitor.ingest(event, { at: event.time ?? at });
    visitor.advance(at);
    return {
      decisions: Object.fromEntries(slots.map(slot => [slot, visitor.decide(slot)])),
      orders: Object.fromEntries(
        Object.entries(lists).map(([slot, items]) => [
          slot,
          'bytes' in items ? visitor.rankEncoded(slot, items) : visitor.rank(slot, items),
        ]),
      ),
      snapshot: visitor.snapshot(),
      nextChange: visitor.nextChange(),
    };
  } finally {
    visitor.release();
  }
}
