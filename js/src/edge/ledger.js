// What the edge notes beside the core's own memory of a visitor: one more part of the snapshot, of a key that no feature has, so that the core passes
// over it (core/FORMAT.md 4).

/**
 * @typedef {object} Ledger
 * @property {number} view number of the last one
 * @property {number} mark of the answer that it had: of two answers with one number the memory holds one
 * @property {number} seen number of the newest event taken
 * @property {number} day since 1970, on which the consent cookie was repeated
 */

/** Bytes of the part with its key and length. */
export const LEDGER_BYTES = 20;
const KEY = 0x65646765;
const HEAD = 16;
const PART_HEAD = 6;

/** FNV-1a, 32 bits. @param {Uint8Array} bytes */
function checksum(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

const viewOf = (/** @type {Uint8Array} */ bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {Uint8Array} snapshot @returns {number} where our part begins; -1: nowhere */
function placeIn(snapshot) {
  const view = viewOf(snapshot);
  for (let at = HEAD; at + PART_HEAD <= snapshot.length; at += PART_HEAD + view.getUint16(at + 4, true))
    if (view.getUint32(at, true) === KEY && at + LEDGER_BYTES <= snapshot.length) return at;
  return -1;
}

/** @param {Uint8Array} snapshot as the cookie carried it @returns {Ledger} zeros where nothing is noted */
export function readLedger(snapshot) {
  const at = placeIn(snapshot);
  if (at < 0) return { view: 0, mark: 0, seen: 0, day: 0 };
  const view = viewOf(snapshot);
  return {
    view: view.getUint32(at + 6, true),
    mark: view.getUint32(at + 10, true),
    seen: view.getUint32(at + 14, true),
    day: view.getUint16(at + 18, true),
  };
}

/** @param {Uint8Array} snapshot of the core @param {Ledger} ledger @returns {Uint8Array<ArrayBuffer>} LEDGER_BYTES longer */
export function withLedger(snapshot, { view, mark, seen, day }) {
  const bytes = new Uint8Array(snapshot.length + LEDGER_BYTES);
  bytes.set(snapshot);
  const data = viewOf(bytes);
  const at = snapshot.length;
  data.setUint32(at, KEY, true);
  data.setUint16(at + 4, LEDGER_BYTES - PART_HEAD, true);
  data.setUint32(at + 6, view, true);
  data.setUint32(at + 10, mark, true);
  data.setUint32(at + 14, seen, true);
  data.setUint16(at + 18, day, true);
  data.setUint32(4, checksum(bytes.subarray(8)), true);
  return bytes;
}
