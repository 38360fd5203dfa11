// What the shop knows of the shopper from its own cookies, and how it states that to scripts in the page.
import { readCart, readCookies, readOrders, readWishlist, unitsIn } from '../assets/shop_cookies.js';
import { products } from '../catalog/index.js';
import { jsonText } from '../site/html.js';
import { isMode, modeOf } from './mode.js';

const kById = new Map(products.map(p => [p.id, p]));

/** @param {string} id */
export const productById = id => kById.get(id);

/** @typedef {ReturnType<typeof shopperOf>} Shopper */

/**
 * Cart lines with all that a page shows of them; products that no longer exist are left out.
 * @param {import('../assets/shop_cookies.js').CartLine[]} cart @param {string} build
 * @returns {import('../site/buy_pages.js').Line[]}
 */
export function fullLines(cart, build) {
  return cart.flatMap(line => {
    const p = kById.get(line.id);
    if (!p) return [];
    const { name, brand, category, sub, slug, price, stock } = p;
    return [{ ...line, name, brand, category, sub, slug, price, stock, picture: `/assets/${build}/img/${slug}-1.svg` }];
  });
}

/** Goods in euros, exact to the cent. @param {{ price: number, quantity: number }[]} lines */
export const totalOf = lines => lines.reduce((cents, line) => cents + Math.round(line.price * 100) * line.quantity, 0) / 100;

/** @param {Request} request @param {URL} url */
export function shopperOf(request, url) {
  const cookies = readCookies(request.headers.get('cookie'));
  const cart = readCart(cookies.cart).filter(line => kById.has(line.id));
  return {
    cookies,
    cart,
    orders: readOrders(cookies.orders),
    wishlist: readWishlist(cookies.wishlist).filter(id => kById.has(id)),
    consent: cookies.consent === 'denied' ? 'denied' : 'granted',
    subscriber: cookies.newsletter === '1',
    mode: modeOf(url, cookies),
    modeAsked: isMode(url.searchParams.get('vitrine')),
  };
}

/** @param {number} count */
const tierOf = count => (count >= 4 ? 'gold' : count >= 2 ? 'silver' : 'none');

/** @param {number} seconds */
const iso = seconds => new Date(seconds * 1000).toISOString().replace('.000', '');

/**
 * The page state: the shop's word about cart, customer and orders for this view.
 * On the confirmation page the orders are left out: there the purchase event speaks, and one order must not count twice.
 * @param {Shopper} shopper @param {string} pageType
 */
export function pageState(shopper, pageType) {
  const lines = fullLines(shopper.cart, '');
  /** @type {Record<string, object>} */
  const state = { cart: { quantity: unitsIn(lines), value: totalOf(lines) } };
  const { orders } = shopper;
  if (orders || shopper.subscriber) state.customer = { loyalty_tier: tierOf(orders?.count ?? 0), email_subscriber: shopper.subscriber };
  if (orders && pageType !== 'confirmation') {
    const { count, cents, first, last } = orders;
    state.orders = {
      orders_placed: count,
      orders_count: count,
      orders_value: cents / 100,
      first_order_at: iso(first),
      last_order_at: iso(last),
    };
  }
  return jsonText(state);
}
