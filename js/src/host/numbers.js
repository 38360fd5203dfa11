// Numbers as the wire carries them: whole parts of the shortest decimal text that reads back as the same double.

const LARGEST = 2 ** 53;
const PLAIN_DECIMAL = /^[ \t-\r]*[+-]?\d+(\.\d+)?[ \t-\r]*$/;

/**
 * @param {string} text a positive number in ECMAScript's shortest form, such as 12.5 or 1.5e-7
 * @param {number} places decimals that are kept
 * @param {boolean} cut cut off what is behind them instead of rounding half away from zero
 */
function fromText(text, places, cut) {
  const [mantissa, exponent = '0'] = text.split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const end = whole.length + Number(exponent) + places;
  if (end < 0) return 0;
  const kept = Number(digits.slice(0, end).padEnd(end, '0'));
  return Math.min(LARGEST, !cut && digits[end] >= '5' ? kept + 1 : kept);
}

/**
 * @param {number} x finite
 * @param {number} places
 * @param {boolean} cut
 * @returns {number} an integer, at most 2^53 either way
 */
function scaled(x, places, cut) {
  const unit = 10 ** places;
  const near = Math.round(x * unit);
  // With at most 15 digits no other decimal as short reads back as this double, so near / unit is its shortest decimal.
  if (near / unit === x && Math.abs(near) <= 1e15) return near;
  return x < 0 ? -fromText(String(-x), places, cut) : fromText(String(x), places, cut);
}

/** @param {number} x finite @returns {number} thousandths, rounded half away from zero */
export const thousandths = x => scaled(x, 3, false);

/** @param {unknown} x or its text @returns {number} millionths, cut, within 0 and 1,000,000; 0 for what is no number */
export const millionths = x => (Number(x) > 0 ? scaled(Math.min(Number(x), 1), 6, true) : 0);

/**
 * @param {string} text
 * @returns {number} its value, the greatest double where it is beyond one; NaN for what is no plain decimal
 */
export function plainDecimal(text) {
  return PLAIN_DECIMAL.test(text) ? Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(text))) : NaN;
}
