// Makes a failing pair small: leaves out whatever can be left out while it still fails in the same way.

/** @typedef {import('./run_pair.js').Pair} Pair */
/** @typedef {(pair: Pair) => Promise<boolean>} Fails */

/** Trials after which a pair is small enough. */
const MOST_TRIALS = 3000;

/**
 * @param {Pair} pair that fails
 * @param {Fails} fails whether a smaller one still does
 * @returns {Promise<Pair>}
 */
export async function shrink(pair, fails) {
  const budget = { left: MOST_TRIALS };
  const joined = { ...pair, files: undefined, events: pair.files?.flat() };
  let smallest = pair.files && (await fails(joined)) ? joined : pair;
  for (let before = ''; before !== JSON.stringify(smallest) && budget.left > 0; ) {
    before = JSON.stringify(smallest);
    if (smallest.events) smallest = await withoutRuns(smallest, fails, budget);
    smallest = await withoutParts(smallest, fails, budget);
  }
  return smallest;
}

/** @param {Pair} pair @param {Fails} fails @param {{left: number}} budget @returns {Promise<Pair>} with fewer events: halves, quarters, single ones */
async function withoutRuns(pair, fails, budget) {
  let events = pair.events ?? [];
  for (let size = Math.ceil(events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < events.length && budget.left > 0; ) {
      const fewer = [...events.slice(0, start), ...events.slice(start + size)];
      budget.left -= 1;
      if (fewer.length > 0 && (await fails({ ...pair, events: fewer }))) events = fewer;
      else start += size;
    }
  }
  return { ...pair, events };
}

/** @param {Pair} pair @param {Fails} fails @param {{left: number}} budget @returns {Promise<Pair>} without what is not needed anywhere in it */
async function withoutParts(pair, fails, budget) {
  let smallest = pair;
  for (let number = 0; budget.left > 0; ) {
    const smaller = without(smallest, number);
    if (smaller === null) return smallest;
    budget.left -= 1;
    if (await fails(smaller)) smallest = smaller;
    else number += 1;
  }
  return smallest;
}

/**
 * @param {Pair} pair
 * @param {number} number of the place to cut, counted through the whole pair
 * @returns {Pair | null} null when there are no more places
 */
function without(pair, number) {
  const copy = structuredClone(pair);
  const counter = { left: number };
  for (const root of /** @type {const} */ (['strategy', 'events', 'files'])) if (cutPlace(copy, root, counter)) return copy;
  if (copy.at === null || counter.left > 0) return null;
  return { ...copy, at: null };
}

/** @param {any} parent @param {string | number} key @param {{left: number}} counter @returns {boolean} whether the place was found and cut */
function cutPlace(parent, key, counter) {
  const value = parent[key];
  if (typeof value !== 'object' || value === null) return false;
  const keys = Array.isArray(value) ? value.map((_, place) => place) : Object.keys(value);
  for (const inner of keys) {
    if (counter.left === 0) {
      if (Array.isArray(value)) value.splice(Number(inner), 1);
      else delete value[inner];
      return true;
    }
    counter.left -= 1;
    if (!Array.isArray(value) && Array.isArray(value[inner]) && typeof value[inner][0] === 'object' && inner !== 'items') {
      if (counter.left === 0) {
        const [first] = value[inner];
        delete value[inner];
        delete value.at_least;
        Object.assign(value, first);
        return true;
      }
      counter.left -= 1;
    }
    if (cutPlace(value, inner, counter)) return true;
  }
  return false;
}
