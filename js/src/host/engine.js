// The engine: one core with one pack, and as many visitors as one likes.

import { Core } from './core.js';
import { Visitor } from './visitor.js';

/** @typedef {import('./encoder.js').LogEvent} LogEvent */
/** @typedef {import('./encoder.js').Fields} Fields */
/** @typedef {import('./visitor.js').Decision} Decision */

/**
 * @param {() => import('./memory.js').CoreExports} instantiate a new instance of the core with each call
 * @param {Uint8Array} pack
 * @param {{ segments?: string[] }} [names] the parsed sidecar
 */
export function makeEngine(instantiate, pack, names) {
  const core = new Core(instantiate, pack, names);
  const { slots, segments, exported, visitGap } = core.tables;
  return {
    /** What the pack says of itself. */
    strategy: { slots, segments, exported, visitGap },

    /** @param {{ id?: string, snapshot?: Uint8Array | null, purposes?: Iterable<string> }} [options] */
    visitor(options) {
      return new Visitor(core, options);
    },

    /** Bytes of the core's memory. */
    memorySize: () => core.memory.bytes.length,
  };
}

/** @typedef {ReturnType<typeof makeEngine>} Engine */

/**
 * All of a page view in one synchronous step; nothing of the visitor stays.
 * @param {Engine} engine
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
