// The features `count`, `sum` and `since`: how many, how much, how long ago.
import { boundedAmount, boundedCount } from '../amounts.js';
import { effectiveValueOf, numberOf, unitsOfItem, valueOfItems } from '../event.js';
import { matchesOf } from '../matching.js';
import { parseDuration } from '../time.js';
import { amount, count, UNREADABLE, whole } from '../values.js';

/** @typedef {import('../history.js').History} History */
/** @typedef {import('../matching.js').Match} Match */
/** @typedef {import('../values.js').Value} Value */

/** A window of time is cut into about this many buckets where it is not exact. */
const BUCKETS = 24;

/** @param {string} within a duration @returns {{width: number, number: number}} its buckets: seconds of one, and how many count */
export function bucketsOf(within) {
  const seconds = parseDuration(within) ?? 1;
  const width = Math.ceil(seconds / BUCKETS);
  return { width, number: Math.ceil(seconds / width) };
}

/** @param {Match} match @param {string} within a duration @param {number} now @returns {boolean} */
function inBuckets(match, within, now) {
  const { width, number } = bucketsOf(within);
  return Math.floor(now / width) - Math.floor(match.event.time / width) < number;
}

/** @param {string | undefined} within @returns {within is string} */
function isDuration(within) {
  return within !== undefined && within !== 'visit';
}

/** @param {any} feature @param {History} history @param {number} now @returns {Value} */
export function countFeature(feature, history, now) {
  const { within } = feature;
  const matches = matchesOf(history, feature, feature.count, feature.where);
  const exact = count(matches.filter(match => history.isWithin(match.event, within, now)).length);
  if (!isDuration(within)) return exact;
  return { ...exact, coarse: BigInt(boundedCount(matches.filter(match => inBuckets(match, within, now)).length)) };
}

/** @param {any} feature @param {History} history @param {number} now @returns {Value | null} no value before the first */
export function sinceFeature(feature, history, now) {
  const newest = matchesOf(history, feature, feature.since, feature.where).at(-1);
  return newest ? whole(now - newest.event.time) : null;
}

/** @param {any} feature @param {History} history @param {number} now @returns {Value} */
export function sumFeature(feature, history, now) {
  const { within } = feature;
  const matches = matchesOf(history, feature, feature.on, feature.where).filter(match =>
    isDuration(within) ? inBuckets(match, within, now) : history.isWithin(match.event, within, now),
  );
  const part = feature.sum === 'quantity' ? quantityOf : valueOfMatch;
  const total = boundedAmount(matches.reduce((sum, match) => sum + part(match, feature.where), 0n));
  return feature.sum === 'quantity' ? whole(total / 1000n) : amount(total);
}

/** @param {Match} match @returns {bigint} in thousandths */
function quantityOf({ event, places }) {
  return places.reduce((sum, item) => sum + (item ? (unitsOfItem(item) ?? 0n) * 1000n : (numberOf(event.fields.quantity) ?? 0n)), 0n);
}

/** @param {Match} match @param {any} where @returns {bigint} in thousandths */
function valueOfMatch({ event, places }, where) {
  const items = places.filter(item => item !== null);
  const names = namesIn(where);
  const ofItems = event.items.some(item => names.some(name => hasValue(item[name])));
  return (ofItems ? valueOfItems(items) : effectiveValueOf(event)) ?? 0n;
}

/** @param {Value | null | undefined} value of a field @returns {boolean} */
function hasValue(value) {
  return (value ?? null) !== null && value !== UNREADABLE;
}

/** @param {any} where @returns {string[]} the fields that a condition names */
function namesIn(where) {
  return Object.entries(where ?? {}).flatMap(([key, test]) => {
    if (['all', 'any', 'none', 'of'].includes(key)) return /** @type {any[]} */ (test).flatMap(namesIn);
    return key === 'at_least' ? [] : [key];
  });
}
