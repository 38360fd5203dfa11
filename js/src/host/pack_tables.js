// What a host must know of a pack: which names of events and fields it reads, and the names of what it answers (core/FORMAT.md).

// Sections of core/format/pack_format.h, by their place in the file.
const CONFIG = 0;
const EVENTS = 8;
const FIELDS = 9;
const SEGMENTS = 17;
const SLOTS = 19;
const VARIANTS = 20;
const STRING_FIRST = 21;
const STAGES = 23;
const STRINGS = 36;
export const SECTIONS = {
  config: CONFIG,
  events: EVENTS,
  fields: FIELDS,
  segments: SEGMENTS,
  slots: SLOTS,
  variants: VARIANTS,
  string_first: STRING_FIRST,
  stages: STAGES,
  strings: STRINGS,
};
const NONE = 0xffff;
const SEGMENT_EXPORT = 1;

/** @typedef {{ segments?: string[], experiments?: string[] }} Names ids of all segments and experiments in written order */
/**
 * @typedef {object} PackTables
 * @property {number} visitGap seconds
 * @property {Map<number, number>} events index by hash of the name
 * @property {Map<number, number>} fields
 * @property {number[]} wants by field, the bits of core/format/events.h
 * @property {string[]} segments
 * @property {string[]} exported segments that may be told to others
 * @property {string[]} stages
 * @property {{ name: string, isSort: boolean, variants: string[] }[]} slots
 * @property {string[]} experiments empty without the sidecar
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
    const at = offset(STRING_FIRST) / 4 + string;
    const strings = offset(STRINGS);
    return new TextDecoder().decode(pack.subarray(strings + u32[at], strings + u32[at + 1]));
  };
  /** @type {<T>(section: number, bytes: number, read: (at: number, index: number) => T) => T[]} */
  const rows = (section, bytes, read) =>
    Array.from({ length: u32[7 + 2 * section] }, (_, index) => read(offset(section) + bytes * index, index));
  const hashes = (/** @type {number} */ section, /** @type {number} */ bytes) =>
    new Map(rows(section, bytes, (at, index) => [u32[at / 4], index]));

  const variants = rows(VARIANTS, 24, at => text(u16[at / 2 + 4]));
  const segments = rows(SEGMENTS, 16, (at, index) => {
    const name = u16[at / 2 + 5];
    return names?.segments?.[index] ?? (name === NONE ? `${index}` : text(name));
  });
  return {
    visitGap: u32[offset(CONFIG) / 4 + 2],
    events: hashes(EVENTS, 16),
    fields: hashes(FIELDS, 8),
    wants: rows(FIELDS, 8, at => pack[at + 5]),
    segments,
    exported: segments.filter((_, index) => pack[offset(SEGMENTS) + 16 * index + 13] & SEGMENT_EXPORT),
    stages: rows(STAGES, 4, at => text(u16[at / 2 + 1])),
    experiments: names?.experiments ?? [],
    slots: rows(SLOTS, 20, at => {
      const isSort = pack[at + 2] === 1;
      const first = u16[at / 2 + 2];
      return { name: text(u16[at / 2]), isSort, variants: isSort ? ['default', 'sorted'] : variants.slice(first, first + u16[at / 2 + 3]) };
    }),
  };
}
