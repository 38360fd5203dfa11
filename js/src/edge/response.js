// Which answers are pages to touch, and the headers of one that is a visitor's own.

import { nameSetBy } from './cookies.js';
import { OUR_COOKIES } from './request.js';

/** They say something of the origin's bytes, which are not those that leave (RFC 9110, 8). */
const OF_BYTES = [
  ...['content-encoding', 'content-length', 'content-md5', 'digest', 'content-digest', 'repr-digest', 'want-digest'],
  ...['accept-ranges', 'transfer-encoding', 'etag', 'last-modified'],
];
/** They are wrong of a body that `fetch` has unpacked. */
const OF_CODING = ['content-encoding', 'content-length', 'content-md5', 'digest', 'content-digest'];
/** Of these a Response with a body cannot be made. */
const NO_BODY = [101, 204, 205, 304];
/** They let a cache keep, share or find what is one visitor's: some of them are stronger than `private`. */
const OF_CACHES = ['expires', 'pragma', 'age', 'surrogate-control', 'surrogate-key', 'cache-tag', 'x-accel-expires'];

/**
 * Why an answer is no page to touch; '' where it is one.
 * @param {Response} response
 * @returns {string}
 */
export function whyNoPage({ status, headers }) {
  if (status !== 200) return 'status';
  const [type] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  if (type.trim() !== 'text/html') return 'type';
  if (/^\s*attachment\b/i.test(headers.get('content-disposition') ?? '')) return 'download';
  if (/(^|[,\s])no-transform([,\s]|$)/i.test(headers.get('cache-control') ?? '')) return 'no-transform';
  return '';
}

/** Markup from the first byte on, a mark of three bytes and white space apart: nothing that is packed begins so. @param {Uint8Array} bytes */
export const isMarkup = bytes => /^(\u00ef\u00bb\u00bf)?[ \t\r\n\f]*<[a-zA-Z!?]/.test(String.fromCharCode(...bytes.subarray(0, 64)));

/**
 * The first bytes of a body that says it is HTML.
 * @param {Uint8Array} bytes at least 512, or all that there are
 * @returns {boolean} false: it is still packed, of two bytes a character, or no text at all
 */
export function isText(bytes) {
  const [a, b, c, d] = bytes;
  const isPacked =
    (a === 0x1f && b === 0x8b) ||
    (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ||
    (a === 0x78 && (b === 0x01 || b === 0x5e || b === 0x9c || b === 0xda));
  const isWide = (a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe);
  const head = bytes.subarray(0, 512);
  return !isPacked && !isWide && !head.includes(0) && head.includes(0x3c);
}

/**
 * What the origin sets stays, but for a cookie named like ours.
 * @param {Headers} headers of the origin
 * @returns {string[]} lines of Set-Cookie, in their order
 */
export const cookiesOf = headers => headers.getSetCookie().filter(line => !OUR_COOKIES.includes(nameSetBy(line)));

/**
 * @param {Headers} origin
 * @returns {Headers} of an answer that is one visitor's, without any Set-Cookie: no cache may keep it, and none of them takes another's word for it
 */
export function personalHeaders(origin) {
  const headers = new Headers();
  for (const [name, value] of origin) {
    const isDropped = name === 'set-cookie' || OF_BYTES.includes(name) || OF_CACHES.includes(name) || name.endsWith('cache-control');
    if (!isDropped) headers.append(name, value);
  }
  for (const line of cookiesOf(origin)) headers.append('set-cookie', line);
  headers.set('cache-control', 'private, no-cache');
  return headers;
}

/**
 * @param {Response} response of the origin, whose bytes leave as they came
 * @param {string} reason for Server-Timing, '' for no word
 * @param {ReadableStream | Uint8Array<ArrayBuffer> | null} [body] the same bytes, where some have been read
 * @param {boolean} [isUnpacked] they were seen, and are no longer in the coding that the headers tell
 * @returns {Response}
 */
export function passed(response, reason, body = response.body, isUnpacked = false) {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  const kept = cookiesOf(response.headers);
  const isSame = kept.length === response.headers.getSetCookie().length && body === response.body;
  if (isSame && !reason) return response;
  if (kept.length < response.headers.getSetCookie().length) {
    headers.delete('set-cookie');
    for (const line of kept) headers.append('set-cookie', line);
  }
  if (isUnpacked && headers.has('content-encoding')) for (const name of OF_CODING) headers.delete(name);
  if (reason) headers.append('server-timing', `vitrine;desc="pass-${reason}"`);
  return new Response(NO_BODY.includes(status) ? null : body, { status, statusText, headers });
}
