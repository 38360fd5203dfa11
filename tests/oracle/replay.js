#!/usr/bin/env node
// The slow replay: a strategy and event logs in, the lines of `vitrine replay` out, and of its summary what could not be read.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readJsonWithComments } from './json.js';
import { listsIn } from './lists.js';
import { mergeLogs, readLog } from './log.js';
import { decide } from './slots.js';
import { byBytes } from './texts.js';
import { formatTime, parseDuration, parseTime } from './time.js';
import { UnreadableCount } from './unreadable.js';
import { Visitor } from './visitor.js';

const USAGE =
  'usage: node tests/oracle/replay.js STRATEGY.json EVENTS... [--at T] [--visitors OUT] [--transitions OUT] [--summary OUT] [--decide SLOT,...] [--lists FOLDER]';
const DEFAULT_GAP = '30m';
const LIST_FOLDERS = ['../../core/compiler/attribution', '../../../shared/data/attribution'].map(path =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/**
 * @typedef {object} Replay
 * @property {string[]} visitors lines
 * @property {string[]} transitions lines
 * @property {import('./unreadable.js').Unreadable} unreadable as a summary has it
 */

/**
 * @param {any} strategy
 * @param {import('./pair_lines.js').PairLine[]} lines in the order in which they are taken
 * @param {{at?: number | null, decide?: string[], listsFolder?: string, snapshots?: boolean}} [options] snapshots: after every line
 * @returns {Replay}
 */
export function replay(strategy, lines, options = {}) {
  const at = options.at ?? lines.reduce((newest, line) => Math.max(newest, line.time), 0);
  let setting = settingOf(strategy, options.listsFolder);
  /** @type {Map<string, Visitor>} */
  const visitors = new Map();
  const unreadable = new UnreadableCount();
  /** @type {string[]} */
  const earlier = [];
  for (const line of lines.filter(one => one.time <= at)) {
    if ('change' in line) {
      earlier.push(...transitionLines(seenOf(visitors)));
      setting = settingOf(line.change, options.listsFolder);
      for (const visitor of visitors.values()) visitor.change(setting);
      continue;
    }
    const visitor = visitors.get(line.visitor) ?? new Visitor(setting, line.visitor);
    visitors.set(line.visitor, visitor);
    if ('purposes' in line) visitor.allow(line);
    else if (visitor.take(line)) unreadable.add(line, setting.strategy);
    if (options.snapshots) visitor.goThroughSnapshot();
  }
  const sorted = seenOf(visitors);
  for (const visitor of sorted) visitor.advance(at);
  return {
    visitors: sorted.map(visitor => visitorLine(visitor, options.decide ?? [])),
    transitions: [...earlier, ...transitionLines(sorted)],
    unreadable: unreadable.summary,
  };
}

/** @param {Map<string, Visitor>} visitors @returns {Visitor[]} those that had an event, sorted */
function seenOf(visitors) {
  const seen = [...visitors.values()].filter(visitor => visitor.history.events.length > 0);
  return seen.sort((left, right) => byBytes(left.id, right.id));
}

/** @param {any} strategy @param {string} [listsFolder] @returns {import('./history.js').Setting} */
function settingOf(strategy, listsFolder) {
  const named = listsFolder ?? process.env.VITRINE_LISTS;
  const lists = listsIn(named === undefined ? LIST_FOLDERS : [named]);
  return { strategy, visitGap: parseDuration(strategy.visit_gap ?? DEFAULT_GAP) ?? 0, lists };
}

/** @param {Visitor} visitor @param {string[]} slots @returns {string} */
function visitorLine(visitor, slots) {
  const { segments, stage } = visitor.judgement;
  const decisions = slots.toSorted(byBytes).map(slot => [slot, decide(visitor, slot)]);
  const change = visitor.nextChange();
  return JSON.stringify({
    visitor: visitor.id,
    stage,
    segments: segments.toSorted(byBytes),
    decisions: Object.fromEntries(decisions),
    next_change: change === null ? null : formatTime(change),
  });
}

/** @param {Visitor[]} visitors sorted @returns {string[]} sorted by time, then visitor */
function transitionLines(visitors) {
  const all = visitors.flatMap(({ id, transitions }) => transitions.map(transition => ({ id, ...transition })));
  return all
    .sort((left, right) => left.time - right.time)
    .map(({ id, time, entered, left, stage }) =>
      JSON.stringify({ visitor: id, time: formatTime(time), entered: [...entered].sort(byBytes), left: [...left].sort(byBytes), stage }),
    );
}

/** @param {string[]} args @returns {number} exit status */
function main(args) {
  /** @type {ReturnType<typeof readArgs>} */
  let given;
  try {
    given = readArgs(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return 2;
  }
  const { strategyFile, files, options, outputs } = given;
  const strategy = readJsonWithComments(readFileSync(strategyFile, 'utf8'));
  const unknown = options.decide.find(slot => !Object.hasOwn(strategy.slots ?? {}, slot));
  if (unknown !== undefined) {
    console.error(`--decide: the strategy has no slot "${unknown}"`);
    return 2;
  }
  const logs = files.map(file => ({ file, ...readLog(readFileSync(file === '-' ? 0 : file), undefined, file) }));
  for (const { file, broken } of logs) for (const { number, sentence } of broken) console.error(`${file}:${number}: skipped: ${sentence}`);
  const result = replay(strategy, mergeLogs(logs.map(log => log.lines)), options);
  write(outputs.visitors, result.visitors);
  write(outputs.transitions, result.transitions);
  write(outputs.summary, [JSON.stringify({ unreadable: result.unreadable })]);
  return 0;
}

/** @param {string[]} args */
function readArgs(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      at: { type: 'string' },
      visitors: { type: 'string' },
      transitions: { type: 'string' },
      summary: { type: 'string' },
      decide: { type: 'string' },
      lists: { type: 'string' },
    },
  });
  const [strategyFile, ...files] = positionals;
  if (files.length === 0) throw new Error('a strategy and at least one event file are needed');
  const at = values.at === undefined ? null : parseTime(/^\d+$/.test(values.at) ? Number(values.at) : values.at);
  if (values.at !== undefined && at === null) throw new Error(`--at ${values.at} is no time`);
  const slots = values.decide?.split(',').filter(slot => slot !== '') ?? [];
  return {
    strategyFile,
    files,
    options: { at, decide: slots, listsFolder: values.lists },
    outputs: { visitors: values.visitors, transitions: values.transitions, summary: values.summary },
  };
}

/** @param {string | undefined} file @param {string[]} lines */
function write(file, lines) {
  if (file === undefined) return;
  const text = lines.map(line => `${line}\n`).join('');
  if (file === '-') process.stdout.write(text);
  else writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
