// In which encoding a page is written, as a browser finds it out: the mark at its beginning, the header, a <meta> (EDGE_REPORTS.md E11).

import { attributesOf } from './attributes.js';

/** @typedef {'utf-8' | 'ascii' | 'none' | 'other'} Charset none: nobody says */

const UTF8 = /^(utf-?8|unicode-1-1-utf-8|unicode11utf8|unicode20utf8|x-unicode20utf8)$/;
const ASCII = /^(us-)?ascii$/;

/** @param {string} label @returns {Charset} */
const named = label => (UTF8.test(label) ? 'utf-8' : ASCII.test(label) ? 'ascii' : 'other');

const clean = (/** @type {string} */ label) =>
  label
    .trim()
    .replace(/^["']|["']$/g, '')
    .trim()
    .toLowerCase();

/** The encoding that a <meta> names; of two-byte ones it would not itself be readable, so that they mean UTF-8. @param {string} tag @returns {string} '' for none */
function metaLabel(tag) {
  const attributes = attributesOf(tag);
  const isContent = attributes.get('http-equiv')?.toLowerCase() === 'content-type';
  const label =
    attributes.get('charset') ?? (isContent ? /charset\s*=\s*["']?([^\s;"']+)/i.exec(attributes.get('content') ?? '')?.[1] : '');
  const name = clean(label ?? '');
  return /^utf-16/.test(name) ? 'utf-8' : name;
}

/** @param {string} head its bytes, each a character @returns {string} '' for none */
function labelInHead(head) {
  const token =
    /<!--[\s\S]*?(?:-->|$)|<(script|style|title|noscript|textarea)[\s>][\s\S]*?(?:<\/\1|$)|<meta(?=[\s/])(?:[^>"']|"[^"]*"|'[^']*')*>/gi;
  for (const [found] of head.matchAll(token)) {
    const label = /^<meta/i.test(found) ? metaLabel(found) : '';
    if (label) return label;
  }
  return '';
}

const isUtf8 = (/** @type {Uint8Array} */ bytes) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/**
 * @param {Uint8Array} head all bytes before the end of the head
 * @param {string} type of Content-Type
 * @returns {Charset} other: also where nobody says and the head is no UTF-8
 */
export function charsetOf(head, type) {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  const [, ...parameters] = type.split(';');
  const told = parameters.map(each => each.trim()).find(each => /^charset\s*=/i.test(each));
  if (told) return named(clean(told.slice(told.indexOf('=') + 1)));
  let letters = '';
  for (let at = 0; at < head.length; at += 8192) letters += String.fromCharCode(...head.subarray(at, at + 8192));
  const label = labelInHead(letters);
  if (label) return named(label);
  return isUtf8(head) ? 'none' : 'other';
}

/** Of a page that says nothing: its first letter beyond ASCII tells. @returns {(bytes: Uint8Array) => boolean} false: it is no UTF-8 */
export function firstLetter() {
  /** @type {number[]} */
  const letter = [];
  let length = 0; // of the letter; 0: none has come
  return bytes => {
    let at = length > 0 ? 0 : bytes.findIndex(byte => byte >= 0x80);
    if (at < 0) return true;
    length ||= bytes[at] >= 0xf0 ? 4 : bytes[at] >= 0xe0 ? 3 : bytes[at] >= 0xc0 ? 2 : 1;
    while (letter.length < length && at < bytes.length) letter.push(bytes[at++]);
    return letter.length < length || isUtf8(new Uint8Array(letter));
  };
}
