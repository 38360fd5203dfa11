// Plays a recording into a core through its C face and hashes all that it answers. Runs in every engine: no import, nothing but the language.

/** @typedef {import('../../js/src/host/core.js').CoreExports} CoreExports */

const [OK, MORE, CHANGED] = [0, 1, 4];
const ENTERED_TO_CLOCK = [1, 2, 3, 4, 5];
const [EVENT, PURPOSES] = [0, 1];
const ALL_PURPOSES = 15;
const SNAPSHOT_ROOM = 65536;
const SNAPSHOT_EVERY = 4;
const NONE = 0xffffffff;

/**
 * @param {() => CoreExports} instantiate
 * @param {Uint8Array} recording as recording.js writes it
 * @returns {string} the hash, eight hexadecimal digits
 */
export function play(instantiate, recording) {
  const input = new DataView(recording.buffer, recording.byteOffset, recording.byteLength);
  let at = 0;
  const number = () => {
    at += 4;
    return input.getUint32(at - 4, true);
  };
  const bytes = (/** @type {number} */ length) => {
    const start = at;
    at += (length + 3) & -4;
    return recording.subarray(start, start + length);
  };

  let hash = 0x811c9dc5;
  const addByte = (/** @type {number} */ byte) => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  const add = (/** @type {number} */ value) => {
    for (let shift = 0; shift < 32; shift += 8) addByte((value >>> shift) & 255);
  };

  for (let runs = number(); runs > 0; runs--) {
    const core = instantiate();
    const base = core.__heap_base;
    let top = Number(typeof base === 'object' ? base.value : base);
    const block = (/** @type {number} */ size) => {
      const address = (top + 15) & -16;
      top = address + size;
      const missing = top - core.memory.buffer.byteLength;
      if (missing > 0) core.memory.grow(Math.ceil(missing / 65536));
      return address;
    };
    const memory = () => new Uint8Array(core.memory.buffer);
    const scratch = block(SNAPSHOT_ROOM);
    const out = block(SNAPSHOT_ROOM);
    const put = (/** @type {Uint8Array} */ data) => memory().set(data, scratch);

    const packBytes = bytes(number());
    const packCopy = block(packBytes.length);
    memory().set(packBytes, packCopy);
    const packSize = core.vt_pack_size(packCopy, packBytes.length);
    const pack = block(packSize);
    if (core.vt_load(pack, packSize, packCopy, packBytes.length) !== OK) throw new Error('a pack was refused');
    const size = core.vt_visitor_size(pack);

    const visitors = Array.from({ length: number() }, () => {
      const id = bytes(number());
      const visitor = block(size);
      put(id);
      core.vt_restore(pack, visitor, size, scratch, 0, scratch, id.length, ALL_PURPOSES);
      return visitor;
    });
    const slots = number();
    const sortSlot = number();
    const itemCount = number();
    const items = bytes(number());

    const addChanges = (/** @type {number} */ visitor) => {
      for (const which of ENTERED_TO_CLOCK) {
        const count = core.vt_segments(pack, visitor, which, out, SNAPSHOT_ROOM / 2);
        add(count);
        for (const value of new Uint16Array(core.memory.buffer, out, count)) add(value);
      }
    };
    const addSnapshot = (/** @type {number} */ visitor) => {
      const length = core.vt_snapshot(pack, visitor, scratch, SNAPSHOT_ROOM);
      add(length);
      for (const byte of memory().subarray(scratch, scratch + length)) addByte(byte);
      if (sortSlot === NONE) return;
      put(items);
      add(core.vt_rank(pack, visitor, sortSlot, scratch, items.length, out, itemCount));
      for (const place of new Uint16Array(core.memory.buffer, out, itemCount)) add(place);
    };

    for (let step = 0, steps = number(); step < steps; step++) {
      const visitor = visitors[number()];
      const kind = number();
      const value = number();
      if (kind === EVENT) put(bytes(value));
      for (let status = MORE; status === MORE; addChanges(visitor)) {
        if (kind === EVENT) status = core.vt_ingest(pack, visitor, scratch, value);
        else if (kind === PURPOSES) status = core.vt_purposes(pack, visitor, value);
        else status = core.vt_advance(pack, visitor, value);
        status &= ~CHANGED;
        add(status);
      }
      for (let slot = 0; slot < slots; slot++) {
        core.vt_decide(pack, visitor, slot, out);
        for (const part of new Int32Array(core.memory.buffer, out, 6)) add(part);
      }
      add(core.vt_next_change(pack, visitor));
      if (step % SNAPSHOT_EVERY === 0) addSnapshot(visitor);
    }
    visitors.forEach(addSnapshot);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
