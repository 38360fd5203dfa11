// Facts given from outside: `trait.X`, the newest value by `identify`.
import { numberOf } from '../event.js';
import { label, truth } from '../values.js';

/** @typedef {import('../values.js').Value} Value */

/** @param {import('../history.js').History} history @param {string} trait @returns {Value | null} */
export function traitValue(history, trait) {
  return history.once(`trait ${trait}`, () => {
    const type = history.setting.strategy.traits[trait];
    /** @type {Value | null} */
    let value = null;
    for (const event of history.stated('identify')) {
      if (event.name !== 'identify' || !(trait in event.raw)) continue;
      value = event.raw[trait] === null ? null : (traitOf(type, event.raw[trait], event.fields[trait]) ?? value);
    }
    return value;
  });
}

/**
 * @param {string | string[]} type a list of labels, `boolean`, `number` or `text`
 * @param {unknown} raw as written
 * @param {Value | null} field as read
 * @returns {Value | null} null for one of another type
 */
function traitOf(type, raw, field) {
  if (type === 'boolean') return typeof raw === 'boolean' ? truth(raw) : null;
  if (type === 'number') return numberOf(field) === null ? null : { num: field?.num, den: field?.den };
  if (typeof raw !== 'string' || raw === '') return null;
  return type === 'text' || type.includes(raw) ? label(raw) : null;
}
