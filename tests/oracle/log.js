// Event logs: NDJSON bytes to checked lines, several files merged by time, broken lines told apart.
import { readJson, writtenNumber } from './json.js';
import { parseTime } from './time.js';

/** What is no field where it stands. */
const OWN_KEYS = ['visitor', 'time', 'event', 'fields', 'ecommerce', 'items'];
const NESTED_KEYS = ['ecommerce', 'items'];
const INTEGER = /^-?[0-9]+$/;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const UTF_16 = ['fffe', 'feff'];

/**
 * @typedef {object} LogLine
 * @property {string} visitor
 * @property {number} time in seconds
 * @property {string} event
 * @property {Record<string, any>} fields those of `ecommerce`, where it has no such key of `fields`, else of the top level
 * @property {Record<string, any>[]} items the objects of the list
 * @property {number[]} itemPlaces where in the list each of them stands, from 0
 * @property {boolean} hasNoItems whether the list is there and empty
 * @property {string} [place] FILE:LINE
 *
 * @typedef {object} BrokenLine
 * @property {number} number of the line, from 1
 * @property {string} sentence
 */

/**
 * @template {object} [Line=LogLine]
 * @param {Uint8Array} bytes one log file
 * @param {(raw: any) => Line | string} [check] what a parsed line is, or what is wrong with it
 * @param {string} [file] its name
 * @returns {{lines: Line[], broken: BrokenLine[]}}
 */
export function readLog(bytes, check = /** @type {any} */ (checkedLine), file = '1') {
  if (UTF_16.includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'))) throw new Error('the log is UTF-16, not UTF-8');
  const lines = [];
  const broken = [];
  let start = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? BYTE_ORDER_MARK.length : 0;
  for (let number = 1; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = readLine(bytes.subarray(start, end), check);
    if (typeof line === 'string') broken.push({ number, sentence: line });
    else if (line) lines.push(Object.assign(line, { place: `${file}:${number}` }));
    start = end + 1;
  }
  return { lines, broken };
}

/**
 * @template Line
 * @param {Uint8Array} bytes
 * @param {(raw: any) => Line | string} check
 * @returns {Line | string | null} the line, what is wrong with it, or null when blank
 */
function readLine(bytes, check) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /^[ \t\r]*$/.test(text) ? null : check(readJson(text));
  } catch (error) {
    return error instanceof SyntaxError ? `no valid JSON, ${error.message}` : 'no valid UTF-8';
  }
}

/** @param {any} raw a parsed line @returns {LogLine | string} */
export function checkedLine(raw) {
  if (!isObject(raw)) return 'a line is one JSON object';
  const visitor = visitorOf(raw);
  if (visitor === null) return '`visitor` is missing, empty, or neither text nor integer';
  if (typeof raw.event !== 'string') return '`event` is missing or no text';
  if (typeof raw.time !== 'string' && typeof raw.time !== 'number') return '`time` is missing or neither text nor number';
  const time = parseTime(raw.time);
  if (time === null) return `\`time\` ${JSON.stringify(raw.time)} is no time`;
  const { fields, list } = fieldsOf(raw);
  const places = Array.isArray(list) ? [...list.keys()].filter(place => isObject(list[place])) : [];
  const items = places.map(place => list[place]);
  return { visitor, time, event: raw.event, fields, items, itemPlaces: places, hasNoItems: Array.isArray(list) && list.length === 0 };
}

/** @param {any} raw @returns {string | null} a text that is not empty, or an integer as its digits stand */
function visitorOf(raw) {
  if (typeof raw.visitor === 'string') return raw.visitor === '' ? null : raw.visitor;
  const digits = writtenNumber(raw, 'visitor');
  return digits !== null && INTEGER.test(digits) ? digits : null;
}

/**
 * As in a `dataLayer` entry: `ecommerce`, here or in `fields`, says more exactly what the event is about.
 * @param {any} raw
 * @returns {{fields: Record<string, any>, list: any}} list: what stands for the items
 */
function fieldsOf(raw) {
  const inner = isObject(raw.fields) ? raw.fields : {};
  const ecommerce = 'ecommerce' in inner ? inner.ecommerce : raw.ecommerce;
  const fields = Object.create(null);
  let list;
  for (const [part, ownKeys] of [
    [raw, OWN_KEYS],
    [inner, NESTED_KEYS],
    [isObject(ecommerce) ? ecommerce : {}, NESTED_KEYS],
  ]) {
    for (const key of Object.keys(part)) if (!ownKeys.includes(key)) fields[key] = part[key];
    if ('items' in part) list = part.items;
  }
  return { fields, list };
}

/** @param {any} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Always the file whose next line is oldest, ties the file named first.
 * @template {{time: number}} Line
 * @param {Line[][]} files
 * @returns {Line[]}
 */
export function mergeLogs(files) {
  const next = files.map(() => 0);
  /** @type {Line[]} */
  const merged = [];
  for (;;) {
    let oldest = -1;
    files.forEach((lines, file) => {
      if (next[file] >= lines.length) return;
      if (oldest < 0 || lines[next[file]].time < files[oldest][next[oldest]].time) oldest = file;
    });
    if (oldest < 0) return merged;
    merged.push(files[oldest][next[oldest]]);
    next[oldest] += 1;
  }
}
