// The one form in which conditions see every value: an exact fraction, a text, a boolean, or null for no value.
import { boundedAmount, boundedCount, thousandths, thousandthsOfText } from './amounts.js';
import { cutText } from './texts.js';

/**
 * @typedef {object} Value
 * @property {bigint} [num] numerator of a number
 * @property {bigint} [den] its denominator, above 0
 * @property {bigint} [coarse] numerator that comparators with a constant above 32 see (counts in a window of time)
 * @property {string} [text]
 * @property {boolean} [flag]
 */

/**
 * A field that is given and has no value: nothing takes its place, while for an absent one (null) something may.
 * @type {Value}
 */
export const UNREADABLE = Object.freeze({});

/** @param {number | bigint} number @returns {Value} */
export function whole(number) {
  return { num: BigInt(number), den: 1n };
}

/** @param {number} number @returns {Value} a count, which stops at its limit */
export function count(number) {
  return whole(boundedCount(number));
}

/** @param {bigint} amount in thousandths @returns {Value} */
export function amount(amount) {
  return { num: boundedAmount(amount), den: 1000n };
}

/** @param {number | bigint} num @param {number | bigint} den above 0 @returns {Value} */
export function fraction(num, den) {
  return { num: BigInt(num), den: BigInt(den) };
}

/** @param {string | null} text @returns {Value | null} */
export function label(text) {
  return text === null ? null : { text: cutText(text) };
}

/** @param {boolean} flag @returns {Value} */
export function truth(flag) {
  return { flag };
}

/**
 * What one field of an event or item is. A number is also its shortest decimal text, and a text that is a plain decimal
 * is also that number; null, an empty text, a list and an object are no value.
 * @param {unknown} raw
 * @returns {Value | null}
 */
export function valueOfField(raw) {
  if (typeof raw === 'boolean') return { flag: raw };
  if (typeof raw === 'number') return { ...numeric(thousandths(raw)), text: String(raw) };
  if (typeof raw === 'string' && raw !== '') return { ...numeric(thousandthsOfText(raw)), text: cutText(raw) };
  return null;
}

/** @param {bigint | null} amount in thousandths @returns {Value} */
function numeric(amount) {
  return amount === null ? {} : { num: amount, den: 1000n };
}
