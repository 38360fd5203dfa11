// The cart in the browser: the shop's cookie, the number in the header, the lines of the cart page.
import { itemFrom, pushItems } from './analytics.js';
import { keep } from './keep.js';
import { quantityOf, readCart, readCookies, setLine, unitsIn, writeCart } from './shop_cookies.js';

const currentCart = () => readCart(readCookies(document.cookie).cart);

/** Shows how many things are in the cart. */
export function showCount() {
  const units = String(unitsIn(currentCart()));
  const badge = document.querySelector('[data-cart-count]');
  if (badge instanceof HTMLElement) {
    badge.dataset.cartCount = units;
    badge.textContent = units;
  }
  document.querySelector('[data-cart-link]')?.setAttribute('aria-label', `Cart, ${units} items`);
}

/** Puts one into the cart. @param {string} id @param {string} size @param {number} price in euros */
export function putIntoCart(id, size, price) {
  const cart = currentCart();
  const cents = Number(readCookies(document.cookie).cart_cents || (cart.length ? Number.NaN : 0));
  if (Number.isFinite(cents)) keep('cart_cents', String(cents + Math.round(price * 100)));
  keep('cart', writeCart(setLine(cart, id, size, quantityOf(cart, id, size) + 1)));
  showCount();
}

/** Tells what a change of a cart line means; the form itself then changes the cart. */
export function startCartLines() {
  for (const form of document.querySelectorAll('form[data-line-form]')) {
    const line = form.closest('[data-line]');
    if (!(form instanceof HTMLFormElement) || !(line instanceof HTMLElement)) continue;
    form.addEventListener('change', () => form.requestSubmit());
    form.addEventListener('submit', event => {
      const removed = event.submitter instanceof HTMLButtonElement && event.submitter.name === 'remove';
      const before = Number(line.dataset.quantity);
      const after = removed ? 0 : Number(new FormData(form).get('quantity'));
      if (after === before) return;
      pushItems(after < before ? 'remove_from_cart' : 'add_to_cart', [itemFrom(line, { quantity: Math.abs(after - before) })]);
      line.dataset.quantity = String(after);
    });
  }
}
