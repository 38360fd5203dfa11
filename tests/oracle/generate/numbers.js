// Numbers as events carry them: plain ones, texts of every form that can be read, and of many that cannot.

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

const PRICES = [0, 0.001, 9.99, 19.99, 24.999, 25, 59.9, 75.5, 150, 1234.5678, 0.0005, 2.0005, 1e-7];
/** As if not given. */
export const ABSENT = [null, ''];
/** Given, and no number. */
export const UNREADABLE = [
  ...['free', '4,245.42', '59,90 EUR', '1e3', '.5', '5.', '+-5', '--1', '+ 5', '€5', '5 000', '\u00a05', '5\u2003', '٥', '0x10'],
  ...['Infinity', ' ', '\t\n', true, false, [], [5], {}, { amount: 5 }],
];
/** More digits than a text that is compared has bytes. */
const LONG_NUMBERS = [`${'0'.repeat(70)}5`, `${' '.repeat(70)}9.99`, '9'.repeat(400), `+${'9'.repeat(320)}`, `-${'9'.repeat(400)}`];
const BLANKS = ['', '', '', ' ', '\t', '\r\n', '\v', '\f', '  '];

/** @param {Random} random @param {number} number of few digits @returns {string} a text that is it */
export function textOfNumber(random, number) {
  const size = Math.abs(number);
  const sign = number < 0 ? '-' : random.pick(['', '', '+']);
  const zeros = random.pick(['', '', '00']);
  const tail = Number.isInteger(size) ? random.pick(['', '', '.0', '.000']) : random.pick(['', '0']);
  return `${random.pick(BLANKS)}${sign}${zeros}${size}${tail}${random.pick(BLANKS)}`;
}

/** @param {Random} random @param {World} world @returns {any} an amount, sometimes as a text, negative, or none */
export function randomAmount(random, world) {
  return random.weighted([
    [13, () => random.pick(PRICES)],
    [2.5, () => textOfNumber(random, random.pick([0, 9.99, 25, 59.9, 7.5, 1234.5678, -5]))],
    [0.5, () => -random.pick(PRICES)],
    [world.huge ? 14 : 0.3, () => random.pick([1e13, 4503599627370.495, 4503599627370.496, 1e300, 9007199254740992])],
    [world.odd ? 8 : 1, () => random.pick(UNREADABLE)],
    [world.odd ? 2 : 0.5, () => random.pick(ABSENT)],
    [0.3, () => random.pick(LONG_NUMBERS)],
  ]);
}

/** @param {Random} random @param {World} world @returns {any} */
export function randomQuantity(random, world) {
  return random.weighted([
    [10, () => random.integer(0, 4)],
    [1, () => random.pick([1.5, 2.9, 0.4, -1, 300, 70000])],
    [1, () => textOfNumber(random, random.pick([0, 1, 2, 2.9, -1]))],
    [world.huge ? 5 : 0, () => random.pick([65534, 65535, 65536, 1])],
    [world.odd ? 6 : 0.7, () => random.pick(['two', ...UNREADABLE])],
    [world.odd ? 1 : 0.3, () => random.pick(ABSENT)],
  ]);
}

/** @param {Random} random @returns {any} minutes east of UTC, or what is none */
export function randomOffset(random) {
  return random.weighted([
    [4, () => random.pick([0, 60, -300, 330, 765, 59.9])],
    [2, () => textOfNumber(random, random.pick([120, -60, 330, 0.5]))],
    [2, () => random.pick(['UTC+1', '+01:00', ...UNREADABLE])],
    [0.5, () => random.pick(ABSENT)],
  ]);
}

/** @param {Random} random @returns {any} what may stand as the currency of an event or an item */
export function randomCurrency(random) {
  return random.weighted([
    [4, () => 'EUR'],
    [2, () => random.pick(['eur', 'Eur', 'eUR'])],
    [3, () => random.pick(['USD', 'usd', 'GBP', 'EURO', ' EUR', ' ', 978])],
    [1, () => random.pick([null, '', ['USD'], true, { code: 'USD' }])],
  ]);
}
