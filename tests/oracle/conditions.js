// The one grammar of conditions: maps of names with tests, and all, any, none, at_least, segment, stage.
import { thousandths } from './amounts.js';
import { cutText } from './texts.js';
import { parseDuration } from './time.js';

/** @typedef {import('./values.js').Value} Value */

/**
 * @typedef {object} Scope where names get their values
 * @property {(name: string) => Value | null} value
 * @property {(id: string) => boolean} segment
 * @property {() => string | null} stage
 */

/** Counts in a window of time are exact for comparators whose constants are at most this. */
const EXACT_COUNT = 32;

/**
 * @param {any} condition a map; all its keys must hold
 * @param {Scope} scope
 * @returns {boolean}
 */
export function holds(condition, scope) {
  return Object.keys(condition).every(key => keyHolds(condition, key, scope));
}

/** @param {any} condition @param {string} key @param {Scope} scope @returns {boolean} */
function keyHolds(condition, key, scope) {
  const test = condition[key];
  /** @type {(part: any) => boolean} */
  const partHolds = part => holds(part, scope);
  if (key === 'all') return test.every(partHolds);
  if (key === 'any') return test.some(partHolds);
  if (key === 'none') return !test.some(partHolds);
  if (key === 'at_least') return condition.of.filter(partHolds).length >= test;
  if (key === 'of') return true;
  if (key === 'segment') return [test].flat().some(id => scope.segment(id));
  if (key === 'stage') return [test].flat().includes(scope.stage());
  return testHolds(test, scope.value(key));
}

/**
 * @param {any} test a bare value, a list, or a map of comparators that must all hold
 * @param {Value | null} value
 * @returns {boolean}
 */
export function testHolds(test, value) {
  if (Array.isArray(test)) return compare('in', test, value);
  if (typeof test !== 'object' || test === null) return compare('eq', test, value);
  return Object.keys(test).every(comparator => compare(comparator, test[comparator], value));
}

/** @param {string} comparator @param {any} constant @param {Value | null} value @returns {boolean} */
function compare(comparator, constant, value) {
  if (comparator === 'exists') return constant === (value !== null);
  if (value === null) return false;
  if (comparator === 'in') return constant.some((/** @type {any} */ one) => equals(seenBy(constant, value), one));
  if (comparator === 'eq') return equals(seenBy([constant], value), constant);
  if (comparator === 'gte' || comparator === 'lt') {
    const sign = order(seenBy([constant], value), constant);
    return sign !== null && (comparator === 'gte') === sign >= 0;
  }
  if (value.text === undefined) return false;
  const part = cutText(constant);
  if (comparator === 'starts_with') return value.text.startsWith(part);
  if (comparator === 'ends_with') return value.text.endsWith(part);
  if (comparator === 'contains') return value.text.includes(part);
  throw new Error(`unknown comparator "${comparator}"`);
}

/** @param {any[]} constants of one comparator @param {Value} value @returns {Value} the value as that comparator sees it */
function seenBy(constants, value) {
  const large = constants.some(constant => typeof constant === 'number' && constant > EXACT_COUNT);
  return large && value.coarse !== undefined ? { ...value, num: value.coarse } : value;
}

/** @param {Value} value @param {any} constant @returns {boolean} */
function equals(value, constant) {
  if (typeof constant === 'boolean') return value.flag === constant;
  if (typeof constant === 'string') return value.text === cutText(constant);
  return order(value, constant) === 0;
}

/** @param {Value} value @param {any} constant a number or a duration @returns {number | null} sign of value minus constant */
function order(value, constant) {
  const seconds = parseDuration(constant);
  const limit = seconds === null ? (typeof constant === 'number' ? thousandths(constant) : null) : BigInt(seconds) * 1000n;
  if (limit === null || value.num === undefined || value.den === undefined) return null;
  const difference = value.num * 1000n - limit * value.den;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}
