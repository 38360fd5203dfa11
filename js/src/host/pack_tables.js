// What a host must know of a pack: which names of events and fields it reads, and the names of what it answers (core/FORMAT.md).

/** Sections of core/format/pack_format.h, by their place in the file. */
export const SECTIONS = {
  config: 0,
  events: 8,
  fields: 9,
  segments: 14,
  slots: 16,
  variants: 17,
  stringFirst: 18,
  stages: 20,
  strings: 24,
};
const NONE = 0xffff;
const SEGMENT_EXPORT = 1;

/** @typedef {{ segments?: string[] }} Names ids of all segments in written order */
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
    const at = offset(SECTIONS.stringFirst) / 4 + string;
    const strings = offset(SECTIONS.strings);
    return new TextDecoder().decode(pack.subarray(strings + u32[at], strings + u32[at + 1]));
  };
  /** @type {<T>(section: number, bytes: number, read: (at: number, index: number) => T) => T[]} */
  const rows = (section, bytes, read) =>
    Array.from({ length: u32[7 + 2 * section] }, (_, index) => read(offset(section) + bytes * index, index));
  const hashes = (/** @type {number} */ section, /** @type {number} */ bytes) =>
    new Map(rows(section, bytes, (at, index) => [u32[at / 4], index]));

  const variants = rows(SECTIONS.variants, 8, at => text(u16[at / 2]));
  const segments = rows(SECTIONS.segments, 16, (at, index) => {
    const name = u16[at / 2 + 5];
    return names?.segments?.[index] ?? (name === NONE ? `${index}` : text(name));
  });
  return {
    visitGap: u32[offset(SECTIONS.config) / 4 + 2],
    events: hashes(SECTIONS.events, 16),
    fields: hashes(SECTIONS.fields, 8),
    wants: rows(SECTIONS.fields, 8, at => pack[at + 5]),
    segments,
    exported: segments.filter((_, index) => pack[offset(SECTIONS.segments) + 16 * index + 13] & SEGMENT_EXPORT),
    stages: rows(SECTIONS.stages, 4, at => text(u16[at / 2 + 1])),
    slots: rows(SECTIONS.slots, 20, at => {
      const isSort = pack[at + 2] === 1;
      const first = u16[at / 2 + 2];
      return { name: text(u16[at / 2]), isSort, variants: isSort ? ['default', 'sorted'] : variants.slice(first, first + u16[at / 2 + 3]) };
    }),
  };
}
