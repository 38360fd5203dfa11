// The features `distinct` and `repeats`: the values of a field, of which the 16 most recently seen are remembered.
import { fieldOf, textOf } from '../event.js';
import { matchesOf } from '../matching.js';
import { whole } from '../values.js';

/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */
/** @typedef {import('../values.js').Value} Value */

/** @typedef {{text: string, events: Event[]}} Seen a value and the events that it was in since it was last forgotten */

const REMEMBERED_VALUES = 16;
const MOST_REPEATS = 16;
const MOST_REPEATS_IN_TIME = 4;

/**
 * @param {History} history
 * @param {any} feature
 * @param {string} field
 * @returns {Seen[]} least recently seen first
 */
function rememberedValues(history, feature, field) {
  return history.once(feature, () => {
    /** @type {Seen[]} */
    let remembered = [];
    for (const { event, places } of matchesOf(history, feature, feature.on, feature.where)) {
      for (const item of places) {
        const text = textOf(fieldOf(event, item, field));
        if (text !== null) remembered = withValue(remembered, text, event);
      }
    }
    return remembered;
  });
}

/** @param {Seen[]} remembered @param {string} text @param {Event} event @returns {Seen[]} */
function withValue(remembered, text, event) {
  const known = remembered.find(seen => seen.text === text);
  const events = known ? [...known.events.filter(other => other !== event), event] : [event];
  return [...remembered.filter(seen => seen !== known), { text, events }].slice(-REMEMBERED_VALUES);
}

/** @param {any} feature @param {History} history @param {number} now @returns {Value} */
export function distinctFeature(feature, history, now) {
  const remembered = rememberedValues(history, feature, feature.distinct);
  return whole(remembered.filter(seen => seen.events.some(event => history.isWithin(event, feature.within, now))).length);
}

/** @param {any} feature @param {History} history @param {number} now @returns {Value} */
export function repeatsFeature(feature, history, now) {
  const most = feature.within === undefined || feature.within === 'visit' ? MOST_REPEATS : MOST_REPEATS_IN_TIME;
  const times = rememberedValues(history, feature, feature.repeats).map(
    seen => seen.events.filter(event => history.isWithin(event, feature.within, now)).length,
  );
  return whole(Math.min(most, Math.max(0, ...times)));
}
