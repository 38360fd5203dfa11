// Events and items as the bytes that the core takes (core/FORMAT.md, sections 2 and 3).

import {
  IS_BOOL,
  IS_NUMBER,
  IS_TEXT,
  IS_TRUE,
  IS_UNREAD,
  MOST_EVENT_BYTES,
  MOST_FIELDS,
  MOST_ITEMS,
  MOST_TEXT_BYTES,
  WANT_BOOL,
  WANT_LONG,
  WANT_NUMBER,
  WANT_TEXT,
  WANT_TIME,
  WAS_NUMBER,
} from './constants.js';
import { millionths, plainDecimal, thousandths } from './numbers.js';
import { fnv1a32 } from './pack_tables.js';
import { parseTime } from './times.js';

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ event: string, time?: string | number, fields?: Fields, items?: Fields[], [field: string]: unknown }} LogEvent */

/** In place of the number of items: their list is there, and empty. */
const EMPTY_LIST = 255;
const MOST_LONG = 8192;
/** Characters of what was given for a number. */
const MOST_TOLD = 40;
/** What one item can have at most: each of 254 fields once, with a text, two of them long; and its head. */
const MOST_ITEM = MOST_FIELDS * (12 + MOST_TEXT_BYTES) + 2 * MOST_LONG + 20;
/** Room for an event, and for the one item that turns out not to fit. The fields of an event always fit. */
export const EVENT_ROOM = MOST_EVENT_BYTES + MOST_ITEM;

const OWN_KEYS = ['visitor', 'time', 'event', 'fields', 'items'];
/** @type {Fields} */
const NO_FIELDS = {};
/** @type {Fields[]} */
const NO_ITEMS = [];
const utf8 = new TextEncoder();

/** @param {any} value @returns {value is Fields} */
const isObject = value => value && typeof value === 'object' && !Array.isArray(value);

/**
 * Looks a name's hash up once; what the strategy does not know is remembered too, within bounds.
 * @param {Map<number, number>} byHash
 * @returns {(name: string) => number} index, -1: not known
 */
function lookup(byHash) {
  /** @type {Map<string, number>} */
  const cache = new Map();
  return name => {
    let index = cache.get(name);
    if (index === undefined) {
      index = byHash.get(fnv1a32(name)) ?? -1;
      if (cache.size > 2000) cache.clear();
      cache.set(name, index);
    }
    return index;
  };
}

/** @param {import('./pack_tables.js').PackTables} tables */
export function createEncoder(tables) {
  const eventIndex = lookup(tables.events);
  const fieldIndex = lookup(tables.fields);
  /** @type {Uint8Array} */
  let bytes;
  let end = 0;
  /** What is being written may have a text for a number: evidence, or nothing that the strategy reads. */
  let isQuiet = false;

  /** Little-endian, in two's complement. @param {number} integer its low 32 bits @param {number} size in bytes */
  function put(integer, size) {
    for (; size > 0; size--) {
      bytes[end++] = integer;
      integer >>= 8;
    }
  }

  /** @param {string} text @param {number} most bytes; it is cut at a character */
  function putText(text, most) {
    let length = 0;
    // Nearly all texts are short and plain; those cost no object.
    for (let code = 0; length < text.length && length < most && code < 128; length++) {
      code = text.charCodeAt(length);
      bytes[end + 2 + length] = code;
      if (code > 127) length = MOST_LONG;
    }
    if (length > most) length = utf8.encodeInto(text, bytes.subarray(end + 2, end + 2 + most)).written;
    put(length, 2);
    end += length;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   * @param {boolean} [nulls] null is written
   * @returns {number} 1 when a field was written
   */
  function putField(name, value, nulls) {
    const field = fieldIndex(name);
    if (field < 0) return 0;
    const wants = tables.wants_[field];
    const isText = typeof value === 'string';
    const isNumber = Number.isFinite(value);
    let kind = 0;
    let number = NaN;
    if (wants & WANT_TIME) number = parseTime(value);
    else if (wants & WANT_NUMBER) number = thousandths(isText ? plainDecimal(value) : isNumber ? /** @type {number} */ (value) : NaN);
    if (!Number.isNaN(number)) kind |= IS_NUMBER;
    const text = wants & (WANT_TEXT | WANT_LONG) && (isText || isNumber) ? String(value) : '';
    if (text) kind |= IS_TEXT;
    if (typeof value === 'boolean' && wants & WANT_BOOL) kind = value ? IS_BOOL | IS_TRUE : IS_BOOL;
    if (kind === 0) {
      // Null is absent, but says of a trait that it is gone; a list is absent where no number is asked for.
      const list = typeof value === 'object' && !(wants & (WANT_NUMBER | WANT_TIME));
      if (value === null ? !nulls : value === undefined || value === '' || list) return 0;
      // All else is given, and nothing may take its place.
      if (value !== null) kind = IS_UNREAD;
      if (kind && wants & WANT_NUMBER && !isQuiet) tables.unread_?.(name, isText ? value.slice(0, MOST_TOLD) : typeof value);
    } else if (isNumber) kind |= WAS_NUMBER;
    put(field, 1);
    put(kind, 1);
    if (kind & IS_NUMBER) {
      put(number, 4);
      put(Math.floor(number / 2 ** 32), 4);
    }
    if (text) putText(text, wants & WANT_LONG ? MOST_LONG : MOST_TEXT_BYTES);
    return 1;
  }

  /** @param {Fields} item @returns {number} fields written */
  function putFields(item) {
    let count = 0;
    for (const name in item) count += putField(name, item[name]);
    return count;
  }

  return {
    /**
     * @param {Uint8Array} memory
     * @param {number} at address of EVENT_ROOM bytes
     * @param {LogEvent} event
     * @param {number} time seconds
     * @returns {number} length in bytes; items that do not fit whole are left out
     */
    event(memory, at, event, time) {
      bytes = memory;
      end = at;
      const index = eventIndex(event.event);
      // Null removes a trait.
      const nulls = event.event === 'identify';
      isQuiet = index < 0 || event.event === 'evidence';
      put(time, 4);
      // -1 is the index of a name that the strategy does not know.
      put(index, 4);
      const own = isObject(event.fields) ? event.fields : NO_FIELDS;
      let fields = 0;
      for (const name in own) fields += putField(name, own[name], nulls);
      for (const name in event) if (!OWN_KEYS.includes(name) && !Object.hasOwn(own, name)) fields += putField(name, event[name], nulls);
      let items = 0;
      for (const item of Array.isArray(event.items) ? event.items : NO_ITEMS) {
        const start = end;
        if (!isObject(item)) continue;
        if (items === MOST_ITEMS) break;
        end++;
        bytes[start] = putFields(item);
        if (end - at > MOST_EVENT_BYTES) {
          end = start;
          break;
        }
        items++;
      }
      bytes[at + 6] = Array.isArray(event.items) && event.items.length === 0 ? EMPTY_LIST : items;
      bytes[at + 7] = fields;
      return end - at;
    },

    /**
     * @param {Uint8Array} memory
     * @param {number} at
     * @param {number} room bytes there
     * @param {Fields[]} items
     * @returns {number} length in bytes, -1: the room may be too small
     */
    items(memory, at, room, items) {
      isQuiet = false;
      bytes = memory;
      end = at;
      for (const item of items) {
        if (end - at + MOST_ITEM > room) return -1;
        const start = end;
        put(item.pinned ? 1 : 0, 4);
        for (const signal of ['popularity', 'margin', 'stock', 'novelty']) put(millionths(item[signal]), 4);
        bytes[start + 1] = putFields(item);
      }
      return end - at;
    },
  };
}
