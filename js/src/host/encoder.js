// Events and items as the bytes that the core takes (core/FORMAT.md, sections 2 and 3); nothing is allocated for plain ASCII events.

import { millionths, plainDecimal, thousandths } from './numbers.js';
import { fnv1a32 } from './pack_tables.js';
import { parseTime } from './times.js';

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ event: string, time?: string | number, fields?: Fields, items?: Fields[], [field: string]: unknown }} LogEvent */
/** @typedef {{ bytes: Uint8Array, view: DataView }} Views */

const NUMBER = 1;
const TEXT = 2;
const BOOLEAN = 4;
const TIME = 8;
const LONG = 16;
const TRUE = 8;
const WAS_NUMBER = 16;

const UNKNOWN_EVENT = 0xffff;
const MOST_BYTES = 65535;
const MOST_ITEMS = 200;
const MOST_TEXT = 64;
const MOST_LONG = 8192;
/** Room for an event, and for the one field that turns out not to fit. */
export const EVENT_ROOM = MOST_BYTES + MOST_LONG + 16;
/** Room beyond the items to rank, for the one field that turns out not to fit. */
export const ITEM_SLACK = MOST_LONG + 64;

const OWN_KEYS = new Set(['visitor', 'time', 'event', 'fields', 'items']);
const SIGNALS = ['popularity', 'margin', 'stock', 'novelty'];
const utf8 = new TextEncoder();

/** @param {unknown} value @returns {value is Fields} */
const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

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
  /** @type {DataView} */
  let view;
  let end = 0;
  let limit = 0;
  let full = false;

  /** @param {string} text @param {number} most bytes; it is cut at a character */
  function putText(text, most) {
    const at = end + 2;
    const length = Math.min(text.length, most);
    let done = 0;
    for (; done < length; done++) {
      const code = text.charCodeAt(done);
      if (code > 127) break;
      bytes[at + done] = code;
    }
    if (done < length) done = utf8.encodeInto(text, bytes.subarray(at, at + most)).written;
    view.setUint16(end, done, true);
    end = at + done;
  }

  /** @param {number} number an integer */
  function putNumber(number) {
    view.setUint32(end, number >>> 0, true);
    view.setInt32(end + 4, Math.floor(number / 2 ** 32), true);
    end += 8;
  }

  /**
   * @param {number} field
   * @param {unknown} value
   * @param {boolean} nulls null is written
   * @returns {number} 1 when a field was written
   */
  function putValue(field, value, nulls) {
    const wants = tables.wants[field];
    let kind = 0;
    let number = NaN;
    let text = '';
    if (typeof value === 'number' && Number.isFinite(value)) {
      kind = WAS_NUMBER;
      number = value;
      if (wants & (TEXT | LONG)) text = String(value);
    } else if (typeof value === 'string') {
      if (wants & NUMBER) number = plainDecimal(value);
      if (wants & (TEXT | LONG)) text = value;
    } else if (typeof value === 'boolean' && wants & BOOLEAN) {
      kind = value ? BOOLEAN | TRUE : BOOLEAN;
    } else if (value !== null || !nulls) {
      return 0;
    }
    if (wants & TIME) number = parseTime(value);
    else number = wants & NUMBER && !Number.isNaN(number) ? thousandths(number) : NaN;
    if (!Number.isNaN(number)) kind |= NUMBER;
    if (text) kind |= TEXT;
    // Where nothing follows there is nothing to say; null alone says that the field is gone.
    if ((kind === 0 || kind === WAS_NUMBER) && value !== null) return 0;
    bytes[end] = field;
    bytes[end + 1] = kind;
    end += 2;
    if (kind & NUMBER) putNumber(number);
    if (kind & TEXT) putText(text, wants & LONG ? MOST_LONG : MOST_TEXT);
    return 1;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   * @param {boolean} nulls
   * @returns {number} 1 when a field was written; one that does not fit is left out and `full` is set
   */
  function putField(name, value, nulls) {
    const field = fieldIndex(name);
    const before = end;
    if (field < 0 || putValue(field, value, nulls) === 0) return 0;
    if (end <= limit) return 1;
    end = before;
    full = true;
    return 0;
  }

  /** @param {Fields} item @returns {number} fields written */
  function putFields(item) {
    let count = 0;
    for (const name in item) count += putField(name, item[name], false);
    return count;
  }

  /** @param {Fields} item @returns {boolean} false: it does not fit whole and is left out */
  function putItem(item) {
    const start = end++;
    bytes[start] = putFields(item);
    full ||= end > limit;
    if (full) end = start;
    return !full;
  }

  return {
    /**
     * @param {Views} memory
     * @param {number} at address of EVENT_ROOM bytes
     * @param {LogEvent} event
     * @param {number} time seconds
     * @returns {number} length in bytes
     */
    event(memory, at, event, time) {
      ({ bytes, view } = memory);
      limit = at + MOST_BYTES;
      const index = eventIndex(event.event);
      const nulls = index >= 0 && index === tables.identify;
      view.setUint32(at, time, true);
      view.setUint16(at + 4, index < 0 ? UNKNOWN_EVENT : index, true);
      end = at + 8;
      let fields = 0;
      const own = isObject(event.fields) ? event.fields : undefined;
      if (own) for (const name in own) fields += putField(name, own[name], nulls);
      for (const name in event) {
        if (!OWN_KEYS.has(name) && !(own && Object.hasOwn(own, name))) fields += putField(name, event[name], nulls);
      }
      let items = 0;
      full = false;
      if (Array.isArray(event.items)) {
        for (const item of event.items) {
          if (items === MOST_ITEMS) break;
          if (!isObject(item)) continue;
          if (!putItem(item)) break;
          items++;
        }
      }
      bytes[at + 6] = items;
      bytes[at + 7] = fields;
      return end - at;
    },

    /**
     * @param {Views} memory
     * @param {number} at
     * @param {number} room bytes there, besides ITEM_SLACK
     * @param {Fields[]} items
     * @returns {number} length in bytes, -1: the room is too small
     */
    items(memory, at, room, items) {
      ({ bytes, view } = memory);
      limit = at + room;
      end = at;
      full = false;
      for (const item of items) {
        const start = end;
        view.setUint32(start, item.pinned ? 1 : 0, true);
        for (const [i, name] of SIGNALS.entries()) view.setUint32(start + 4 + 4 * i, millionths(item[name]), true);
        end += 20;
        bytes[start + 1] = putFields(item);
        if (full || end > limit) return -1;
      }
      return end - at;
    },
  };
}
