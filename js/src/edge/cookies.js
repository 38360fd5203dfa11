// Cookies of a request: ours are taken out of the header, and all others go to the origin byte for byte.

import { MOST_COOKIES, MOST_VALUES } from './limits.js';

const isBlank = (/** @type {string} */ c) => c === ' ' || c === '\t';

/** Without the spaces and tabs around it, and nothing else: no other white space is any in a header. @param {string} text */
function trimmed(text) {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

/** @param {string} pair @returns {[string, string]} name and value as they stand; without "=" the name is empty */
function split(pair) {
  const at = pair.indexOf('=');
  return at < 0 ? ['', trimmed(pair)] : [trimmed(pair.slice(0, at)), trimmed(pair.slice(at + 1))];
}

/**
 * @param {string | null} header of Cookie
 * @param {string} name compared byte by byte
 * @returns {string[]} its values as they stand, at most 4, each once, in their order
 */
export function valuesOf(header, name) {
  const values = new Set();
  for (const pair of (header ?? '').slice(0, MOST_COOKIES).split(';')) {
    const [own, value] = split(pair);
    if (own === name && values.size < MOST_VALUES) values.add(value);
  }
  return [...values];
}

/**
 * @param {string | null} header of Cookie
 * @param {readonly string[]} names of ours
 * @returns {string | null} the others as they stand, in their order; null where none is left
 */
export function withoutOurs(header, names) {
  if (header === null) return null;
  const kept = header.split(';').filter(pair => !names.includes(split(pair)[0]));
  const left = kept.join(';').replace(/^[ \t]+/, '');
  return left === '' ? null : left;
}

/** @param {string} line of Set-Cookie @returns {string} the name that it sets */
export const nameSetBy = line => split(line.split(';', 1)[0])[0];
