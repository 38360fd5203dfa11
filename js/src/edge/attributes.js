// Attributes of a start tag, as a browser reads them (HTML standard, 13.2.5.32 and on).

const NAMED = /** @type {Record<string, string>} */ ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' });
/** Of numbers 0x80 to 0x9f a browser takes what windows-1252 has there. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** @param {number} code @returns {string} */
function characterOf(code) {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80];
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
}

/** Numbers, and the six names that templates write; another name stays as it stands. @param {string} value @returns {string} */
function withoutReferences(value) {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([a-z]+);)/g, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    return characterOf(hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10));
  });
}

const isSpace = (/** @type {number} */ c) => c === 32 || (c >= 9 && c <= 13 && c !== 11);
const [SLASH, EQUALS, QUOTE, APOSTROPHE] = [...'/="\''].map(c => c.charCodeAt(0));

/**
 * Character by character: a list has hundreds of tags, for which expressions take six times as long.
 * @param {string} tag from its "<" to its ">"
 * @param {(name: string, value: string) => void} take each, in its order; the name in small letters
 */
export function eachAttribute(tag, take) {
  const end = tag.length - 1;
  let at = 1;
  const skip = (/** @type {(c: number) => boolean} */ isPassed) => {
    const from = at;
    while (at < end && isPassed(tag.charCodeAt(at))) at++;
    return tag.slice(from, at);
  };
  skip(c => !isSpace(c) && c !== SLASH);
  for (;;) {
    skip(c => isSpace(c) || c === SLASH);
    if (at >= end) return;
    const from = at++;
    skip(c => !isSpace(c) && c !== SLASH && c !== EQUALS);
    const name = tag.slice(from, at);
    skip(isSpace);
    let value = '';
    if (at < end && tag.charCodeAt(at) === EQUALS) {
      at++;
      skip(isSpace);
      const quote = tag.charCodeAt(at);
      if (at < end && (quote === QUOTE || quote === APOSTROPHE)) {
        at++;
        value = skip(c => c !== quote);
        at++;
      } else value = skip(c => !isSpace(c));
    }
    take(name.toLowerCase(), withoutReferences(value));
  }
}

/**
 * @param {string} tag from its "<" to its ">"
 * @returns {Map<string, string>} by names in small letters; of two equal ones the first
 */
export function attributesOf(tag) {
  const attributes = new Map();
  eachAttribute(tag, (name, value) => {
    if (!attributes.has(name)) attributes.set(name, value);
  });
  return attributes;
}
