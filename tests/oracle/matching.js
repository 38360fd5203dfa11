// Which events a rule is about: those of a name of which one item (or, without items, the event) fulfils `where`.
import { holds } from './conditions.js';
import { fieldOf, placesOf } from './event.js';

/** @typedef {import('./event.js').Event} Event */
/** @typedef {import('./event.js').Fields} Fields */

/**
 * @typedef {object} Match
 * @property {Event} event
 * @property {(Fields | null)[]} places the items that fulfil the rule, or null for the event itself
 */

/**
 * @param {import('./history.js').History} history
 * @param {any} feature that they are for
 * @param {string} name of the events
 * @param {any} [where] a condition on fields, of this rule alone
 * @returns {Match[]} oldest first
 */
export function matchesOf(history, feature, name, where) {
  return history.once(where ?? `events ${name} from ${history.startOf(feature)}`, () =>
    history
      .collectedFor(feature)
      .filter(event => event.name === name)
      .map(event => ({ event, places: fulfilling(event, where) }))
      .filter(match => match.places.length > 0),
  );
}

/** @param {Event} event @param {any} where @returns {(Fields | null)[]} */
function fulfilling(event, where) {
  if (where === undefined) return placesOf(event);
  return placesOf(event).filter(item =>
    holds(where, {
      value: name => fieldOf(event, item, name),
      segment: () => false,
      stage: () => null,
    }),
  );
}
