// Facts of the cart: `cart.items`, `cart.value`, `cart.idle`.
import { boundedAmount, boundedCount } from '../amounts.js';
import { numberOf, unitsOf, effectiveValueOf } from '../event.js';
import { amount, count, whole } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */
/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */

/** @typedef {{units: number, value: bigint, changed: number}} Cart value in thousandths, seconds of its last change */

/** @param {History} history @returns {Cart} */
function cartOf(history) {
  return history.once('cart', () => history.stated('cart_update').reduce(cartAfter, { units: 0, value: 0n, changed: 0 }));
}

/** @param {Cart} cart @param {Event} event @returns {Cart} */
function cartAfter(cart, event) {
  const hasItems = event.items.length > 0;
  const units = Number(event.items.reduce((sum, item) => sum + unitsOf(item), 0n));
  const value = effectiveValueOf(event);
  const changed = event.time;
  if (event.name === 'add_to_cart' && hasItems) {
    return boundedCart({ units: cart.units + units, value: cart.value + (value ?? 0n), changed });
  }
  if (event.name === 'remove_from_cart' && hasItems) {
    return boundedCart({ units: cart.units - units, value: cart.value - (value ?? 0n), changed });
  }
  if (event.name === 'cart_update' || (event.name === 'view_cart' && hasItems)) {
    const quantity = numberOf(event.fields.quantity);
    const stated = quantity === null ? (hasItems ? units : cart.units) : Number(quantity / 1000n);
    return boundedCart({ units: stated, value: value ?? cart.value, changed });
  }
  return event.name === 'purchase' ? { units: 0, value: 0n, changed } : cart;
}

/** @param {Cart} cart @returns {Cart} within the bounds; without units it has no value */
function boundedCart(cart) {
  const units = boundedCount(cart.units);
  return { units, value: units === 0 ? 0n : boundedAmount(cart.value), changed: cart.changed };
}

/** @type {Record<string, Fact>} */
export const CART_FACTS = {
  'cart.items': history => count(cartOf(history).units),
  'cart.value': history => amount(cartOf(history).value),
  'cart.idle': (history, now) => {
    const cart = cartOf(history);
    return cart.units === 0 ? null : whole(now - cart.changed);
  },
};
