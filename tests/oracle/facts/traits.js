// Facts given from outside: `trait.X`, the newest value by `identify`.
import { label, truth, valueOfField } from '../values.js';

/** @typedef {import('../values.js').Value} Value */

/** @param {import('../history.js').History} history @param {string} trait @returns {Value | null} */
export function traitValue(history, trait) {
  return history.once(`trait ${trait}`, () => {
    const type = history.setting.strategy.traits[trait];
    /** @type {Value | null} */
    let value = null;
    for (const event of history.stated('identify')) {
      if (event.name !== 'identify' || !(trait in event.raw)) continue;
      value = event.raw[trait] === null ? null : (traitOf(type, event.raw[trait]) ?? value);
    }
    return value;
  });
}

/** @param {string | string[]} type @param {unknown} raw as written @returns {boolean} whether it is of that type */
export function isTraitOf(type, raw) {
  return traitOf(type, raw) !== null;
}

/**
 * @param {string | string[]} type a list of labels, `boolean`, `number` or `text`
 * @param {unknown} raw as written
 * @returns {Value | null} null for one of another type
 */
function traitOf(type, raw) {
  if (type === 'boolean') return typeof raw === 'boolean' ? truth(raw) : null;
  if (type === 'number') return numberIn(raw);
  if (typeof raw !== 'string' || raw === '') return null;
  return type === 'text' || type.includes(raw) ? label(raw) : null;
}

/** @param {unknown} raw @returns {Value | null} */
function numberIn(raw) {
  const value = valueOfField(raw);
  return value?.num === undefined ? null : { num: value.num, den: value.den };
}
