// What attributes of an item and the page's state mean: the same in the page and at the edge.

/** @typedef {{ event: string, fields: Record<string, unknown> }} StateEvent */

/** @param {string | null} text @returns {StateEvent[]} what the shop knows, as events that overrule memory; throws where it is no JSON */
export function stateEvents(text) {
  const state = JSON.parse(text || '{}');
  return Object.entries({ cart: 'cart_update', customer: 'identify', orders: 'customer_sync' })
    .filter(([part]) => state[part])
    .map(([part, event]) => ({ event, fields: state[part] }));
}

/**
 * As dataset has it; and GA4's item_name, item_brand ... stand without their item_.
 * @param {string} attribute its name, data-something
 * @returns {string}
 */
export const fieldOf = attribute =>
  attribute.replace(/^data-|-([a-z])/g, (_, letter = '') => letter.toUpperCase()).replace(/^(?=name|brand|variant|category)/, 'item_');

/** Parameters by which shops say that the shopper has sorted. */
const ORDERED = ['sort', 'sort_by', 'orderby', 'order', 'product_list_order', 'sortBy'];

/** @param {string} search of the address @returns {boolean} the shopper has chosen an order: no list is ours */
export const isOrdered = search => ORDERED.some(name => new URLSearchParams(search).get(name));
