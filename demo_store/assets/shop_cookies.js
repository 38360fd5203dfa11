// The shop's own cookies, read and written in the same way by its pages and by its worker.
//
//   cart      item:size:quantity joined by "|", for example  fw-106:42:1|kt-503::2   (size may be empty)
//   cart_cents  what the cart is worth, so that a page can say it without knowing every price
//   wishlist  item ids joined by "|"
//   orders    count.cents.first.last, for example  2.25800.1735689600.1760000000    (times in seconds since 1970)
//   order     id~seconds~cart, the latest order
//   consent   granted | denied        newsletter  1        shop_mode  edge | bundle | off

/** @typedef {{ id: string, size: string, quantity: number }} CartLine */
/** @typedef {{ count: number, cents: number, first: number, last: number }} Orders */

/** More lines than this are not kept: the cookie must stay well below 4,096 bytes. */
export const kMaxLines = 40;
const kMaxQuantity = 99;
const kLine = /^([a-z]{2}-\d{3}):([A-Za-z0-9]{0,6}):(\d{1,2})$/;

/** @param {string | null | undefined} header @returns {Record<string, string>} */
export function readCookies(header) {
  /** @type {Record<string, string>} */
  const out = Object.create(null);
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) out[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return out;
}

/** @param {string} name @param {string} value @param {number} [days] 0 removes the cookie */
export const cookieText = (name, value, days = 180) => `${name}=${value}; Path=/; Max-Age=${days * 86400}; SameSite=Lax`;

/** What is not a line is left out. @param {string | undefined} text @returns {CartLine[]} */
export function readCart(text) {
  const lines = [];
  for (const part of (text ?? '').split('|').slice(0, kMaxLines)) {
    const match = kLine.exec(part);
    if (match && Number(match[3]) > 0) lines.push({ id: match[1], size: match[2], quantity: Number(match[3]) });
  }
  return lines;
}

/** @param {CartLine[]} lines */
export const writeCart = lines => lines.map(line => `${line.id}:${line.size}:${line.quantity}`).join('|');

/**
 * The cart with one line set to a quantity; 0 removes it.
 * @param {CartLine[]} lines @param {string} id @param {string} size @param {number} quantity
 */
export function setLine(lines, id, size, quantity) {
  const count = Math.max(0, Math.min(kMaxQuantity, Math.trunc(quantity) || 0));
  const at = lines.findIndex(line => line.id === id && line.size === size);
  if (at < 0) return count && lines.length < kMaxLines ? [...lines, { id, size, quantity: count }] : lines;
  return count ? lines.map((line, i) => (i === at ? { ...line, quantity: count } : line)) : lines.filter((_, i) => i !== at);
}

/** @param {CartLine[]} lines @param {string} id @param {string} size */
export const quantityOf = (lines, id, size) => lines.find(line => line.id === id && line.size === size)?.quantity ?? 0;

/** @param {CartLine[]} lines */
export const unitsIn = lines => lines.reduce((sum, line) => sum + line.quantity, 0);

/** @param {string | undefined} text @returns {string[]} */
export const readWishlist = text =>
  (text ?? '')
    .split('|')
    .filter(id => /^[a-z]{2}-\d{3}$/.test(id))
    .slice(0, 100);

/** @param {string | undefined} text @returns {Orders | null} */
export function readOrders(text) {
  const match = /^(\d{1,4})\.(\d{1,10})\.(\d{9,11})\.(\d{9,11})$/.exec(text ?? '');
  if (!match || Number(match[1]) === 0) return null;
  return { count: Number(match[1]), cents: Number(match[2]), first: Number(match[3]), last: Number(match[4]) };
}

/** @param {Orders} orders */
export const writeOrders = orders => `${orders.count}.${orders.cents}.${orders.first}.${orders.last}`;
