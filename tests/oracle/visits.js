// Visits: how activity falls into visits that end a gap after their last event.

/** @typedef {import('./event.js').Event} Event */

/**
 * @typedef {object} Visit
 * @property {Set<Event>} events
 * @property {number} first second of its first event
 * @property {number} last second of its newest event
 */

/**
 * @param {Event[]} events in the order in which they were taken
 * @param {number} gap in seconds
 * @returns {Visit[]}
 */
export function readVisits(events, gap) {
  /** @type {Visit[]} */
  const visits = [];
  for (const event of events.filter(other => other.activity)) {
    const newest = visits.at(-1);
    if (newest && event.time < newest.last + gap) {
      newest.events.add(event);
      newest.last = event.time;
    } else {
      visits.push({ events: new Set([event]), first: event.time, last: event.time });
    }
  }
  return visits;
}
