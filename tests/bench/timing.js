// How a contestant is checked and timed: equal memberships after every event, then CPU time in rounds that take turns.

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {Pick<import('./stream.js').Stream, 'prepared' | 'starts'>} Stream */

const MOST_SEGMENTS = 8192;
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a over the members after each event, as it stands after that event; native.cpp adds up the same.
 * @param {Contestant} contestant
 * @param {Stream} stream
 * @param {number} [most] events
 */
export function memberHashes(contestant, { prepared, starts }, most = prepared.length) {
  const out = new Uint16Array(MOST_SEGMENTS);
  const hashes = new Uint32Array(most);
  let hash = BASIS;
  let visitor = 0;
  for (let i = 0; i < most; i++) {
    if (starts[visitor] === i) {
      contestant.reset();
      visitor++;
    }
    contestant.run(prepared, i, i + 1);
    const count = contestant.members(out);
    for (let j = 0; j < count; j++) hash = Math.imul(hash ^ out[j], PRIME);
    hash = Math.imul(hash ^ 0xffff, PRIME);
    hashes[i] = hash >>> 0;
  }
  return hashes;
}

/** @param {Uint32Array} expected @param {Uint32Array} got of as many events or fewer @returns {number} the first event after which they differ, -1: none */
export const firstDifference = (expected, got) => got.findIndex((hash, i) => hash !== expected[i]);

/** @param {Contestant} contestant @param {Stream} stream @param {number} events a visitor starts anew with each pass */
export function pass(contestant, { prepared, starts }, events) {
  for (let v = 0; v + 1 < starts.length && starts[v] < events; v++) {
    contestant.reset();
    contestant.run(prepared, starts[v], Math.min(starts[v + 1], events));
  }
}

/** @returns {number} microseconds of CPU that this process has used */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** @param {number[]} list @returns {number} */
export function median(list) {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Warms a contestant up, and finds out how many events it can be asked for.
 * @param {string} name
 * @param {Contestant} contestant
 * @param {Stream} stream
 * @param {{ budget: number, warm: number }} options milliseconds that a sample may take, and for which it runs before the first
 * @param {() => number} [clock] microseconds
 */
export function prepareTiming(name, contestant, stream, { budget, warm }, clock = cpuTime) {
  const all = stream.prepared.length;
  let events = Math.min(all, 20);
  let cost = 0; // ns an event
  for (let spent = 0; spent < 1000 * warm; ) {
    const begin = clock();
    pass(contestant, stream, events);
    const taken = clock() - begin;
    spent += taken;
    cost = Math.max(1, (1000 * taken) / events);
    // Few events at first, since nothing is compiled yet and some engines take milliseconds for one.
    events = Math.min(all, 2 * events, Math.max(20, Math.round((budget * 1e6) / cost)));
  }
  const passes = Math.max(1, Math.round((budget * 1e6) / (cost * events)));
  const work = () => {
    for (let i = 0; i < passes; i++) pass(contestant, stream, events);
    return passes * events;
  };
  return {
    name,
    events,
    /** @returns {number} events taken */
    work,
    /** @returns {number} ns an event */
    sample() {
      const begin = clock();
      const taken = work();
      return (1000 * (clock() - begin)) / taken;
    },
  };
}

/**
 * Round after round in turns, so that what disturbs the machine disturbs all alike.
 * @param {{ name: string, sample: () => number | Promise<number> }[]} contestants
 * @param {number} rounds
 * @returns {Promise<Record<string, number>>} median by name
 */
export async function takeTurns(contestants, rounds) {
  const samples = new Map(contestants.map(({ name }) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, sample } of contestants) samples.get(name)?.push(await sample());
  }
  return Object.fromEntries([...samples].map(([name, list]) => [name, median(list)]));
}
