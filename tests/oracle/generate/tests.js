// Random conditions: tests that fit the type of a name, and the grammar around them.
import { COUPONS, PAGE_TYPES } from './pools.js';
import { constants } from './world.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

/**
 * @typedef {object} Kind what a name may be compared with
 * @property {'integer' | 'number' | 'duration' | 'share' | 'label' | 'boolean'} type
 * @property {any[]} [from] constants to choose from
 * @property {boolean} [optional] it may have no value
 * @property {boolean} [searchable] starts_with and its like are allowed
 */

/** @param {Random} random @param {Kind} kind @returns {any} */
export function randomTest(random, kind) {
  if (kind.optional && random.chance(0.12)) return { exists: random.chance(0.6) };
  if (kind.type === 'boolean') return random.chance(0.5);
  if (kind.type === 'label') return labelTest(random, kind);
  if (kind.type === 'integer' && random.chance(0.35)) return equalTest(random, kind.from ?? []);
  return rangeTest(random, kind);
}

/** @param {Random} random @param {any[]} from @returns {any} */
function equalTest(random, from) {
  return random.weighted([
    [3, () => random.pick(from)],
    [1, () => ({ eq: random.pick(from) })],
    [1, () => listOf(random, from)],
    [1, () => ({ in: listOf(random, from) })],
  ]);
}

/** @param {Random} random @param {any[]} from @returns {any[]} one to three different constants */
function listOf(random, from) {
  return [...new Set(random.some(from, random.integer(1, 3)))];
}

/** @param {Random} random @param {Kind} kind @returns {any} */
function labelTest(random, kind) {
  const from = kind.from ?? [];
  if (!kind.searchable || random.chance(0.5)) return equalTest(random, from);
  const characters = [...random.pick(from)];
  const size = random.integer(1, Math.min(characters.length, 5));
  const start = random.integer(0, characters.length - size);
  return random.weighted([
    [2, () => ({ starts_with: characters.slice(0, size).join('') })],
    [2, () => ({ ends_with: characters.slice(-size).join('') })],
    [2, () => ({ contains: characters.slice(start, start + size).join('') })],
  ]);
}

/** @param {Random} random @param {Kind} kind @returns {any} */
function rangeTest(random, kind) {
  const from = (kind.from ?? []).filter(constant => constant !== 0);
  const constant = random.pick(from);
  if (random.chance(0.2)) {
    const order = kind.from ?? [];
    const [low, high] = [constant, random.pick(from)].sort((left, right) => order.indexOf(left) - order.indexOf(right));
    if (low !== high) return { gte: low, lt: high };
  }
  return random.chance(0.6) ? { gte: constant } : { lt: constant };
}

/**
 * @param {Random} random
 * @param {() => Record<string, any>} leaf makes a condition of one name
 * @param {number} depth of groups that may still follow
 * @returns {Record<string, any>}
 */
export function randomCondition(random, leaf, depth) {
  /** @type {Record<string, any>} */
  const condition = {};
  const parts = random.weighted([
    [5, () => 1],
    [3, () => 2],
    [1, () => 3],
  ]);
  for (let part = 0; part < parts; part += 1) {
    Object.assign(condition, depth > 0 && random.chance(0.45) ? group(random, leaf, depth - 1) : leaf());
  }
  return condition;
}

/** @param {Random} random @param {() => Record<string, any>} leaf @param {number} depth @returns {Record<string, any>} */
function group(random, leaf, depth) {
  const list = Array.from({ length: random.integer(1, 4) }, () => randomCondition(random, leaf, depth));
  return random.weighted([
    [2, () => ({ all: list })],
    [3, () => ({ any: list })],
    [3, () => ({ none: list })],
    [3, () => ({ at_least: random.integer(1, list.length), of: list })],
  ]);
}

/** @param {World} world @returns {[string, Kind][]} fields that a `where` may name, with their constants */
function fieldKinds(world) {
  return [
    ['item_id', { type: 'label', from: [...world.skus.slice(0, 4), '12345'], optional: true, searchable: true }],
    ['item_brand', { type: 'label', from: constants(world.brands), optional: true, searchable: true }],
    ['item_category', { type: 'label', from: world.categories, optional: true, searchable: true }],
    ['item_variant', { type: 'integer', from: [-3, 0, 1, 2, 12.5, 12345], optional: true }],
    ['price', { type: 'integer', from: [0, 0.001, 19.99, 25, 59.9, 60, 100], optional: true }],
    ['quantity', { type: 'integer', from: [0, 1, 2, 3], optional: true }],
    ['value', { type: 'number', from: [0.5, 20, 59.9, 100, 250.125], optional: true }],
    ['coupon', { type: 'label', from: COUPONS, optional: true }],
    ['page_type', { type: 'label', from: PAGE_TYPES, optional: true }],
    ['page_path', { type: 'label', from: world.paths, optional: true, searchable: true }],
    ['search_term', { type: 'label', from: world.terms, optional: true, searchable: true }],
  ];
}

/** @param {Random} random @param {World} world @returns {Record<string, any>} a condition whose names are fields */
export function randomWhere(random, world) {
  const kinds = fieldKinds(world);
  const leaf = () => {
    const [name, kind] = random.pick(random.chance(0.7) ? kinds.slice(0, 5) : kinds);
    return { [name]: randomTest(random, kind) };
  };
  return randomCondition(random, leaf, random.chance(0.3) ? 2 : 0);
}
