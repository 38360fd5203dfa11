// Exact numbers: thousandths of a double's shortest decimal, plain decimal texts, and the bounds of section 2.

/** Amounts stop here, in thousandths. */
export const AMOUNT_LIMIT = 2n ** 52n;
/** Counts stop here. */
export const COUNT_LIMIT = 65535;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
/** Cut at both ends of a text before it is read as a number, and no other characters. */
const BLANK_ENDS = /^[ \t\r\n\v\f]+|[ \t\r\n\v\f]+$/g;
const PLAIN_DECIMAL = /^[+-]?[0-9]+(\.[0-9]+)?$/;

/**
 * The shortest decimal that reads back as the same double, in thousandths, rounded half away from zero.
 * @param {number} number
 * @returns {bigint | null} null for what is no finite number
 */
export function thousandths(number) {
  const found = DECIMAL.exec(String(number));
  if (!found) return null;
  const fraction = found[3] ?? '';
  const digits = BigInt(found[2] + fraction);
  const exponent = Number(found[4] ?? 0) - fraction.length + 3;
  const size = exponent >= 0 ? digits * 10n ** BigInt(exponent) : roundedHalfUp(digits, 10n ** BigInt(-exponent));
  const bounded = size > AMOUNT_LIMIT ? AMOUNT_LIMIT : size;
  return found[1] ? -bounded : bounded;
}

/** @param {bigint} digits not negative @param {bigint} divisor @returns {bigint} */
function roundedHalfUp(digits, divisor) {
  return (digits * 2n + divisor) / (divisor * 2n);
}

/** @param {string} text the whole of it @returns {bigint | null} thousandths of a text that is a plain decimal; beyond a double it is the greatest amount */
export function thousandthsOfText(text) {
  const decimal = text.replace(BLANK_ENDS, '');
  if (!PLAIN_DECIMAL.test(decimal)) return null;
  const number = Number(decimal);
  if (Number.isFinite(number)) return thousandths(number);
  return number < 0 ? -AMOUNT_LIMIT : AMOUNT_LIMIT;
}

/** @param {bigint} amount in thousandths @returns {bigint} within 0 and the limit */
export function boundedAmount(amount) {
  if (amount < 0n) return 0n;
  return amount > AMOUNT_LIMIT ? AMOUNT_LIMIT : amount;
}

/** @param {number} count @returns {number} within 0 and the limit */
export function boundedCount(count) {
  return Math.max(0, Math.min(count, COUNT_LIMIT));
}
