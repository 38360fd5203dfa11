// The visitor between page views, as one text: id and snapshot. Storage is reached through the consent gate alone, by whoever calls.

import { bytesOf } from './bytes.js';

/** @typedef {{ id: string, snapshot: Uint8Array | undefined }} Remembered */

/** @returns {string} 16 random bytes, so that it says nothing, in the form that the edge has too */
const newId = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/[+/=]/g, c => ({ '+': '-', '/': '_' })[c] ?? '');

/** @param {string | null} text @param {string} [otherwise] the id of who is not remembered @returns {Remembered} a damaged snapshot is none */
export function readMemory(text, otherwise) {
  const [id, base64] = (text || otherwise || newId()).split(' ');
  let snapshot;
  try {
    if (base64) snapshot = bytesOf(atob(base64));
  } catch {
    // Damaged is as good as absent: the visitor begins anew.
  }
  return { id, snapshot };
}

/** @param {string} id @param {Uint8Array} snapshot */
export const writeMemory = (id, snapshot) => `${id} ${btoa(String.fromCharCode(...snapshot))}`;
