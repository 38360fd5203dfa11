// Exact numbers: thousandths of a double's shortest decimal, plain decimal texts, and the bounds of section 2.

/** Amounts stop here, in thousandths. */
export const AMOUNT_LIMIT = 2n ** 52n;
/** Counts stop here. */
export const COUNT_LIMIT = 65535;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

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

/** @param {string} text @returns {bigint | null} thousandths of a text that is a plain decimal */
export function thousandthsOfText(text) {
  return PLAIN_DECIMAL.test(text) ? thousandths(Number(text)) : null;
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
