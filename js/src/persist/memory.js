// The visitor between page views, as one text: id and snapshot. Storage is reached through the consent gate alone, by whoever calls.

import { bytesOf } from './bytes.js';

/** @typedef {{ id: string, snapshot: Uint8Array | undefined }} Remembered */

/** @param {string | null} text @returns {Remembered} nothing remembered: a new id, random, so that it says nothing; a damaged snapshot is none */
export function readMemory(text) {
  const [id, base64] = (text || Math.random().toString(36)).split(' ');
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
