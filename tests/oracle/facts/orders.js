// Facts of the orders: `orders.*`, running numbers from purchases, refunds and what the store states.
import { boundedAmount, boundedCount } from '../amounts.js';
import { numberOf, effectiveValueOf } from '../event.js';
import { parseTime } from '../time.js';
import { amount, count, fraction, whole } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */
/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */

/**
 * @typedef {object} Orders
 * @property {number} placed purchases
 * @property {number} count purchases minus whole refunds
 * @property {bigint} value in thousandths
 * @property {number} discounted purchases with a coupon or discount
 * @property {number} refunded whole refunds
 * @property {number | null} first second of the first purchase
 * @property {number | null} last second of the last purchase
 */

/** @type {Orders} */
const NONE = { placed: 0, count: 0, value: 0n, discounted: 0, refunded: 0, first: null, last: null };

/** @param {History} history @returns {Orders} */
export function ordersOf(history) {
  return history.once('orders', () => history.stated('customer_sync').reduce(ordersAfter, NONE));
}

/** @param {Orders} orders @param {Event} event @returns {Orders} */
function ordersAfter(orders, event) {
  if (event.name === 'purchase') return afterPurchase(orders, event);
  if (event.name === 'refund') return afterRefund(orders, event);
  return event.name === 'customer_sync' ? afterSync(orders, event) : orders;
}

/** @param {Orders} orders @param {Event} event @returns {Orders} */
function afterPurchase(orders, event) {
  const hasCoupon = [event.fields, ...event.items].some(fields => (fields.coupon ?? null) !== null);
  const isDiscounted = hasCoupon || event.items.some(item => (numberOf(item.discount) ?? 0n) > 0n);
  return {
    ...orders,
    placed: boundedCount(orders.placed + 1),
    count: boundedCount(orders.count + 1),
    value: boundedAmount(orders.value + (effectiveValueOf(event) ?? 0n)),
    discounted: boundedCount(orders.discounted + (isDiscounted ? 1 : 0)),
    first: orders.first ?? event.time,
    last: event.time,
  };
}

/** @param {Orders} orders @param {Event} event @returns {Orders} */
function afterRefund(orders, event) {
  const whole = event.items.length === 0 ? 1 : 0;
  return {
    ...orders,
    count: boundedCount(orders.count - whole),
    value: boundedAmount(orders.value - (effectiveValueOf(event) ?? 0n)),
    refunded: boundedCount(orders.refunded + whole),
  };
}

/** @param {Orders} orders @param {Event} event @returns {Orders} with each number that the store gave */
function afterSync(orders, event) {
  return {
    placed: countIn(event, 'orders_placed') ?? orders.placed,
    count: countIn(event, 'orders_count') ?? orders.count,
    value: numberOf(event.fields.orders_value) ?? orders.value,
    discounted: countIn(event, 'orders_discounted') ?? orders.discounted,
    refunded: countIn(event, 'orders_refunded') ?? orders.refunded,
    first: timeIn(event, 'first_order_at') ?? orders.first,
    last: timeIn(event, 'last_order_at') ?? orders.last,
  };
}

/** @param {Event} event @param {string} name @returns {number | null} */
function countIn(event, name) {
  const number = numberOf(event.fields[name]);
  return number === null ? null : boundedCount(Number(number / 1000n));
}

/** @param {Event} event @param {string} name @returns {number | null} not after the event itself */
function timeIn(event, name) {
  const time = parseTime(event.raw[name]);
  return time === null ? null : Math.min(time, event.time);
}

/** @param {History} history @returns {number | null} seconds between purchases on average */
export function intervalOf(history) {
  const { placed, first, last } = ordersOf(history);
  if (placed < 2 || first === null || last === null) return null;
  return Math.max(0, Math.floor((last - first) / (placed - 1)));
}

/** @param {'discounted' | 'refunded'} part @returns {Fact} */
function shareOfPlaced(part) {
  return history => {
    const orders = ordersOf(history);
    return orders.placed === 0 ? null : fraction(Math.min(orders[part], orders.placed), orders.placed);
  };
}

/** @type {Record<string, Fact>} */
export const ORDERS_FACTS = {
  'orders.placed': history => count(ordersOf(history).placed),
  'orders.count': history => count(ordersOf(history).count),
  'orders.value': history => amount(ordersOf(history).value),
  'orders.average': history => {
    const orders = ordersOf(history);
    return orders.count === 0 ? null : fraction(orders.value, 1000n * BigInt(orders.count));
  },
  'orders.since': (history, now) => {
    const { last } = ordersOf(history);
    return last === null ? null : whole(now - last);
  },
  'orders.interval': history => {
    const interval = intervalOf(history);
    return interval === null ? null : whole(interval);
  },
  'orders.overdue': (history, now) => {
    const { last } = ordersOf(history);
    const interval = intervalOf(history);
    return last === null || !interval ? null : fraction(now - last, interval);
  },
  'orders.discounted_share': shareOfPlaced('discounted'),
  'orders.refunded_share': shareOfPlaced('refunded'),
};

/** What the generator compares them with: capability, name, values. @type {import('../generate/names.js').Kinds} */
export const ORDERS_KINDS = ({ integer, duration, amounts, averages, shares }) => [
  ['orders', 'orders.placed', integer(0, 1, 2, 3)],
  ['orders', 'orders.count', integer(0, 1, 2, 3)],
  ['orders', 'orders.value', { type: 'number', from: amounts }],
  ['orders', 'orders.average', { type: 'number', from: averages, optional: true }],
  ['orders', 'orders.since', duration(true)],
  ['orders', 'orders.interval', duration(true)],
  ['orders', 'orders.overdue', { type: 'share', from: [0.001, 0.5, 1, 1.1, 1.5, 2, 7.777], optional: true }],
  ['orders', 'orders.discounted_share', { type: 'share', from: shares, optional: true }],
  ['orders', 'orders.refunded_share', { type: 'share', from: shares, optional: true }],
];
