// What happens in a pair, in its order: the events of its logs and, between them, changes of a visitor's purposes and of the strategy.
import { logOf } from './generate.js';
import { checkedLine, mergeLogs, readLog } from './log.js';
import { PURPOSES } from './purposes.js';
import { parseTime } from './time.js';

/**
 * @typedef {object} PurposesLine from this moment exactly these are granted
 * @property {string} visitor
 * @property {number} time in seconds
 * @property {string[]} purposes
 *
 * @typedef {object} ChangeLine from here on every visitor goes on under another strategy, from its snapshot
 * @property {any} change the strategy
 * @property {number} time always 0: it has none
 *
 * @typedef {import('./log.js').LogLine | PurposesLine | ChangeLine} PairLine
 */

/** @param {import('./run_pair.js').Pair} pair @returns {PairLine[]} */
export function linesOf(pair) {
  return mergeLogs(
    (pair.files ?? [pair.events ?? []]).map((events, number) => readLog(logOf(events), checkedPairLine, String(number + 1)).lines),
  );
}

/** @param {any} line as a pair has it @returns {boolean} */
export function isPurposesLine(line) {
  return typeof line === 'object' && line !== null && Array.isArray(line.purposes) && !('event' in line);
}

/** @param {any} line as a pair has it @returns {boolean} */
export function isChangeLine(line) {
  return typeof line?.change === 'object';
}

/** @param {import('./run_pair.js').Pair} pair @returns {boolean} whether the strategy changes */
export function hasChange(pair) {
  return (pair.events ?? []).some(isChangeLine);
}

/** @param {import('./run_pair.js').Pair} pair @returns {boolean} whether logs and a strategy say all of it */
export function isLog(pair) {
  return !hasPurposes(pair) && !hasChange(pair);
}

/** @param {import('./run_pair.js').Pair} pair @returns {boolean} */
export function hasPurposes(pair) {
  return (pair.files ?? [pair.events ?? []]).flat().some(isPurposesLine);
}

/** @param {any} raw a parsed line @returns {PairLine | string} */
function checkedPairLine(raw) {
  if (isChangeLine(raw)) return { change: raw.change, time: 0 };
  if (!isPurposesLine(raw)) return checkedLine(raw);
  const time = parseTime(raw.time);
  const unknown = raw.purposes.find((/** @type {string} */ purpose) => !PURPOSES.includes(purpose));
  if (time === null || unknown !== undefined || typeof raw.visitor !== 'string')
    return 'a purposes line has a visitor, a time and purposes';
  return { visitor: raw.visitor, time, purposes: raw.purposes };
}
