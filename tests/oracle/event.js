// One event as the language sees it: its fields and items with the rules for amounts, quantities, currency and `value` applied.
import { boundedAmount } from './amounts.js';
import { valueOfField } from './values.js';

/** @typedef {import('./values.js').Value} Value */
/** @typedef {Record<string, Value | null>} Fields */

/**
 * @typedef {object} Event
 * @property {string} name
 * @property {number} time in seconds, never before that of an earlier event of the visitor
 * @property {Fields} fields
 * @property {Record<string, any>} raw the fields as they were written
 * @property {Fields[]} items
 * @property {boolean} activity whether it begins, belongs to and prolongs visits
 * @property {Set<string>} purposes under which it is remembered
 * @property {boolean} stands whether what the page stated by it is still known, with any purpose or none
 */

/** More items of one event are ignored. */
const MOST_ITEMS = 200;
const AMOUNTS = ['price', 'value', 'discount', 'orders_value'];
const NO_ACTIVITY = ['refund', 'customer_sync', 'identify', 'evidence'];

/**
 * @param {import('./log.js').LogLine} line
 * @param {number} time at which it is taken
 * @param {string | undefined} currency of the strategy
 * @param {Set<string>} [granted] purposes
 * @returns {Event}
 */
export function eventOf(line, time, currency, granted = new Set()) {
  const given = valueOfField(line.fields.currency);
  const foreign = currency !== undefined && given !== null && given.text !== currency;
  return {
    name: line.event,
    time,
    fields: fieldsOf(line.fields, foreign),
    raw: line.fields,
    items: line.items.slice(0, MOST_ITEMS).map(item => fieldsOf(item, foreign)),
    activity: !NO_ACTIVITY.includes(line.event),
    purposes: new Set(granted),
    stands: true,
  };
}

/** @param {Record<string, any>} raw @param {boolean} foreign whether its amounts are of another currency @returns {Fields} */
function fieldsOf(raw, foreign) {
  const fields = Object.create(null);
  for (const name of Object.keys(raw)) {
    const value = valueOfField(raw[name]);
    if (AMOUNTS.includes(name)) fields[name] = foreign ? null : amountOf(value);
    else if (name === 'quantity') fields[name] = cut(amountOf(value));
    else fields[name] = value;
  }
  return fields;
}

/** @param {Value | null} value @returns {Value | null} what is no number is no value, what is negative is 0 */
function amountOf(value) {
  if (value?.num === undefined) return null;
  return value.num < 0n ? { num: 0n, den: 1000n, text: '0' } : value;
}

/** @param {Value | null} value @returns {Value | null} without its fraction */
function cut(value) {
  if (value?.num === undefined) return null;
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
 * A field named in a rule is the item's own, else the event's.
 * @param {Event} event
 * @param {Fields | null} item
 * @param {string} name
 * @returns {Value | null}
 */
export function fieldOf(event, item, name) {
  const own = item?.[name] ?? null;
  if (own !== null) return own;
  if (name !== 'value') return event.fields[name] ?? null;
  const value = effectiveValueOf(event);
  return value === null ? null : { num: value, den: 1000n };
}

/** @param {Value | null | undefined} value @returns {bigint | null} its thousandths */
export function numberOf(value) {
  return value?.num === undefined || value.den === undefined ? null : (value.num * 1000n) / value.den;
}

/** @param {Value | null | undefined} value @returns {string | null} */
export function textOf(value) {
  return value?.text ?? null;
}

/** @param {Event} event @returns {bigint | null} its `value` in thousandths, else the sum over its items */
export function effectiveValueOf(event) {
  return numberOf(event.fields.value) ?? valueOfItems(event.items);
}

/** @param {Fields[]} items @returns {bigint | null} the sum of price x quantity in thousandths, null when no item has a price */
export function valueOfItems(items) {
  const priced = items.filter(item => numberOf(item.price) !== null);
  if (priced.length === 0) return null;
  return boundedAmount(priced.reduce((sum, item) => sum + (numberOf(item.price) ?? 0n) * unitsOf(item), 0n));
}

/** @param {Fields} item @returns {bigint} its quantity, 1 when absent */
export function unitsOf(item) {
  const quantity = numberOf(item.quantity);
  return quantity === null ? 1n : quantity / 1000n;
}
