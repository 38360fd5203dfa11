// Product cards and lists of them.
import { euros, html } from './html.js';
import { stars } from './icons.js';

/** @typedef {import('../catalog/index.js').Product} Product */

/** What an analytics item is made of, as data attributes. @param {Product} p */
export const itemAttributes = p =>
  html`data-vitrine-item="${p.id}" data-name="${p.brand} ${p.name}" data-category="${p.category}" data-category2="${p.sub}" data-brand="${p.brand}" data-price="${p.price.toFixed(2)}" data-stock="${p.stock > 0 ? 1 : 0}"`;

/** @param {Product} p @param {number} n 1..3 @param {string} build */
export const pictureUrl = (p, n, build) => `/assets/${build}/img/${p.slug}-${n}.svg`;

/** @param {Product} p */
function flag(p) {
  if (p.stock === 0) return html`<span class="flag plain">Sold out</span>`;
  if (p.pick) return html`<span class="flag">Our pick</span>`;
  return p.isNew ? html`<span class="flag clay">New</span>` : '';
}

/** @param {Product} p @param {string} build @param {{ level?: 2 | 3, eager?: boolean }} [options] */
export function card(p, build, { level = 2, eager = false } = {}) {
  const title = html`<span class="card-brand">${p.brand}</span> <span class="card-name">${p.name}</span>`;
  return html`<li class="card" ${itemAttributes(p)}><a href="/p/${p.slug}">
  <span class="card-picture"><img src="${pictureUrl(p, 1, build)}" alt="" width="400" height="400"${eager ? '' : html` loading="lazy"`} decoding="async">${flag(p)}</span>
  ${level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
  <span class="card-row"><span class="price">${euros(p.price)}</span><span class="card-rating">${stars(p.rating)}<span class="hidden">${p.rating} of 5 stars</span></span></span>
</a></li>`;
}
