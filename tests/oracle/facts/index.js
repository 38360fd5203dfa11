// Every built-in fact under its name.
import { CART_FACTS } from './cart.js';
import { CONTEXT_FACTS } from './context.js';
import { ORDERS_FACTS } from './orders.js';
import { PAGE_FACTS } from './page.js';
import { traitValue } from './traits.js';
import { VISIT_FACTS } from './visit.js';

/** @typedef {import('../values.js').Value} Value */
/** @typedef {(history: import('../history.js').History, now: number) => Value | null} Fact */

/** @type {Record<string, Fact>} */
const FACTS = { ...VISIT_FACTS, ...PAGE_FACTS, ...CART_FACTS, ...ORDERS_FACTS, ...CONTEXT_FACTS };

/** @param {string} name @param {import('../history.js').History} history @param {number} now @returns {Value | null} */
export function factValue(name, history, now) {
  if (name.startsWith('trait.')) return traitValue(history, name.slice('trait.'.length));
  if (!Object.hasOwn(FACTS, name)) throw new Error(`"${name}" is neither a feature nor a fact`);
  return FACTS[name](history, now);
}
