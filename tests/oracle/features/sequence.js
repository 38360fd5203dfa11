// The feature `sequence`: whether steps happened in their order, how long ago, and whether something has undone it since.
import { matchesOf } from '../matching.js';
import { parseDuration } from '../time.js';
import { truth } from '../values.js';

/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */

/** @param {any} feature @param {History} history @param {number} now @returns {import('../values.js').Value} */
export function sequenceFeature(feature, history, now) {
  const completion = latestCompletion(feature, history, now);
  if (completion < 0) return truth(false);
  const inLast = parseDuration(feature.in_last);
  if (inLast !== null && now - history.collected()[completion].time >= inLast) return truth(false);
  const undone = feature.then_not !== undefined && stepEvents(feature, feature.then_not, history).some(index => index > completion);
  return truth(!undone);
}

/** @param {any} feature @param {any} step an event name, or one with `where` @param {History} history @returns {number[]} places of its events in the history */
function stepEvents(feature, step, history) {
  const matches = typeof step === 'string' ? matchesOf(history, feature, step) : matchesOf(history, feature, step.event, step.where);
  return matches.map(match => history.collected().indexOf(match.event));
}

/** @param {any} feature @param {History} history @param {number} now @returns {number} place of the event that completed it last, -1 for none */
function latestCompletion(feature, history, now) {
  const events = history.collected();
  const visit = history.runningVisit(now);
  const isIn = (/** @type {number} */ index) => feature.within !== 'visit' || Boolean(visit?.events.has(events[index]));
  const steps = feature.sequence.map((/** @type {any} */ step) => stepEvents(feature, step, history).filter(isIn));
  const seconds = parseDuration(feature.within);
  for (const last of steps.at(-1).toReversed()) {
    const first = latestStart(steps.slice(0, -1), last);
    if (first < 0) continue;
    if (seconds === null || events[last].time - events[first].time < seconds) return last;
  }
  return -1;
}

/**
 * Taking for each earlier step its latest event before the next one gives the latest possible start.
 * @param {number[][]} steps all but the last
 * @param {number} last
 * @returns {number} place of the first step's event, -1 when there is none
 */
function latestStart(steps, last) {
  let next = last;
  for (const places of steps.toReversed()) {
    const before = places.filter(index => index < next);
    if (before.length === 0) return -1;
    next = before[before.length - 1];
  }
  return next;
}
