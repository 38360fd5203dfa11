// What a host must know of a pack: which names of events and fields it reads, and the names of what it answers (core/FORMAT.md).

import * as C from './constants.js';

const utf8 = new TextDecoder();

/** @typedef {{ segments?: string[], experiments?: string[] }} Names ids of all segments and experiments in written order */
/**
 * @typedef {object} PackTables
 * @property {string} name of the strategy, '' where it has none
 * @property {number} visitGap_ seconds
 * @property {Map<number, number>} events index by hash of the name
 * @property {Map<number, number>} fields
 * @property {number[]} wants_ by field, the bits of core/format/events.h
 * @property {string[]} segments
 * @property {string[]} exported_ segments that may be told to others
 * @property {string[]} stages_
 * @property {{ name: string, isSort_: boolean, reads_: number, variants_: string[] }[]} slots_
 * @property {string[]} experiments_ empty without the sidecar
 * @property {(field: string, text: string) => void} [unread_] told of each number that is given and cannot be read
 */

/** @param {string} text @returns {number} FNV-1a, 32 bits, of its UTF-8 bytes */
export function fnv1a32(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * @param {Uint8Array} pack a pack that the core has verified, at the beginning of its buffer
 * @param {Names} [names] the sidecar
 * @returns {PackTables}
 */
export function readTables(pack, names) {
  const u16 = new Uint16Array(pack.buffer);
  const u32 = new Uint32Array(pack.buffer);
  const offset = (/** @type {number} */ section) => u32[6 + 2 * section];
  const text = (/** @type {number} */ string) => {
    const at = offset(C.STRING_FIRST) / 4 + string;
    const strings = offset(C.STRINGS);
    return utf8.decode(pack.subarray(strings + u32[at], strings + u32[at + 1]));
  };
  /** @type {<T>(section: number, bytes: number, read: (at: number, index: number) => T) => T[]} */
  const rows = (section, bytes, read) =>
    Array.from({ length: u32[7 + 2 * section] }, (_, index) => read(offset(section) + bytes * index, index));
  const hashes = (/** @type {number} */ section, /** @type {number} */ bytes) =>
    new Map(rows(section, bytes, (at, index) => [u32[at / 4], index]));

  const config = offset(C.CONFIG);
  const name = u16[(config + C.CONFIG_NAME) / 2];
  const variants = rows(C.VARIANTS, C.VARIANTS_BYTES, at => text(u16[(at + C.VARIANT_NAME) / 2]));
  const segments = rows(C.SEGMENTS, C.SEGMENTS_BYTES, (at, index) => {
    const name = u16[(at + C.SEGMENT_NAME) / 2];
    return names?.segments?.[index] ?? (name === C.NONE16 ? `${index}` : text(name));
  });
  return {
    name: name === C.NONE16 ? '' : text(name),
    visitGap_: u32[(config + C.CONFIG_VISIT_GAP) / 4],
    events: hashes(C.EVENTS, C.EVENTS_BYTES),
    fields: hashes(C.FIELDS, C.FIELDS_BYTES),
    wants_: rows(C.FIELDS, C.FIELDS_BYTES, at => pack[at + C.FIELD_WANTS]),
    segments,
    exported_: segments.filter((_, index) => pack[offset(C.SEGMENTS) + C.SEGMENTS_BYTES * index + C.SEGMENT_FLAGS] & C.SEGMENT_EXPORT),
    stages_: rows(C.STAGES, C.STAGES_BYTES, at => text(u16[(at + C.STAGE_NAME) / 2])),
    experiments_: names?.experiments ?? [],
    slots_: rows(C.SLOTS, C.SLOTS_BYTES, at => {
      const isSort = pack[at + C.SLOT_KIND] === C.KIND_SORT;
      const first = u16[(at + C.SLOT_VARIANT_FIRST) / 2];
      const count = u16[(at + C.SLOT_VARIANT_COUNT) / 2];
      return {
        name: text(u16[(at + C.SLOT_NAME) / 2]),
        isSort_: isSort,
        reads_: u16[(at + C.SLOT_READS) / 2],
        variants_: isSort ? ['default', 'sorted'] : variants.slice(first, first + count),
      };
    }),
  };
}
