#!/usr/bin/env node
// `vitrine replay` over the engine that ships in the browser: the same lines from the Wasm or the JavaScript core, driven by the package's own host.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCore } from '../../js/src/host/core.js';
import { mergeLogs, readLog } from '../oracle/log.js';
import { PURPOSES } from '../oracle/purposes.js';
import { bitsOf } from '../oracle/run_many.js';
import { byBytes } from '../oracle/texts.js';
import { formatTime, parseTime } from '../oracle/time.js';
import { REASONS } from '../../js/src/host/constants.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TOOL = path.join(root, 'build/native/vitrine');
const [IN, ENTERED, LEFT, STAGE, OLD_STAGE, CLOCK] = [0, 1, 2, 3, 4, 5];
const [OK, MORE, CHANGED] = [0, 1, 4];
const FARTHEST = 400 * 86400;

/** @typedef {ReturnType<typeof makeCore>} Core */
/** @typedef {{ id: string, at: number, purposes: number, hasEvents: boolean, transitions: Map<number, { entered: Set<string>, left: Set<string>, stage: string | null }> }} Visitor */

/** @param {string} kind @returns {Promise<() => import('../../js/src/host/core.js').CoreExports>} */
export async function coreOf(kind) {
  if (kind === 'wasm') {
    const module = new WebAssembly.Module(readFileSync(path.join(root, 'js/dist/vitrine.wasm')));
    return () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
  }
  if (kind === 'js') return (await import(pathToFileURL(path.join(root, 'js/dist/vitrine-core.js')).href)).default;
  throw new Error(`--core is wasm or js, not ${kind}`);
}

/** @param {string} strategyFile @returns {{ pack: Uint8Array, names: any }} */
export function compile(strategyFile) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-parity-'));
  try {
    const pack = path.join(folder, 's.pack');
    const names = path.join(folder, 's.names.json');
    const done = spawnSync(TOOL, ['compile', strategyFile, '-o', pack, '--names', names], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`vitrine compile ${strategyFile}: ${done.stderr}`);
    return { pack: new Uint8Array(readFileSync(pack)), names: JSON.parse(readFileSync(names, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Core} core @param {number} block @param {number} which @returns {number[]} */
function numbers(core, block, which) {
  const count = core.calls_.vt_segments(core.packAt_, block, which, core.out_, 8192);
  return [...new Uint16Array(core.bytes_.buffer, core.out_, count)];
}

/** @param {Core} core @param {number} block @returns {string | null} */
function stageOf(core, block) {
  const [stage] = numbers(core, block, STAGE);
  return stage === undefined ? null : core.tables_.stages_[stage];
}

/** @param {Core} core @param {Visitor} visitor */
function note(core, visitor) {
  const entered = numbers(core, visitor.at, ENTERED);
  const left = numbers(core, visitor.at, LEFT);
  if (entered.length + left.length + numbers(core, visitor.at, OLD_STAGE).length === 0) return;
  const [low, high] = numbers(core, visitor.at, CLOCK);
  const time = low + 65536 * high;
  const line = visitor.transitions.get(time) ?? { entered: new Set(), left: new Set(), stage: null };
  visitor.transitions.set(time, line);
  for (const segment of entered) line.entered.add(core.tables_.segments[segment]);
  for (const segment of left) line.left.add(core.tables_.segments[segment]);
  line.stage = stageOf(core, visitor.at);
}

/** The first second after `now` at which the clock alone changes something, found on a copy. @param {Core} core @param {number} block @param {number} now */
function nextChange(core, block, now) {
  const copy = core.block_();
  core.bytes_.copyWithin(copy, block, block + core.visitorSize_);
  let found = null;
  for (let status = MORE; status === MORE && found === null; ) {
    status = core.calls_.vt_advance(core.packAt_, copy, Math.min(now + FARTHEST, 0xfffffffe)) & ~CHANGED;
    const changed = [ENTERED, LEFT, OLD_STAGE].some(which => numbers(core, copy, which).length > 0);
    const [low, high] = numbers(core, copy, CLOCK);
    if (changed) found = low + 65536 * high;
  }
  core.giveBack_(copy, () => {});
  return found;
}

/** @param {Core} core @param {number} block @param {string[]} slots */
function decisionsOf(core, block, slots) {
  const decide = (/** @type {string} */ slot) => {
    const index = core.tables_.slots_.findIndex(({ name }) => name === slot);
    if (core.calls_.vt_decide(core.packAt_, block, index, core.out_) !== OK) throw new Error(`no slot ${slot}`);
    const [variant, reason, intended] = new Int32Array(core.bytes_.buffer, core.out_, 3);
    const { variants_: variants } = core.tables_.slots_[index];
    const isHeldOut = REASONS[reason] === 'HOLDOUT';
    return [slot, { variant: variants[variant], reason: REASONS[reason], ...(isHeldOut && { intended: variants[intended] }) }];
  };
  return Object.fromEntries(slots.toSorted(byBytes).map(decide));
}

/** The one place that calls vt_restore. @param {Core} core @param {Visitor} visitor @param {number} length of the snapshot in the scratch, 0: a new visitor */
function restore(core, visitor, length) {
  const id = Buffer.from(visitor.id, 'utf8');
  const idAt = core.scratch_ + length;
  core.bytes_.set(id, idAt);
  const { packAt_: packAt, visitorSize_: visitorSize, scratch_: scratch } = core;
  const status = core.calls_.vt_restore(packAt, visitor.at, visitorSize, scratch, length, idAt, id.length, visitor.purposes);
  if (status < 0) throw new Error(`a snapshot of its own was not restored: ${status}`);
}

/** Takes the visitor apart into a snapshot and goes on from that alone. @param {Core} core @param {Visitor} visitor */
function throughSnapshot(core, visitor) {
  const length = core.calls_.vt_snapshot(core.packAt_, visitor.at, core.scratch_, 3000);
  if (length <= 0) throw new Error(`the snapshot was refused with ${length}`);
  core.bytes_.fill(0xa5, visitor.at, visitor.at + core.visitorSize_);
  restore(core, visitor, length);
}

/** @param {Core} core @param {Visitor} visitor @param {number} time */
function moveClock(core, visitor, time) {
  for (let status = MORE; status === MORE; note(core, visitor)) status = core.calls_.vt_advance(core.packAt_, visitor.at, time) & ~CHANGED;
}

/** @param {Core} core @param {Visitor} visitor @param {import('../oracle/log.js').LogLine} line */
function take(core, visitor, line) {
  visitor.hasEvents = true;
  const items = line.hasNoItems || line.items.length > 0 ? line.items : undefined;
  const length = core.encoder_.event(core.bytes_, core.scratch_, { event: line.event, fields: line.fields, items }, line.time);
  for (let status = MORE; status === MORE; note(core, visitor)) {
    status = core.calls_.vt_ingest(core.packAt_, visitor.at, core.scratch_, length) & ~CHANGED;
    if (status < 0) throw new Error(`an event of ${line.visitor} was refused with ${status}`);
  }
}

/** @param {Core} core @param {Visitor} visitor @param {import('../oracle/pair_lines.js').PurposesLine} line */
function allow(core, visitor, line) {
  moveClock(core, visitor, line.time);
  visitor.purposes = bitsOf(line.purposes);
  const status = core.calls_.vt_purposes(core.packAt_, visitor.at, visitor.purposes);
  if (status < 0) throw new Error(`the purposes ${line.purposes} were refused with ${status}`);
  note(core, visitor);
}

/**
 * @param {Core} core
 * @param {(import('../oracle/log.js').LogLine | import('../oracle/pair_lines.js').PurposesLine)[]} lines
 * @param {{ at?: number | null, decide?: string[], snapshots?: boolean }} options snapshots: after every line
 */
export function replay(core, lines, options = {}) {
  const until = options.at ?? lines.reduce((newest, line) => Math.max(newest, line.time), 0);
  /** @type {Map<string, Visitor>} */
  const visitors = new Map();
  for (const line of lines.filter(one => one.time <= until)) {
    let visitor = visitors.get(line.visitor);
    if (!visitor) {
      visitor = { id: line.visitor, at: core.block_(), purposes: bitsOf(PURPOSES), hasEvents: false, transitions: new Map() };
      visitors.set(line.visitor, visitor);
      restore(core, visitor, 0);
    }
    if ('purposes' in line) allow(core, visitor, line);
    else take(core, visitor, line);
    if (options.snapshots) throughSnapshot(core, visitor);
  }
  const sorted = [...visitors.values()].filter(visitor => visitor.hasEvents).sort((a, b) => byBytes(a.id, b.id));
  for (const visitor of sorted) moveClock(core, visitor, until);
  return {
    visitors: sorted.map(visitor => {
      const segments = numbers(core, visitor.at, IN).map(segment => core.tables_.segments[segment]);
      const change = nextChange(core, visitor.at, until);
      return JSON.stringify({
        visitor: visitor.id,
        stage: stageOf(core, visitor.at),
        segments: segments.sort(byBytes),
        decisions: decisionsOf(core, visitor.at, options.decide ?? []),
        next_change: change === null ? null : formatTime(change),
      });
    }),
    transitions: sorted
      .flatMap(({ id, transitions }) => [...transitions].map(([time, line]) => ({ id, time, ...line })))
      .sort((a, b) => a.time - b.time)
      .map(({ id, time, entered, left, stage }) =>
        JSON.stringify({ visitor: id, time: formatTime(time), entered: [...entered].sort(byBytes), left: [...left].sort(byBytes), stage }),
      ),
  };
}

/** @param {string | undefined} out @param {string[]} lines */
function write(out, lines) {
  const text = lines.map(line => `${line}\n`).join('');
  if (out === '-') process.stdout.write(text);
  else if (out !== undefined) writeFileSync(out, text);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      core: { type: 'string', default: 'wasm' },
      at: { type: 'string' },
      visitors: { type: 'string' },
      transitions: { type: 'string' },
      decide: { type: 'string' },
      summary: { type: 'string' }, // it knows of none
    },
  });
  const [strategy, ...files] = positionals;
  const { pack, names } = compile(strategy);
  const core = makeCore(await coreOf(values.core), pack, names);
  const lines = mergeLogs(files.map(file => readLog(readFileSync(file === '-' ? 0 : file)).lines));
  const result = replay(core, lines, { at: values.at === undefined ? null : parseTime(values.at), decide: values.decide?.split(',') });
  write(values.visitors, result.visitors);
  write(values.transitions, result.transitions);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
