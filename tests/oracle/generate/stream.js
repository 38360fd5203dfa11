// Random event streams that look for the edges: window ends, late and repeated lines, odd values, broken lines.
import { formatTime, parseDuration } from '../time.js';
import { placed, withNumber } from './places.js';
import { randomExposures, randomItems, randomFields } from './fields.js';
import { ITEM_EVENTS, PLAIN_EVENTS } from './pools.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */
/** @typedef {any} Line an object, a broken line as a text, or `{"hex": "..."}` for bytes that are no text */

/** 2026-11-22T10:00:00Z. */
const START = 1795341600;
const BROKEN = [
  '{"visitor":"v1","time":"2026-11-22T10:00:00Z","event":"view_item"',
  '{"visitor":"v1","visitor":"v1","time":"2026-11-22T10:00:00Z","event":"view_item"}',
  '{"visitor":"v1","time":"2026-11-22T10:00:00Z","event":"view_item","items":[{"item_id":"a","item_id":"b"}]}',
  '{"visitor":"","time":"2026-11-22T10:00:00Z","event":"view_item"}',
  '{"visitor":1.5,"time":"2026-11-22T10:00:00Z","event":"view_item"}',
  '{"visitor":1e3,"time":"2026-11-22T10:00:00Z","event":"view_item"}',
  '{"visitor":true,"time":"2026-11-22T10:00:00Z","event":"view_item"}',
  '{"visitor":null,"time":"2026-11-22T10:00:00Z","event":"view_item"}',
  '{"visitor":"v1","time":1795341600000000,"event":"view_item"}',
  '{"visitor":"v1","time":"yesterday","event":"view_item"}',
  '{"visitor":"v1","time":"1795341600","event":"view_item"}',
  '{"visitor":"v1","time":-1,"event":"view_item"}',
  '{"visitor":"v1","time":null,"event":"view_item"}',
  '{"visitor":"v1","time":"2026-02-30T10:00:00Z","event":"view_item"}',
  '{"visitor":"v1","time":4294967296,"event":"view_item"}',
  '{"visitor":"v1","time":"2026-11-22T10:00:00Z"}',
  '{"visitor":"v1","time":"2026-11-22T10:00:00Z","event":["view_item"]}',
  '{"visitor":"v1","time":"2026-11-22T10:00:00Z","event":"view_item"} x',
  "{'visitor':'v1'}",
  '[1,2]',
  'null',
  '',
  '  ',
];

/**
 * @param {Random} random
 * @param {Set<string>} enabled capabilities
 * @param {World} world
 * @param {any} strategy
 * @returns {{events: Line[], at: string | null}}
 */
export function randomStream(random, enabled, world, strategy) {
  const { visitors } = world;
  const size =
    world.burst || world.many || world.signs
      ? random.integer(40, 80)
      : random.weighted([
          [2, () => random.integer(2, 8)],
          [6, () => random.integer(6, 25)],
          [2, () => random.integer(20, 45)],
        ]);
  const steps = [...world.durations, world.gap].map(duration => parseDuration(duration) ?? 1);
  let time = START + random.integer(0, 86400);
  /** @type {Line[]} */
  const events = [];
  /** @type {number[]} */
  const times = [];
  for (let number = 0; number < size; number += 1) {
    time = times.length > 0 && random.chance(0.12) ? edgeAfter(random, steps, times, time) : time + randomStep(random, steps, world.burst);
    const late = random.chance(0.06) ? random.pick([1, 5, 60, 4000]) : 0;
    times.push(time - late);
    if (random.chance(0.02)) events.push(random.chance(0.1) ? { hex: 'ff7b7d' } : random.pick(BROKEN));
    const again = random.chance(0.04)
      ? events.findLast(line => typeof line === 'object' && ['purchase', 'refund'].includes(line.event))
      : undefined;
    const visitor = world.burst && random.chance(0.9) ? visitors[0] : random.pick(visitors);
    events.push(again ?? randomLine(random, visitor, randomName(random, enabled, world, strategy), time - late, { strategy, world }));
  }
  return { events, at: randomEnd(random, steps, times) };
}

/** @param {Random} random @param {number[]} steps @param {number[]} times @param {number} time @returns {number} about where a window of an earlier event ends */
function edgeAfter(random, steps, times, time) {
  return Math.max(time, random.pick(times) + random.pick(steps) + random.integer(-1, 1));
}

/** @param {Random} random @param {number[]} steps @param {boolean} burst @returns {number} seconds to the next event */
function randomStep(random, steps, burst) {
  return random.weighted([
    [burst ? 6 : 2, () => 0],
    [burst ? 6 : 2, () => 1],
    [1, () => random.integer(2, 30)],
    [burst ? 0.5 : 3, () => Math.max(0, random.pick(steps) + random.integer(-1, 1))],
    [burst ? 0.2 : 1, () => random.integer(30, 4000)],
    [burst ? 0 : 0.2, () => random.integer(4000, 40 * 86400)],
  ]);
}

/** @param {Random} random @param {number[]} steps @param {number[]} times @returns {string | null} */
function randomEnd(random, steps, times) {
  const newest = Math.max(...times);
  return random.weighted([
    [5, () => null],
    [2, () => formatTime(newest + Math.max(0, random.pick(steps) + random.integer(-1, 1)))],
    [3, () => formatTime(edgeAfter(random, steps, times, newest))],
    [1, () => formatTime(newest + random.integer(0, 500 * 86400))],
    [1, () => formatTime(random.pick(times))],
  ]);
}

/** @param {Random} random @param {Set<string>} enabled @param {World} world @param {any} strategy @returns {string} */
function randomName(random, enabled, world, strategy) {
  const remembers = (/** @type {string} */ part) =>
    Object.values(strategy.slots).some(slot => slot.variants?.some((/** @type {any} */ one) => one[part]));
  const isShown = world.shown && (enabled.has('caps') || enabled.has('messages'));
  return random.weighted([
    [world.burst ? 100 : 8, () => world.events[0]],
    [12, () => random.pick(world.events)],
    [9, () => random.pick(world.themeEvents)],
    [3, () => random.pick(ITEM_EVENTS)],
    [3, () => 'page_view'],
    [1, () => random.pick(PLAIN_EVENTS)],
    [1, () => random.pick(['unheard_of', 'Purchase', 'scroll'])],
    [1, () => 'cart_update'],
    [2, () => 'purchase'],
    [enabled.has('trait') ? 2 : 0, () => 'identify'],
    [1, () => 'customer_sync'],
    [enabled.has('evidence') ? (world.signs ? 40 : remembers('needs') ? 6 : 1) : 0, () => 'evidence'],
    [world.arriving ? 12 : 0, () => 'page_view'],
    [isShown ? 20 : 1, () => 'view_promotion'],
  ]);
}

/** @param {Random} random @param {string} visitor @param {string} event @param {number} time @param {{strategy: any, world: World}} pair @returns {any} */
function randomLine(random, visitor, event, time, pair) {
  const fields = randomFields(random, event, time, pair);
  const items =
    event === 'view_promotion' && random.chance(0.3) ? randomExposures(random, pair.strategy) : randomItems(random, event, pair.world);
  const line = { visitor, time: writtenTime(random, time), event, ...placed(random, event, fields, items) };
  return /^[0-9]+$/.test(visitor) && random.chance(0.5) ? withNumber(line) : line;
}

/** @param {Random} random @param {number} time @returns {string | number} the same second in one of its forms */
function writtenTime(random, time) {
  const text = formatTime(time);
  const local = formatTime(time + 5400).slice(0, 19);
  return random.weighted([
    [10, () => text],
    [1, () => time],
    [1, () => time + 0.75],
    [1, () => time * 1000 + random.integer(0, 999)],
    [1, () => text.replace('Z', '.999Z')],
    [1, () => text.slice(0, 19)],
    [1, () => `${local}+01:30`],
    [1, () => `${local.replace('T', ' ')},5+0130`],
    [1, () => `${formatTime(time - 18000).slice(0, 19)}-05`],
  ]);
}
