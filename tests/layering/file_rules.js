// What holds for every file: under 400 lines, opened by one line that says its purpose, nothing left for later.

/** @typedef {import('./layering.js').Breach} Breach */

const maxLines = 400;
const isSource = /\.(cpp|h|c|m?js|css)$|^toolchains\/setup$|^\.ci\/run$/;
const isMachineWritten = /(^|\/)package-lock\.json$/;

// Written apart, so that this file does not find itself.
const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'XX' + 'X'].join('|')})\\b`);

/**
 * The first line tells the purpose: a comment with words in it, after a shebang if there is one.
 * @param {string} text
 */
function saysItsPurpose(text) {
  const lines = text.split('\n');
  const first = lines[0].startsWith('#!') ? lines[1] : lines[0];
  return /^(\/\/|\/\*\*?|#) \S.{12,}/.test(first ?? '') && !/^\/\/ @|^\/\* (biome|eslint)|[Cc]opyright/.test(first);
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Breach[]}
 */
export function breachesOfFile(file, text) {
  if (isMachineWritten.test(file)) return [];
  /** @type {Breach[]} */
  const breaches = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const found = later.exec(line);
    if (found) breaches.push({ rule: 'left for later', file, line: index + 1, sentence: `'${found[1]}': do it, or open an issue.` });
  }
  if (!isSource.test(file)) return breaches;
  const count = text.endsWith('\n') ? lines.length - 1 : lines.length;
  if (count >= maxLines)
    breaches.push({
      rule: 'long file',
      file,
      line: maxLines,
      sentence: `${count} lines; a file has one purpose and stays under ${maxLines}.`,
    });
  if (!saysItsPurpose(text))
    breaches.push({ rule: 'purpose', file, line: 1, sentence: 'the first line must be a comment that says what the file is for.' });
  return breaches;
}
