// One event as the language sees it: its fields and items with the rules for amounts, quantities, currency and `value` applied.
import { boundedAmount } from './amounts.js';
import { smallLetters } from './texts.js';
import { UNREADABLE, valueOfField } from './values.js';

/** @typedef {import('./values.js').Value} Value */
/** @typedef {Record<string, Value | null>} Fields */

/**
 * @typedef {object} Event
 * @property {string} name
 * @property {number} time in seconds, never before that of an earlier event of the visitor
 * @property {Fields} fields
 * @property {Record<string, any>} raw the fields as they were written
 * @property {Fields[]} items
 * @property {boolean} hasNoItems whether it says so by an empty list, which is more than giving none
 * @property {boolean} activity whether it begins, belongs to and prolongs visits
 * @property {Set<string>} purposes under which it is remembered
 * @property {boolean} stands whether what the page stated by it is still known, with any purpose or none
 */

/** More items of one event are ignored. */
export const MOST_ITEMS = 200;
const AMOUNTS = ['price', 'value', 'discount', 'orders_value'];
/** Numbers that are given and cannot be read: nothing takes their place. */
export const NUMBERS = [...AMOUNTS, 'quantity', 'tz_offset', 'orders_placed', 'orders_count', 'orders_discounted', 'orders_refunded'];
const NO_ACTIVITY = ['refund', 'customer_sync', 'identify', 'evidence'];

/**
 * @param {import('./log.js').LogLine} line
 * @param {number} time at which it is taken
 * @param {string | undefined} currency of the strategy
 * @param {Set<string>} [granted] purposes
 * @returns {Event}
 */
export function eventOf(line, time, currency, granted = new Set()) {
  const given = currencyIn(line.fields);
  return {
    name: line.event,
    time,
    fields: fieldsOf(line.fields, isForeign(given, currency)),
    raw: line.fields,
    items: line.items.slice(0, MOST_ITEMS).map(item => fieldsOf(item, isForeign(currencyIn(item) ?? given, currency))),
    hasNoItems: line.hasNoItems,
    activity: !NO_ACTIVITY.includes(line.event),
    purposes: new Set(granted),
    stands: true,
  };
}

/** @param {Record<string, any>} raw fields of an event or of an item @returns {string | null} the currency that it gives: a text, or a number as its text */
function currencyIn(raw) {
  return valueOfField(raw.currency)?.text ?? null;
}

/** @param {string | null} given @param {string | undefined} own of the strategy @returns {boolean} whether amounts in it have no value */
function isForeign(given, own) {
  return own !== undefined && given !== null && smallLetters(given) !== smallLetters(own);
}

/** @param {Record<string, any>} raw @param {boolean} foreign whether its amounts are of another currency @returns {Fields} */
function fieldsOf(raw, foreign) {
  const fields = Object.create(null);
  for (const name of Object.keys(raw)) {
    const value = valueOfField(raw[name]);
    if (!isGiven(raw[name])) fields[name] = null;
    else if (NUMBERS.includes(name) && value?.num === undefined) fields[name] = UNREADABLE;
    else if (AMOUNTS.includes(name) && foreign) fields[name] = name === 'value' ? null : UNREADABLE;
    else if (AMOUNTS.includes(name)) fields[name] = notBelowZero(value);
    else if (name === 'quantity') fields[name] = cut(notBelowZero(value));
    else fields[name] = value;
  }
  return fields;
}

/** @param {unknown} raw @returns {boolean} a null and an empty text are absent, as if not given */
export function isGiven(raw) {
  return raw !== null && raw !== undefined && raw !== '';
}

/** @param {Value | null} value a number @returns {Value | null} what is negative is 0 */
function notBelowZero(value) {
  return value?.num !== undefined && value.num < 0n ? { num: 0n, den: 1000n, text: '0' } : value;
}

/** @param {Value | null} value a number @returns {Value | null} without its fraction */
function cut(value) {
  if (value?.num === undefined) return value;
  const units = value.num / 1000n;
  return { num: units * 1000n, den: 1000n, text: String(units) };
}

/**
 * The places in which a rule looks for fields: each item, or the event itself when it has none.
 * @param {Event} event
 * @returns {(Fields | null)[]} null is the event itself
 */
export function placesOf(event) {
  return event.items.length > 0 ? event.items : [null];
}

/**
 * A field named in a rule is the item's own, else the event's; what is given and has no value is not replaced.
 * @param {Event} event
 * @param {Fields | null} item
 * @param {string} name
 * @returns {Value | null}
 */
export function fieldOf(event, item, name) {
  const own = item?.[name] ?? null;
  if (own !== null) return withValue(own);
  if (name !== 'value') return withValue(event.fields[name] ?? null);
  const value = effectiveValueOf(event);
  return value === null ? null : { num: value, den: 1000n };
}

/** @param {Value | null} value @returns {Value | null} */
function withValue(value) {
  return value === UNREADABLE ? null : value;
}

/** @param {Value | null | undefined} value @returns {bigint | null} its thousandths */
export function numberOf(value) {
  return value?.num === undefined || value.den === undefined ? null : (value.num * 1000n) / value.den;
}

/** @param {Value | null | undefined} value @returns {string | null} */
export function textOf(value) {
  return value?.text ?? null;
}

/** @param {Event} event @returns {bigint | null} its `value` in thousandths; where that is absent the sum over its items */
export function effectiveValueOf(event) {
  const given = event.fields.value ?? null;
  return given === null ? valueOfItems(event.items) : numberOf(given);
}

/** @param {Fields[]} items @returns {bigint | null} the sum of price x quantity in thousandths, null when no item adds to it */
export function valueOfItems(items) {
  const parts = items.map(valueOfItem).filter(part => part !== null);
  return parts.length === 0 ? null : boundedAmount(parts.reduce((sum, part) => sum + part, 0n));
}

/** @param {Fields} item @returns {bigint | null} its price x quantity, null when one of them has no value */
function valueOfItem(item) {
  const price = numberOf(item.price);
  const units = unitsOfItem(item);
  return price === null || units === null ? null : price * units;
}

/** @param {Fields[]} items @returns {bigint | null} their quantities together, null when no item adds to it */
export function unitsOfItems(items) {
  const parts = items.map(unitsOfItem).filter(part => part !== null);
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum + part, 0n);
}

/** @param {Fields} item @returns {bigint | null} its quantity, 1 when absent, null when it cannot be read */
export function unitsOfItem(item) {
  if ((item.quantity ?? null) === null) return 1n;
  const quantity = numberOf(item.quantity);
  return quantity === null ? null : quantity / 1000n;
}
