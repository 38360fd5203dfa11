// Cart, checkout and orders: pages that show the shop's cookies, and forms that change them.
import { cookieText, quantityOf, readCart, readOrders, setLine, writeCart, writeOrders } from '../assets/shop_cookies.js';
import { cartBody, checkoutBody, emptyCart, noOrder, orderBody } from '../site/buy_pages.js';
import { page } from './pages.js';
import { fullLines, productById, totalOf } from './shopper.js';

/** @typedef {import('./pages.js').Visit} Visit */

/** @param {string} to a path of this shop @param {string[]} [cookies] */
export function goTo(to, cookies = []) {
  const headers = new Headers({ Location: to, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** The cookies that say what is in the cart. @param {import('../assets/shop_cookies.js').CartLine[]} lines */
const cartCookies = lines =>
  lines.length
    ? [cookieText('cart', writeCart(lines)), cookieText('cart_cents', String(Math.round(totalOf(fullLines(lines, '')) * 100)))]
    : [cookieText('cart', '', 0), cookieText('cart_cents', '', 0)];

/** @param {Visit} visit */
export function cart(visit) {
  const lines = fullLines(visit.shopper.cart, visit.env.BUILD);
  return page(visit, 'cart', { cart_body: lines.length ? cartBody(lines, totalOf(lines)) : emptyCart });
}

/** @param {Visit} visit */
export function checkout(visit) {
  const lines = fullLines(visit.shopper.cart, visit.env.BUILD);
  return page(visit, 'checkout', { checkout_body: lines.length ? checkoutBody(lines, totalOf(lines)) : emptyCart });
}

/** @param {Visit} visit @param {string} id */
export function order(visit, id) {
  const [known, , cookie] = (visit.shopper.cookies.order ?? '').split('~');
  if (!id || known !== id) return page(visit, 'order', { order_body: noOrder }, 404);
  const lines = fullLines(readCart(cookie), visit.env.BUILD);
  return page(visit, 'order', { order_body: orderBody({ id, lines, value: totalOf(lines) }) });
}

/** @param {Visit} visit @param {FormData} form */
export function addToCart({ shopper }, form) {
  const id = String(form.get('item'));
  const product = productById(id);
  const size = String(form.get('size') ?? '');
  if (!product || product.stock === 0 || (product.sizes.length > 0 && !product.sizes.includes(size)))
    return goTo(product ? `/p/${product.slug}` : '/');
  const kept = product.sizes.length ? size : '';
  return goTo('/cart', cartCookies(setLine(shopper.cart, id, kept, quantityOf(shopper.cart, id, kept) + 1)));
}

/** @param {Visit} visit @param {FormData} form */
export function updateCart({ shopper }, form) {
  const quantity = form.get('remove') ? 0 : Number(form.get('quantity'));
  return goTo('/cart', cartCookies(setLine(shopper.cart, String(form.get('item')), String(form.get('size') ?? ''), quantity)));
}

/** @param {Visit} visit */
export function placeOrder({ shopper }) {
  const lines = fullLines(shopper.cart, '');
  if (!lines.length) return goTo('/cart');
  const now = Math.floor(Date.now() / 1000);
  const id = `TA-${String(100000 + (crypto.getRandomValues(new Uint32Array(1))[0] % 900000))}`;
  const before = readOrders(shopper.cookies.orders);
  const orders = {
    count: (before?.count ?? 0) + 1,
    cents: (before?.cents ?? 0) + Math.round(totalOf(lines) * 100),
    first: before?.first ?? now,
    last: now,
  };
  return goTo(`/order/${id}`, [
    cookieText('orders', writeOrders(orders), 400),
    cookieText('order', `${id}~${now}~${writeCart(shopper.cart)}`, 30),
    ...cartCookies([]),
  ]);
}
