// The features `affinity` and `top`: decayed interest along a dimension, in integers.
import { thousandths } from '../amounts.js';
import { fieldOf, numberOf, textOf } from '../event.js';
import { cutText } from '../texts.js';
import { parseDuration } from '../time.js';
import { fraction, label } from '../values.js';

/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */
/** @typedef {import('../event.js').Fields} Fields */
/** @typedef {import('../values.js').Value} Value */
/** @typedef {{text: string, interest: bigint}} Interest */

const REMEMBERED_VALUES = 16;
const STEPS_A_HALF_LIFE = 16;
const INTEREST_LIMIT = 2n ** 40n;
const DEFAULT_WEIGHTS = { view_item: 1, select_item: 0.5, add_to_wishlist: 2, add_to_cart: 3, purchase: 5 };
const DEFAULT_HALF_LIFE = '14d';
/** 65536 x 2^(-n/16), the decay of n steps. */
const DECAY = [65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393, 46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219];

/**
 * @param {History} history
 * @param {string} dimension an item field or `price_band`
 * @returns {Interest[]} least recently added to first
 */
export function interestsOf(history, dimension) {
  return history.once(`affinity ${dimension}`, () => {
    const { affinity = {}, price_bands: bands = [] } = history.setting.strategy;
    const weights = affinity.weights ?? DEFAULT_WEIGHTS;
    const halfLife = BigInt(parseDuration(affinity.half_life ?? DEFAULT_HALF_LIFE) ?? 1);
    /** @type {Interest[]} */
    let interests = [];
    let newest = 0n;
    for (const event of history.collectedFor({ affinity: dimension })) {
      const weight = thousandths(weights[event.name] ?? 0) ?? 0n;
      if (weight === 0n) continue;
      for (const item of event.items) {
        const text = dimension === 'price_band' ? bandOf(event, item, bands) : textOf(fieldOf(event, item, dimension));
        if (text === null) continue;
        const step = (BigInt(STEPS_A_HALF_LIFE) * BigInt(event.time)) / halfLife;
        interests = withInterest(decayed(interests, step - newest), text, 1024n * weight);
        newest = step;
      }
    }
    return interests;
  });
}

/** @param {Interest[]} interests @param {bigint} steps since the dimension was last added to @returns {Interest[]} */
function decayed(interests, steps) {
  return interests
    .map(({ text, interest }) => ({ text, interest: ((interest * BigInt(DECAY[Number(steps % 16n)])) / 65536n) >> (steps / 16n) }))
    .filter(({ interest }) => interest > 0n);
}

/** @param {Interest[]} interests @param {string} text @param {bigint} gain @returns {Interest[]} */
function withInterest(interests, text, gain) {
  const known = interests.find(other => other.text === text);
  const sum = (known?.interest ?? 0n) + gain;
  const others = interests.filter(other => other !== known);
  const kept = others.length < REMEMBERED_VALUES ? others : withoutWeakest(others);
  return [...kept, { text, interest: sum > INTEREST_LIMIT ? INTEREST_LIMIT : sum }];
}

/** @param {Interest[]} interests @returns {Interest[]} without the weakest, of equal ones the least recently added to */
function withoutWeakest(interests) {
  const weakest = interests.reduce((least, other) => (other.interest < least.interest ? other : least));
  return interests.filter(other => other !== weakest);
}

/** @param {Event} event @param {Fields} item @param {number[]} bands lower bounds of all bands but the first @returns {string | null} */
function bandOf(event, item, bands) {
  const price = numberOf(fieldOf(event, item, 'price'));
  if (price === null || bands.length === 0) return null;
  const above = bands.filter(bound => (thousandths(bound) ?? 0n) <= price).length;
  if (above === 0) return `<${bands[0]}`;
  return above === bands.length ? `>=${bands[above - 1]}` : `${bands[above - 1]}-${bands[above]}`;
}

/** @param {any} feature @param {History} history @returns {Value | null} no value without interest */
export function affinityFeature(feature, history) {
  return shareOf(history, feature.affinity, feature.value);
}

/** @param {History} history @param {string} dimension @param {string | null} wanted @returns {Value | null} */
export function shareOf(history, dimension, wanted) {
  const interests = interestsOf(history, dimension);
  if (interests.length === 0) return null;
  const total = interests.reduce((sum, { interest }) => sum + interest, 0n);
  const text = wanted === null ? null : cutText(wanted);
  return fraction(interests.find(other => other.text === text)?.interest ?? 0n, total);
}

/** @param {any} feature @param {History} history @returns {Value | null} the strongest, of equal ones the most recently seen */
export function topFeature(feature, history) {
  const interests = interestsOf(history, feature.top);
  if (interests.length === 0) return null;
  return label(interests.reduce((most, other) => (other.interest >= most.interest ? other : most)).text);
}
