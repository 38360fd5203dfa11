// What a host must know of a pack: which names of events and fields it reads, and the names of what it answers (core/FORMAT.md).

/** Sections of core/format/pack_format.h, by their place in the file. */
export const SECTIONS = { config: 0, events: 8, fields: 9, segments: 14, slots: 16, variants: 17, stringFirst: 18, stages: 20, strings: 24 };
const TABLE = 24;
const NONE = 0xffff;
const ROLE_IDENTIFY = 8;
const SEGMENT_EXPORT = 1;

/**
 * @typedef {{ name: string, isSort: boolean, variants: string[] }} SlotTable
 * @typedef {object} PackTables
 * @property {number} visitGap seconds
 * @property {number} identify index of the event `identify`, -1: none
 * @property {Map<number, number>} events index by hash of the name
 * @property {Map<number, number>} fields
 * @property {Uint8Array} wants by field, the bits of core/format/events.h
 * @property {string[]} segments
 * @property {boolean[]} exported by segment: may be told to others
 * @property {string[]} stages
 * @property {SlotTable[]} slots
 */

const encoder = new TextEncoder();

/** @param {string} text @returns {number} FNV-1a, 32 bits, of its UTF-8 bytes */
export function fnv1a32(text) {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * @param {Uint8Array} pack a pack that the core has verified
 * @param {{ segments?: string[] }} [names] the sidecar: ids of all segments in written order
 * @returns {PackTables}
 */
export function readTables(pack, names) {
  const view = new DataView(pack.buffer, pack.byteOffset, pack.byteLength);
  const u16 = (/** @type {number} */ at) => view.getUint16(at, true);
  const u32 = (/** @type {number} */ at) => view.getUint32(at, true);
  const offset = (/** @type {number} */ section) => u32(TABLE + 8 * section);
  const decoder = new TextDecoder();
  const text = (/** @type {number} */ string) => {
    const at = offset(SECTIONS.stringFirst) + 4 * string;
    return decoder.decode(pack.subarray(offset(SECTIONS.strings) + u32(at), offset(SECTIONS.strings) + u32(at + 4)));
  };
  /** @type {<T>(section: number, bytes: number, read: (at: number, index: number) => T) => T[]} */
  const rows = (section, bytes, read) =>
    Array.from({ length: u32(TABLE + 8 * section + 4) }, (_, index) => read(offset(section) + bytes * index, index));

  const variants = rows(SECTIONS.variants, 8, at => text(u16(at)));
  return {
    visitGap: u32(offset(SECTIONS.config) + 8),
    identify: rows(SECTIONS.events, 16, at => pack[at + 8]).indexOf(ROLE_IDENTIFY),
    events: new Map(rows(SECTIONS.events, 16, (at, index) => [u32(at), index])),
    fields: new Map(rows(SECTIONS.fields, 8, (at, index) => [u32(at), index])),
    wants: Uint8Array.from(rows(SECTIONS.fields, 8, at => pack[at + 5])),
    segments: rows(SECTIONS.segments, 16, (at, index) => names?.segments?.[index] ?? (u16(at + 10) === NONE ? `${index}` : text(u16(at + 10)))),
    exported: rows(SECTIONS.segments, 16, at => (pack[at + 13] & SEGMENT_EXPORT) > 0),
    stages: rows(SECTIONS.stages, 4, at => text(u16(at + 2))),
    slots: rows(SECTIONS.slots, 20, at => ({
      name: text(u16(at)),
      isSort: pack[at + 2] === 1,
      variants: pack[at + 2] === 1 ? ['default', 'sorted'] : variants.slice(u16(at + 4), u16(at + 4) + u16(at + 6)),
    })),
  };
}
