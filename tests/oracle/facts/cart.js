// Facts of the cart: `cart.items`, `cart.value`, `cart.idle`.
import { boundedAmount, boundedCount } from '../amounts.js';
import { effectiveValueOf, numberOf, unitsOfItems } from '../event.js';
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
  if (event.name === 'add_to_cart' && hasItems) return added(cart, event, 1);
  if (event.name === 'remove_from_cart' && hasItems) return added(cart, event, -1);
  if (event.name === 'cart_update' || (event.name === 'view_cart' && hasItems)) return stated(cart, event);
  return event.name === 'purchase' ? { units: 0, value: 0n, changed: event.time } : cart;
}

/** @param {Cart} cart @param {Event} event with items @param {1 | -1} sign @returns {Cart} what has no value adds nothing */
function added(cart, event, sign) {
  const units = Number(unitsOfItems(event.items) ?? 0n);
  const value = effectiveValueOf(event) ?? 0n;
  return boundedCart({ units: cart.units + sign * units, value: cart.value + BigInt(sign) * value, changed: event.time });
}

/** @param {Cart} cart @param {Event} event that says what the cart holds @returns {Cart} what it gives no value is kept */
function stated(cart, event) {
  const units = statedUnits(event);
  const value = effectiveValueOf(event);
  if (units === null && value === null) return cart;
  return boundedCart({ units: units ?? cart.units, value: value ?? cart.value, changed: event.time });
}

/** @param {Event} event @returns {number | null} `quantity`; where that is absent 0 for an empty list, else the items' units */
function statedUnits(event) {
  const quantity = event.fields.quantity ?? null;
  if (quantity === null && event.hasNoItems) return 0;
  const thousandths = numberOf(quantity);
  const units = quantity === null ? unitsOfItems(event.items) : thousandths === null ? null : thousandths / 1000n;
  return units === null ? null : Number(units);
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

/** What the generator compares them with: capability, name, values. @type {import('../generate/names.js').Kinds} */
export const CART_KINDS = ({ world, integer, duration, amounts }) => [
  ['cart', 'cart.items', world.huge ? integer(0, 1, 199, 200, 201, 65534, 65535) : integer(0, 1, 2, 3, 5)],
  ['cart', 'cart.value', { type: 'number', from: amounts }],
  ['cart', 'cart.idle', duration(true)],
];
