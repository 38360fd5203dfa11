// Every built-in fact under its name.
import { CART_FACTS, CART_KINDS } from './cart.js';
import { CONTEXT_FACTS, CONTEXT_KINDS, PLACE_AND_TIME_KINDS } from './context.js';
import { ORDERS_FACTS, ORDERS_KINDS } from './orders.js';
import { PAGE_FACTS, PAGE_KINDS } from './page.js';
import { traitValue } from './traits.js';
import { VISIT_FACTS, VISIT_KINDS } from './visit.js';

/** @typedef {import('../values.js').Value} Value */
/** @typedef {(history: import('../history.js').History, now: number) => Value | null} Fact */

/** @type {Record<string, Fact>} */
const FACTS = { ...VISIT_FACTS, ...PAGE_FACTS, ...CART_FACTS, ...ORDERS_FACTS, ...CONTEXT_FACTS };

/** For the generator, whose choices depend on the order: before the traits, between them and the sources of traffic, after those. */
export const FACT_KINDS = [[VISIT_KINDS, PAGE_KINDS, CART_KINDS, ORDERS_KINDS], [CONTEXT_KINDS], [PLACE_AND_TIME_KINDS]];

/** @param {string} name @param {import('../history.js').History} history @param {number} now @returns {Value | null} */
export function factValue(name, history, now) {
  if (name.startsWith('trait.')) return traitValue(history, name.slice('trait.'.length));
  if (!Object.hasOwn(FACTS, name)) throw new Error(`"${name}" is neither a feature nor a fact`);
  return FACTS[name](history, now);
}
