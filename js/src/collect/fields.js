// What attributes of an item and the page's state mean: the same in the page and at the edge.

/** @typedef {{ event: string, fields: Record<string, unknown> }} StateEvent */

/**
 * As dataset has it; and GA4's item_name, item_brand ... stand without their item_.
 * @param {string} attribute
 * @returns {string} '' where it carries none
 */
export function fieldOf(attribute) {
  if (!attribute.startsWith('data-')) return '';
  return attribute
    .replace(/^data-|-([a-z])/g, (_, letter = '') => letter.toUpperCase())
    .replace(/^(?=name|brand|variant|category)/, 'item_');
}

/** @param {string | null} text @returns {StateEvent[]} what the shop knows, as events that overrule memory; throws where it is no JSON */
export function stateEvents(text) {
  const state = JSON.parse(text || '{}');
  const events = { cart: 'cart_update', customer: 'identify', orders: 'customer_sync' };
  return Object.entries(events).flatMap(([part, event]) => (state[part] ? { event, fields: state[part] } : []));
}
