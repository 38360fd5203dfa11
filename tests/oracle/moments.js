// The seconds at which the clock alone may change something: too many rather than too few, each is judged.
import { thousandths } from './amounts.js';
import { offsetOf } from './facts/context.js';
import { intervalOf, ordersOf } from './facts/orders.js';
import { bucketsOf } from './features/count.js';
import { DAY, parseDuration } from './time.js';

/** @typedef {import('./history.js').History} History */
/** @typedef {import('./judge.js').Judgement} Judgement */

const HOUR = 3600;

/**
 * @typedef {object} Clockwork what in a strategy can move by the clock alone
 * @property {number[]} durations of every kind, in seconds
 * @property {string[]} bucketed windows of time that may be counted in buckets
 * @property {number[]} overdue constants of `orders.overdue`
 * @property {number} localUnit seconds of the smallest part of the local time that is read, 0 for none
 */

/** @type {WeakMap<object, Clockwork>} */
const known = new WeakMap();

/** @param {any} strategy @param {number} visitGap @returns {Clockwork} */
function clockworkOf(strategy, visitGap) {
  const found = known.get(strategy);
  if (found) return found;
  /** @type {Clockwork} */
  const clockwork = { durations: [visitGap], bucketed: [], overdue: [], localUnit: 0 };
  collect({ ...strategy, slots: null, messages: null, experiments: null }, clockwork);
  for (const { count, sum, within } of /** @type {any[]} */ (Object.values(strategy.features ?? {}))) {
    if ((count ?? sum) !== undefined && parseDuration(within) !== null) clockwork.bucketed.push(within);
  }
  clockwork.durations = [...new Set(clockwork.durations)];
  known.set(strategy, clockwork);
  return clockwork;
}

/** @param {any} part of a strategy @param {Clockwork} clockwork */
function collect(part, clockwork) {
  const seconds = parseDuration(part);
  if (seconds !== null) clockwork.durations.push(seconds);
  if (typeof part !== 'object' || part === null) return;
  for (const [key, inner] of Object.entries(part)) {
    if (key.startsWith('time.')) clockwork.localUnit = key === 'time.hour' ? HOUR : clockwork.localUnit || DAY;
    if (key === 'orders.overdue') clockwork.overdue.push(...Object.values(inner).filter(constant => typeof constant === 'number'));
    collect(inner, clockwork);
  }
}

/** @param {History} history @returns {number[]} sorted */
function momentsOf(history) {
  return history.once('moments', () => {
    const clockwork = clockworkOf(history.setting.strategy, history.setting.visitGap);
    const { first, last } = ordersOf(history);
    const starts = new Set([...history.events.map(event => event.time), first ?? 0, last ?? 0]);
    const moments = new Set();
    for (const start of starts) {
      for (const seconds of clockwork.durations) moments.add(start + seconds);
      for (const within of clockwork.bucketed) {
        const { width, number } = bucketsOf(within);
        moments.add((Math.floor(start / width) + number) * width);
      }
    }
    const interval = BigInt(intervalOf(history) ?? 0);
    for (const times of clockwork.overdue) moments.add((last ?? 0) + Number(((thousandths(times) ?? 0n) * interval + 999n) / 1000n));
    return [...moments].sort((left, right) => left - right);
  });
}

/**
 * @param {History} history
 * @param {Judgement} judgement
 * @param {number} now
 * @returns {number} the next second after now that must be judged, Infinity for none
 */
export function nextMoment(history, judgement, now) {
  const { strategy, visitGap } = history.setting;
  let next = momentsOf(history).find(moment => moment > now) ?? Infinity;
  for (const [id, since] of judgement.staying) {
    next = Math.min(next, since + (parseDuration(strategy.segments[id].stay) ?? 0));
  }
  const { localUnit } = clockworkOf(strategy, visitGap);
  const offset = localUnit === 0 ? null : offsetOf(history);
  if (offset !== null) next = Math.min(next, (Math.floor((now + offset) / localUnit) + 1) * localUnit - offset);
  return next;
}
