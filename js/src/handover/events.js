// What happened in the page, as the cookie vitrine_events carries it to the edge: 1.N.EVENT.EVENT..., written by the page's script, read by the edge.
// An EVENT is base64url of the JSON [seconds, name, fields, items, at]: seconds since the `at` of its view, which stands with the first event of a view.
// The first of all may be the JSON of a text: the page's own id, for an edge that knows none. It has no number.

import { toBytes, toText } from './base64url.js';

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ event: string, fields?: Fields, items?: Fields[], at: number }} Handed at: seconds since 1970 by the clock of the edge */
/** @typedef {{ first: number, id: string | null, events: (Handed | null)[] }} Parcel first: number of the first event; null: an event that cannot be read, which has a number too */

/** Of one cookie or body, at most (EDGE_REPORTS.md B23). */
export const MOST_EVENTS = 60;
const MOST_FIELDS = 8;
const MOST_ITEMS = 10;
const MOST_TEXT = 64;
/** An address says the campaign, which is longer. */
const MOST_ADDRESS = 512;
const ADDRESSES = ['page_location', 'page_referrer'];
const FORM = /^1\.([1-9]\d{0,9})((?:\.[\w-]+)*)$/;

const toJson = (/** @type {unknown} */ value) => toText(new TextEncoder().encode(JSON.stringify(value)));

/**
 * @param {Parcel} parcel
 * @returns {string} an event that is null keeps its number
 */
export function parcelText({ first, id, events }) {
  const parts = id === null ? [] : [toJson(id)];
  let view = NaN;
  for (const each of events) {
    if (!each) {
      parts.push(toJson(null));
      continue;
    }
    const { event, fields, items, at } = each;
    const isNew = Number.isNaN(view);
    if (isNew) view = at;
    parts.push(toJson([at - view, event, fields ?? 0, items ?? 0, ...(isNew ? [at] : [])]));
  }
  return ['1', `${first}`, ...parts].join('.');
}

/** What is no text, number, boolean or null is none, and names beyond the eighth are none either. @param {unknown} fields @returns {Fields} */
function fieldsOf(fields) {
  if (typeof fields !== 'object' || fields === null) return {};
  const kept = Object.entries(fields).slice(0, MOST_FIELDS);
  return Object.fromEntries(
    kept
      .filter(([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [
        name.slice(0, MOST_TEXT),
        typeof value === 'string' ? value.slice(0, ADDRESSES.includes(name) ? MOST_ADDRESS : MOST_TEXT) : value,
      ]),
  );
}

/** @param {string} text @returns {unknown} undefined: it is no JSON in base64url */
function readJson(text) {
  const bytes = toBytes(text);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * All of it may be hostile.
 * @param {string} text
 * @returns {Parcel | null} null: it is none
 */
export function readParcel(text) {
  const [whole, first, rest] = FORM.exec(text) ?? [];
  if (whole === undefined) return null;
  const values = rest
    .split('.')
    .slice(1, MOST_EVENTS + 2)
    .map(readJson);
  const id = typeof values[0] === 'string' ? /** @type {string} */ (values.shift()) : null;
  let view = NaN;
  const events = values.slice(0, MOST_EVENTS).map(value => {
    if (!Array.isArray(value)) return null;
    const [seconds, event, fields, items, at] = value;
    if (typeof at === 'number') view = at;
    if (typeof event !== 'string' || event === '') return null;
    const told = Array.isArray(items) && items.slice(0, MOST_ITEMS).map(fieldsOf);
    return {
      event: event.slice(0, MOST_TEXT),
      fields: fieldsOf(fields),
      ...(told && { items: told }),
      at: Math.trunc(view + Number(seconds)),
    };
  });
  return { first: Number(first), id, events };
}
