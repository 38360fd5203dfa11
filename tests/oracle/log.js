// Event logs: NDJSON bytes to checked lines, several files merged by time, broken lines told apart.
import { readJson } from './json.js';
import { parseTime } from './time.js';

const OWN_KEYS = ['visitor', 'time', 'event', 'fields', 'items'];

/**
 * @typedef {object} LogLine
 * @property {string} visitor
 * @property {number} time in seconds
 * @property {string} event
 * @property {Record<string, any>} fields those of `fields` and, where it has no such key, of the top level
 * @property {Record<string, any>[]} items
 *
 * @typedef {object} BrokenLine
 * @property {number} number of the line, from 1
 * @property {string} sentence
 */

/**
 * @template [Line=LogLine]
 * @param {Uint8Array} bytes one log file
 * @param {(raw: any) => Line | string} [check] what a parsed line is, or what is wrong with it
 * @returns {{lines: Line[], broken: BrokenLine[]}}
 */
export function readLog(bytes, check = /** @type {any} */ (checkedLine)) {
  const lines = [];
  const broken = [];
  let start = 0;
  for (let number = 1; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = readLine(bytes.subarray(start, end), check);
    if (typeof line === 'string') broken.push({ number, sentence: line });
    else if (line) lines.push(line);
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
  if (typeof raw.visitor !== 'string') return '`visitor` is missing or no text';
  if (typeof raw.event !== 'string') return '`event` is missing or no text';
  if (typeof raw.time !== 'string' && typeof raw.time !== 'number') return '`time` is missing or neither text nor number';
  const time = parseTime(raw.time);
  if (time === null) return `\`time\` ${JSON.stringify(raw.time)} is no time`;
  const fields = Object.create(null);
  for (const key of Object.keys(raw)) if (!OWN_KEYS.includes(key)) fields[key] = raw[key];
  if (isObject(raw.fields)) for (const key of Object.keys(raw.fields)) fields[key] = raw.fields[key];
  const items = Array.isArray(raw.items) ? raw.items.filter(isObject) : [];
  return { visitor: raw.visitor, time, event: raw.event, fields, items };
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
