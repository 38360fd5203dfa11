// All of a page view in one synchronous step, after which nothing of the visitor stays: what the edge needs.

/** @typedef {import('./encoder.js').LogEvent} LogEvent */
/** @typedef {import('./encoder.js').Fields} Fields */

/**
 * @param {import('./engine.js').Engine} engine
 * @param {object} view
 * @param {string} [view.id]
 * @param {Uint8Array | null} [view.snapshot]
 * @param {Iterable<string>} [view.purposes]
 * @param {LogEvent[]} [view.events] each with its `time`, else it happens at `at`
 * @param {string[]} [view.slots]
 * @param {Record<string, Fields[]>} [view.lists] items by sort slot
 * @param {string | number} view.at
 */
export function turn(engine, { id, snapshot, purposes, events = [], slots = [], lists = {}, at }) {
  const visitor = engine.visitor({ id, snapshot, purposes });
  try {
    for (const event of events) visitor.ingest(event, { at: event.time ?? at });
    visitor.advance(at);
    return {
      decisions: Object.fromEntries(slots.map(slot => [slot, visitor.decide(slot)])),
      orders: Object.fromEntries(Object.entries(lists).map(([slot, items]) => [slot, visitor.rank(slot, items)])),
      snapshot: visitor.snapshot(),
      nextChange: visitor.nextChange(),
    };
  } finally {
    visitor.release();
  }
}
