// Texts as the language sees them: cut to 64 bytes at a character, and ordered by their UTF-8 bytes; names that compare without case.

/** Longest text that is compared, in UTF-8 bytes. */
export const TEXT_BYTES = 64;

/** @param {string} text @returns {string} its longest beginning of whole characters within 64 bytes */
export function cutText(text) {
  if (text.length <= TEXT_BYTES / 4) return text;
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character, 'utf8');
    if (bytes > TEXT_BYTES) return cut;
    cut += character;
  }
  return cut;
}

/** @param {string} left @param {string} right @returns {number} order by UTF-8 bytes, for `sort` */
export function byBytes(left, right) {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}

/** @param {string} text @returns {string} with the letters A to Z as small ones, all others as they are */
export function smallLetters(text) {
  return text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
