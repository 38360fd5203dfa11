// Purposes that come and go between the events of a pair, and segments and variants that name some.
import { formatTime, parseTime } from '../time.js';

/** @typedef {import('./random.js').Random} Random */

const ALL = ['personalization', 'measurement', 'ads', 'location'];

/** @param {Random} random @param {import('./world.js').World} world @returns {{purpose?: string | string[]}} */
export function randomPurpose(random, world) {
  if (!world.consent || random.chance(0.8)) return {};
  return { purpose: random.chance(0.5) ? random.pick(ALL) : random.some(ALL, random.integer(1, 2)) };
}

/** @param {Random} random @returns {string[]} */
function randomGrant(random) {
  return random.weighted([
    [4, () => ALL],
    [3, () => ALL.filter(purpose => purpose !== 'personalization')],
    [3, () => ALL.filter(purpose => purpose !== 'location')],
    [2, () => []],
    [2, () => random.some(ALL, random.integer(1, 3))],
  ]);
}

/**
 * @param {Random} random
 * @param {any[]} events lines
 * @returns {any[]} the same, with one to six changes of purposes between them, some before the first
 */
export function withPurposes(random, events) {
  const lines = [...events];
  for (let number = random.integer(1, 6); number > 0; number -= 1) {
    const place = random.chance(0.2) ? 0 : random.integer(0, lines.length);
    const near = [...lines.slice(0, place).reverse(), ...lines.slice(place)].find(line => parseTime(line?.time) !== null && line.visitor);
    if (!near) return lines;
    const seconds = (parseTime(near.time) ?? 0) + random.pick([0, 0, 0, 1, 7, 60, -30]);
    lines.splice(place, 0, { visitor: String(near.visitor), time: formatTime(seconds), purposes: randomGrant(random) });
  }
  return lines;
}
