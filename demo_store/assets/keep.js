// Writes a cookie of the shop from a page.
import { cookieText } from './shop_cookies.js';

/**
 * Keeps a value in one of the shop's cookies, at once, so that the next page has it.
 * @param {string} name @param {string} value @param {number} [days]
 */
export function keep(name, value, days) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store answers later, and a shopper may leave the page before
  document.cookie = cookieText(name, value, days);
}
