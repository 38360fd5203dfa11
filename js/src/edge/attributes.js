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
  return value.replace(/&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([a-z]+);)/g, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    return characterOf(hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10));
  });
}

/**
 * @param {string} tag from its "<" to its ">"
 * @returns {Map<string, string>} by names in small letters; of two equal ones the first
 */
export function attributesOf(tag) {
  const attributes = new Map();
  const rest = tag.slice(1, -1).replace(/^[^\s/]+/, '');
  const pattern = /[\s/]*([^\s/][^\s/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s]*)))?/g;
  for (const [, name, double, single, bare] of rest.matchAll(pattern)) {
    const small = name.replace(/[A-Z]/g, letter => letter.toLowerCase());
    if (!attributes.has(small)) attributes.set(small, withoutReferences(double ?? single ?? bare ?? ''));
  }
  return attributes;
}
