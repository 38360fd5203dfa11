// Cart, checkout and order confirmation. The worker fills in the lines from the shop's cookie.
import { euros, hole, html } from './html.js';
import { icons } from './icons.js';

/** @returns {import('./layout.js').Page} */
export const cartPage = () => ({
  title: 'Cart · Tarn & Alder',
  description: 'Your cart.',
  type: 'cart',
  main: html`<div class="wrap narrow"><h1 class="page-title">Your cart</h1>${hole('cart_body')}</div>`,
});

/** @returns {import('./layout.js').Page} */
export const checkoutPage = () => ({
  title: 'Checkout · Tarn & Alder',
  description: 'Checkout.',
  type: 'checkout',
  main: html`<div class="wrap"><h1 class="page-title">Checkout</h1>${hole('checkout_body')}</div>`,
});

/** @returns {import('./layout.js').Page} */
export const orderPage = () => ({
  title: 'Thank you · Tarn & Alder',
  description: 'Your order.',
  type: 'confirmation',
  main: html`<div class="wrap narrow">${hole('order_body')}</div>`,
});

export const emptyCart = html`<div class="empty">${icons.bag}<h2>Your cart is empty</h2><p>Nothing in it yet. The new things are a good place to begin.</p><p><a class="button" href="/new">See what is new</a> <a class="quiet" href="/c/footwear">Start with boots</a></p></div>`;

/**
 * A line of the cart as the worker knows it.
 * @typedef {{ id: string, size: string, quantity: number, price: number, name: string, brand: string, category: string, sub: string, slug: string, picture: string, stock: number }} Line
 */

/** @param {Line} line */
const lineAttributes = line =>
  html`data-line data-vitrine-item="${line.id}" data-name="${line.brand} ${line.name}" data-category="${line.category}" data-category2="${line.sub}" data-brand="${line.brand}" data-price="${line.price.toFixed(2)}" data-variant="${line.size}" data-quantity="${line.quantity}"`;

/** @param {number} value */
export const shippingFor = value => (value >= 80 || value === 0 ? 0 : 4.9);

/** @param {number} value */
const sums = value => {
  const shipping = shippingFor(value);
  return html`<dl class="sums"><div><dt>Goods</dt><dd>€${value.toFixed(2)}</dd></div><div><dt>Delivery</dt><dd>${shipping ? `€${shipping.toFixed(2)}` : 'free'}</dd></div><div class="sum-total"><dt>Total</dt><dd>€${(value + shipping).toFixed(2)}</dd></div></dl>
${shipping ? html`<p class="muted small-text">${euros(Math.round((80 - value) * 100) / 100)} more and delivery is free.</p>` : ''}`;
};

/** @param {Line[]} lines @param {number} value */
export const cartBody = (lines, value) => html`<ul class="lines" data-cart>${lines.map(
  line => html`<li class="line" ${lineAttributes(line)}><a class="line-picture" href="/p/${line.slug}" tabindex="-1" aria-hidden="true"><img src="${line.picture}" alt="" width="112" height="112"></a>
<div class="line-text"><h2><a href="/p/${line.slug}">${line.brand} ${line.name}</a></h2>${line.size ? html`<p class="muted">Size ${line.size}</p>` : ''}<p class="muted">${euros(line.price)} each</p></div>
<form class="line-count" method="post" action="/cart/update" data-line-form><input type="hidden" name="item" value="${line.id}"><input type="hidden" name="size" value="${line.size}">
<label><span class="hidden">Quantity of ${line.name}</span><select name="quantity">${Array.from({ length: Math.max(6, line.quantity) }, (_, i) => html`<option${i + 1 === line.quantity ? html` selected` : ''}>${i + 1}</option>`)}</select></label>
<noscript><button class="button small">Change</button></noscript><button class="quiet remove" name="remove" value="1">Remove<span class="hidden"> ${line.name}</span></button></form>
<p class="line-sum">€${(line.price * line.quantity).toFixed(2)}</p></li>`,
)}</ul>
<div class="cart-end">${sums(value)}<p><a class="button wide-button" href="/checkout">To checkout</a></p><p class="muted small-text">Nothing is charged: this is a demonstration shop.</p></div>`;

/** @param {string} id @param {string} label @param {string} auto @param {string} [extra] */
const field = (id, label, auto, extra = '') =>
  html`<p class="field ${extra}"><label for="${id}">${label}</label><input id="${id}" name="${id}" autocomplete="${auto}" required></p>`;

/** @param {Line[]} lines */
const shortLines = lines =>
  html`<ul class="short-lines" data-cart>${lines.map(
    line =>
      html`<li ${lineAttributes(line)}><img src="${line.picture}" alt="" width="64" height="64"><span>${line.brand} ${line.name}${line.size ? `, size ${line.size}` : ''} <span class="muted">× ${line.quantity}</span></span><span>€${(line.price * line.quantity).toFixed(2)}</span></li>`,
  )}</ul>`;

/** @param {Line[]} lines @param {number} value */
export const checkoutBody = (lines, value) => html`<div class="checkout"><form class="checkout-form" method="post" action="/checkout">
<h2>Where does it go?</h2><div class="fields">${field('given', 'First name', 'given-name', 'half')}${field('family', 'Last name', 'family-name', 'half')}${field('street', 'Street and number', 'street-address')}${field('code', 'Postcode', 'postal-code', 'third')}${field('town', 'Town', 'address-level2', 'two-thirds')}
<p class="field"><label for="email">E-mail</label><input id="email" type="email" name="email" autocomplete="email" required></p></div>
<fieldset class="pay"><legend>How would you like to pay?</legend><label><input type="radio" name="pay" value="invoice" checked> By invoice, 30 days</label><label><input type="radio" name="pay" value="transfer"> By bank transfer</label><label><input type="radio" name="pay" value="shop"> In the shop, on pick-up</label></fieldset>
<p><button class="button wide-button">Place the order</button></p><p class="muted small-text">This is a demonstration: what you type here is not kept and nothing is shipped.</p></form>
<aside class="checkout-side" aria-labelledby="side-title"><h2 id="side-title">Your order</h2>${shortLines(lines)}${sums(value)}<p><a class="quiet" href="/cart">Change the cart</a></p></aside></div>`;

/** @param {{ id: string, lines: Line[], value: number }} order */
export const orderBody =
  order => html`<section class="thanks" data-purchase="${order.id}" data-value="${order.value.toFixed(2)}" data-shipping="${shippingFor(order.value).toFixed(2)}">
<p class="eyebrow">Order ${order.id}</p><h1>Thank you. It is on the bench.</h1><p>We pack it tomorrow morning and it is with you in two to four days. A confirmation would now be in your mailbox, if this were more than a demonstration.</p>
<h2 class="hidden">What you ordered</h2>${shortLines(order.lines)}${sums(order.value)}<p><a class="button" href="/">Back to the shop</a> <a class="quiet" href="/care">How to care for it</a></p></section>`;

export const noOrder = html`<div class="empty">${icons.bag}<h1>No such order here</h1><p>Orders are kept in the browser that placed them.</p><p><a class="button" href="/">Back to the shop</a></p></div>`;
