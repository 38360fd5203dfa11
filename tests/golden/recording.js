// The recording that every build of the core plays: random strategies with their visitors' events, as bytes that need no compiler and no encoder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCore } from '../../js/src/host/core.js';
import { readCapabilities } from '../oracle/generate/capabilities.js';
import { randomPair } from '../oracle/generate.js';
import { linesOf } from '../oracle/pair_lines.js';
import { parseTime } from '../oracle/time.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TOOL = path.join(root, 'build/native/vitrine');
export const FOLDER = path.join(root, 'build/golden');
export const RECORDING = path.join(FOLDER, 'recording.bin');
const SEED = 20261126;
const RUNS = 150;
const [EVENT, PURPOSES, ADVANCE] = [0, 1, 2];
const NONE = 0xffffffff;
const PURPOSE_NAMES = ['personalization', 'measurement', 'ads', 'location'];
const BRANDS = ['Acme', 'brand', 'b', 'other'];
const ITEMS = Array.from({ length: 24 }, (_, place) => ({
  item_id: `sku-${place % 9}`,
  item_brand: BRANDS[place % 4],
  item_category: ['shoes', 'bags', 'c1'][place % 3],
  price: (place * 37) % 200,
  popularity: ((place * 7) % 11) / 10,
  stock: place % 2,
  pinned: place % 10 === 7,
}));

/** Numbers of 32 bits, and bytes filled up to a multiple of four. */
class Writer {
  /** @type {Buffer[]} */
  parts = [];

  /** @param {...number} values */
  number(...values) {
    for (const value of values) {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(value >>> 0);
      this.parts.push(bytes);
    }
  }

  /** @param {Uint8Array} bytes */
  bytes(bytes) {
    this.parts.push(Buffer.from(bytes), Buffer.alloc(-bytes.length & 3));
  }
}

/** @param {any} strategy @returns {Uint8Array} */
function packOf(strategy) {
  const [file, pack] = ['strategy.json', 'strategy.pack'].map(name => path.join(FOLDER, name));
  writeFileSync(file, JSON.stringify(strategy));
  execFileSync(TOOL, ['compile', file, '-o', pack], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Uint8Array(readFileSync(pack));
}

/** @param {Writer} to @param {import('../oracle/run_pair.js').Pair} pair @param {() => any} instantiate */
function writeRun(to, pair, instantiate) {
  const pack = packOf(pair.strategy);
  const core = makeCore(instantiate, pack);
  const lines = linesOf(pair).flatMap(line => ('change' in line ? [] : [line]));
  const ids = [...new Set(lines.map(line => line.visitor))];
  to.number(pack.length);
  to.bytes(pack);
  to.number(ids.length);
  for (const id of ids.map(text => Buffer.from(text, 'utf8'))) {
    to.number(id.length);
    to.bytes(id);
  }
  const sortSlot = core.tables_.slots_.findIndex(({ isSort_: isSort }) => isSort);
  const length = core.encoder_.items(core.bytes_, core.scratch_, core.scratchSize_, ITEMS);
  to.number(core.tables_.slots_.length, sortSlot < 0 ? NONE : sortSlot, ITEMS.length, length);
  to.bytes(core.bytes_.subarray(core.scratch_, core.scratch_ + length));
  const end = pair.at ? parseTime(pair.at) : null;
  const steps = lines.flatMap(line => stepsOf(line, ids.indexOf(line.visitor), core));
  if (end !== null) steps.push(...ids.map((_, visitor) => ({ numbers: [visitor, ADVANCE, end] })));
  to.number(steps.length);
  for (const { numbers, bytes } of steps) {
    to.number(...numbers);
    if (bytes) to.bytes(bytes);
  }
}

/**
 * @param {import('../oracle/log.js').LogLine | import('../oracle/pair_lines.js').PurposesLine} line
 * @param {number} visitor
 * @param {ReturnType<typeof makeCore>} core
 * @returns {{ numbers: number[], bytes?: Uint8Array }[]}
 */
function stepsOf(line, visitor, core) {
  if ('purposes' in line) {
    const bits = line.purposes.reduce((all, name) => all | (1 << PURPOSE_NAMES.indexOf(name)), 0);
    return [{ numbers: [visitor, ADVANCE, line.time] }, { numbers: [visitor, PURPOSES, bits] }];
  }
  const event = { event: line.event, fields: line.fields, items: line.items };
  const length = core.encoder_.event(core.bytes_, core.scratch_, event, line.time);
  return [{ numbers: [visitor, EVENT, length], bytes: core.bytes_.slice(core.scratch_, core.scratch_ + length) }];
}

/** Writes the recording anew. @param {() => any} instantiate a core to encode with @returns {Uint8Array} */
export function makeRecording(instantiate) {
  mkdirSync(FOLDER, { recursive: true });
  const enabled = readCapabilities('ready,-changes');
  const to = new Writer();
  to.number(RUNS);
  for (let run = 0; run < RUNS; run += 1) writeRun(to, randomPair(SEED, run, enabled), instantiate);
  const recording = Buffer.concat(to.parts);
  writeFileSync(RECORDING, recording);
  return new Uint8Array(recording);
}
