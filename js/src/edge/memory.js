// The visitor's memory in a signed cookie: 1.KEYID.ID.SNAPSHOT.SIGNATURE.

import { toBytes, toText } from '../handover/base64url.js';
import { LEAST_SECRET, MOST_MEMORY, MOST_SECRETS, MOST_SNAPSHOT } from './limits.js';

/** @typedef {{ id: string, snapshot: Uint8Array<ArrayBuffer> }} Memory id: 22 characters */
/** @typedef {{ id: string, key: CryptoKey }} Key */

const VERSION = '1';
/** A signature of another use is none of a visitor. */
const LABEL = 'vitrine visitor ';
const FORM = /^1\.([\w-]{1,4})\.([\w-]{22})\.([\w-]*)\.([\w-]{43})$/;
const encoder = new TextEncoder();

/** Secrets that were met, as keys: finished values, of no request. @type {Map<string, Key>} */
const known = new Map();

/** @param {string} secret @returns {Promise<Key>} */
async function keyOf(secret) {
  const met = known.get(secret);
  if (met) return met;
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  // It says which of our keys signed, and nothing of the secret.
  const mark = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode('vitrine key')));
  const made = { id: toText(mark.subarray(0, 3)), key };
  if (known.size < 2 * MOST_SECRETS) known.set(secret, made);
  return made;
}

/**
 * @param {string | readonly string[] | undefined} secret the first signs, all verify
 * @returns {readonly string[] | null} null: there is none, one is shorter than 32 bytes, or there are more than four
 */
export function secretsOf(secret) {
  const secrets = secret === undefined ? [] : [secret].flat();
  const isGood = secrets.length > 0 && secrets.length <= MOST_SECRETS && secrets.every(each => encoder.encode(each).length >= LEAST_SECRET);
  return isGood ? secrets : null;
}

/** @returns {string} a new visitor's id: 16 random bytes */
export const newId = () => toText(crypto.getRandomValues(new Uint8Array(16)));

/** @param {string} value @param {readonly string[]} secrets @returns {Promise<Memory | null>} */
async function verified(value, secrets) {
  const [whole, keyId, id, snapshotText, signatureText] = FORM.exec(value) ?? [];
  if (whole === undefined) return null;
  const signature = toBytes(signatureText);
  if (!signature || !toBytes(id)) return null;
  const signed = encoder.encode(LABEL + value.slice(0, value.lastIndexOf('.')));
  for (const secret of secrets) {
    const key = await keyOf(secret);
    if (key.id !== keyId || !(await crypto.subtle.verify('HMAC', key.key, signature, signed))) continue;
    const snapshot = toBytes(snapshotText);
    return snapshot && { id, snapshot };
  }
  return null;
}

/**
 * @param {string} name of the cookie
 * @param {string[]} values that it has in the request
 * @param {readonly string[]} secrets
 * @returns {Promise<Memory | null>} null: none is valid, or two different ones are, of which nobody can say which is the visitor's
 */
export async function readMemory(name, values, secrets) {
  const found = await Promise.all(
    values.filter(value => name.length + 1 + value.length <= MOST_MEMORY).map(value => verified(value, secrets)),
  );
  const valid = found.filter(memory => memory !== null);
  return valid.length === 1 ? valid[0] : null;
}

/**
 * @param {Memory} memory
 * @param {readonly string[]} secrets
 * @returns {Promise<string | null>} the cookie's value; null: the snapshot is longer than the 680 bytes that one can carry
 */
export async function writeMemory({ id, snapshot }, secrets) {
  if (snapshot.length > MOST_SNAPSHOT) return null;
  const key = await keyOf(secrets[0]);
  const signed = `${VERSION}.${key.id}.${id}.${toText(snapshot)}`;
  const signature = await crypto.subtle.sign('HMAC', key.key, encoder.encode(LABEL + signed));
  return `${signed}.${toText(new Uint8Array(signature))}`;
}
