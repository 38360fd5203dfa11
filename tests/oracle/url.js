// Addresses as events carry them: host, path, query and fragment of a text, read without changing it.
import { smallLetters } from './texts.js';

/**
 * @typedef {object} Address
 * @property {string | null} host lower-case, without user, port, a trailing dot and a leading `www.`
 * @property {string | null} path as written, `/` if empty
 * @property {string} query without its question mark
 * @property {string} fragment without its `#`
 */

const ABSOLUTE = /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?/;
const LOCAL = /^([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?/;
const APP = /^android-app:\/\/([^/?#]*)/i;

/** @param {string} text @returns {Address} */
export function readAddress(text) {
  const absolute = ABSOLUTE.exec(text);
  if (absolute) {
    const [, authority, path, query = '', fragment = ''] = absolute;
    return { host: hostOf(authority), path: path || '/', query, fragment };
  }
  const [, path = '', query = '', fragment = ''] = LOCAL.exec(text) ?? [];
  return { host: null, path: path === '' ? '/' : path.startsWith('/') ? path : null, query, fragment };
}

/** @param {string} text @returns {string | null} the package that an address of an app names, in lower case; null for any other address */
export function packageOf(text) {
  return APP.exec(text)?.[1].toLowerCase() ?? null;
}

/** @param {string} authority user, host and port @returns {string | null} */
function hostOf(authority) {
  const host = authority.replace(/^.*@/, '').replace(/:\d*$/, '').replace(/\.$/, '');
  return bareHost(host) || null;
}

/** @param {string} host @returns {string} as hosts are compared */
export function bareHost(host) {
  return host.toLowerCase().replace(/^www\./, '');
}

/** @param {string} query @param {string} name in any case @returns {string | null} the first value of that name that is not empty */
export function parameterOf(query, name) {
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    if (equals < 0 || smallLetters(decoded(part.slice(0, equals))) !== smallLetters(name)) continue;
    const value = decoded(part.slice(equals + 1));
    if (value !== '') return value;
  }
  return null;
}

/** @param {string} text @returns {string} with `+` as space and each `%` of two hexadecimal digits as that byte */
function decoded(text) {
  const bytes = [];
  const source = Buffer.from(text.replaceAll('+', ' '), 'utf8');
  for (let at = 0; at < source.length; at += 1) {
    const digits = source.toString('latin1', at + 1, at + 3);
    const escaped = source[at] === 0x25 && /^[0-9a-fA-F]{2}$/.test(digits);
    bytes.push(escaped ? parseInt(digits, 16) : source[at]);
    if (escaped) at += 2;
  }
  return Buffer.from(bytes).toString('utf8');
}
