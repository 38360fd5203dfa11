// The core as it ships, Wasm or JavaScript, on a stream: from the bytes of events, and from their objects through the package's own host.
import { makeCore } from '../../js/src/host/core.js';
import { makeVisitor } from '../../js/src/host/visitor.js';

/** @typedef {import('../../js/src/host/core.js').CoreExports} CoreExports */
/** @typedef {import('../../js/src/host/encoder.js').LogEvent} LogEvent */
/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {{ bytes: Uint8Array, at: Uint32Array, length: Uint32Array }} Encoded all events, each at a multiple of 8 */

const MORE = 1;
const IN = 0;
const ALL_PURPOSES = 15;

/** @param {() => CoreExports} instantiate @param {Uint8Array} pack */
function openCore(instantiate, pack) {
  /** @type {CoreExports[]} */
  const made = [];
  const core = makeCore(() => {
    made.push(instantiate());
    return made[made.length - 1];
  }, pack);
  return { core, exports: made[0] };
}

/** @param {() => CoreExports} instantiate @param {Uint8Array} pack @param {LogEvent[]} lines @returns {Encoded} */
export function encodeAll(instantiate, pack, lines) {
  const { core } = openCore(instantiate, pack);
  const at = new Uint32Array(lines.length);
  const length = new Uint32Array(lines.length);
  /** @type {Uint8Array[]} */
  const parts = [];
  let end = 0;
  lines.forEach((line, i) => {
    length[i] = core.encoder_.event(core.bytes_, core.scratch_, line, Number(line.time));
    at[i] = end;
    const padded = new Uint8Array((length[i] + 7) & -8);
    padded.set(core.bytes_.subarray(core.scratch_, core.scratch_ + length[i]));
    parts.push(padded);
    end += padded.length;
  });
  const bytes = new Uint8Array(end);
  for (const [i, part] of parts.entries()) bytes.set(part, at[i]);
  return { bytes, at, length };
}

/**
 * @param {() => CoreExports} instantiate
 * @param {Uint8Array} pack
 * @param {Encoded} events
 * @returns {Contestant & { restoreAndDecide: (snapshot: Uint8Array) => void, snapshot: () => Uint8Array, blockBytes: number }}
 */
export function rawCore(instantiate, pack, { bytes, at, length }) {
  const { core, exports } = openCore(instantiate, pack);
  // All events lie in the core's memory before the clock starts: what is measured is the core.
  while (core.scratchSize_ < bytes.length) core.enlarge_();
  const first = core.scratch_;
  core.bytes_.set(bytes, first);
  core.enlarge_();
  const block = core.block_();
  const { packAt_: packAt, visitorSize_: visitorSize } = core;
  const restore = (/** @type {number} */ size) =>
    exports.vt_restore(packAt, block, visitorSize, core.scratch_, size, core.scratch_, 0, ALL_PURPOSES);
  return {
    reset: () => void restore(0),
    run(_, from, to) {
      for (let i = from; i < to; i++) {
        const event = first + at[i];
        let status = MORE;
        while (status & MORE) status = exports.vt_ingest(packAt, block, event, length[i]);
        if (status < 0) throw new Error(`event ${i} was refused with ${status}`);
      }
    },
    members: out => membersOf(core, exports, block, out),
    snapshot: () => core.bytes_.slice(core.scratch_, core.scratch_ + exports.vt_snapshot(packAt, block, core.scratch_, 3000)),
    restoreAndDecide(snapshot) {
      core.bytes_.set(snapshot, core.scratch_);
      if (restore(snapshot.length) !== 0 || exports.vt_decide(packAt, block, 0, core.out_) !== 0)
        throw new Error('restore or decide was refused');
    },
    blockBytes: visitorSize,
  };
}

/** @param {import('../../js/src/host/core.js').Core} core @param {CoreExports} exports @param {number} block @param {Uint16Array} out */
function membersOf(core, exports, block, out) {
  const count = exports.vt_segments(core.packAt_, block, IN, core.out_, out.length);
  out.set(new Uint16Array(core.bytes_.buffer, core.out_, count));
  return count;
}

/**
 * @param {() => CoreExports} instantiate
 * @param {Uint8Array} pack
 * @param {LogEvent[]} lines
 * @returns {Contestant & { memoryBytes: () => number }}
 */
export function hostedCore(instantiate, pack, lines) {
  const { core, exports } = openCore(instantiate, pack);
  const visitor = makeVisitor(core);
  return {
    reset: () => visitor.forget(),
    run(_, from, to) {
      for (let i = from; i < to; i++) visitor.ingest(lines[i]);
    },
    members: out => membersOf(core, exports, visitor.address_(), out),
    memoryBytes: () => core.bytes_.length,
  };
}
