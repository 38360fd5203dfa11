// The product page: gallery, choice, trust slot, details, reviews, related things.
import { departments, makers, products } from '../catalog/index.js';
import { card, itemAttributes, pictureUrl } from './cards.js';
import { euros, hole, html } from './html.js';
import { icons, stars } from './icons.js';
import { sizeGuide } from './size_guide.js';

/** @typedef {import('../catalog/index.js').Product} Product */

const kViews = ['Front', 'Close up', 'In use'];

/** The trust box in its variants; each is a title and three lines, so that all are equally high. */
const trustBoxes = {
  reassure_cart: [
    'Nothing to lose',
    [
      ['lock', 'Nothing is charged until we ship'],
      ['back', '60 days to change your mind, return label inside'],
      ['chat', 'Questions? A person answers from nine to six'],
    ],
  ],
  fit_promise: [
    'The right size, promised',
    [
      ['ruler', 'Between two sizes? Order both, send one back'],
      ['back', 'Exchanges are free, as often as it takes'],
      ['chat', 'Fit advice by people who wear it: nine to six'],
    ],
  ],
  first_visit: [
    'New here? Good to know',
    [
      ['leaf', 'A small shop with its own workshop, since 2009'],
      ['truck', 'With you in 2 to 4 days, free over €80'],
      ['back', '60 days to return, no questions asked'],
    ],
  ],
  returning_customer: [
    'Good to have you back',
    [
      ['mend', 'Your yearly check and repairs are free'],
      ['truck', 'With you in 2 to 4 days, free over €80'],
      ['back', '60 days to return, as ever'],
    ],
  ],
  default: [
    'Delivery and returns',
    [
      ['truck', 'With you in 2 to 4 days, free over €80'],
      ['back', '60 days to return'],
      ['mend', 'Repairs for as long as you own it'],
    ],
  ],
};

/** @param {keyof typeof trustBoxes} id */
const trustBox = id => {
  const [title, lines] = /** @type {[string, [keyof typeof icons, string][]]} */ (trustBoxes[id]);
  return html`<div class="trust trust-${id.replace(/_/g, '-')}"><h2>${title}</h2><ul>${lines.map(([icon, text]) => html`<li>${icons[icon]}<span>${text}</span></li>`)}</ul></div>`;
};

const trustSlot = html`<section class="trust-slot" aria-label="Good to know" data-vitrine-slot="product.trust" data-vitrine-wait="100">
${['reassure_cart', 'fit_promise', 'first_visit', 'returning_customer'].map(id => html`<template data-vitrine-variant="${id}">${trustBox(/** @type {keyof typeof trustBoxes} */ (id))}</template>\n`)}
${trustBox('default')}
</section>`;

/** @param {Product} p @param {string} build */
const gallery = (p, build) => html`<div class="gallery" data-gallery>
  <div class="gallery-main"><img src="${pictureUrl(p, 1, build)}" alt="${p.brand} ${p.name}" width="800" height="800" fetchpriority="high" data-gallery-main></div>
  <ul>${kViews.map((view, i) => html`<li><button type="button" data-vitrine-event="gallery_view" data-vitrine-item="${p.id}" data-picture="${pictureUrl(p, i + 1, build)}" aria-label="Picture ${i + 1} of 3: ${view}" aria-pressed="${i === 0 ? 'true' : 'false'}"><img src="${pictureUrl(p, i + 1, build)}" alt="" width="120" height="120" decoding="async"></button></li>`)}</ul></div>`;

/** @param {Product} p */
function stockLine(p) {
  if (p.stock === 0) return html`<p class="stock out">Sold out for now. The maker is at it again.</p>`;
  if (p.stock > 5) return html`<p class="stock">In stock, leaves us tomorrow</p>`;
  return html`<p class="stock low">Only <span data-vitrine-evidence="stock" data-value="${p.stock}" data-at="${hole('now')}">${p.stock}</span> left of this batch</p>`;
}

/** @param {Product} p */
const choice = p => html`<form class="choose" method="post" action="/cart/add" data-add-to-cart ${itemAttributes(p)}>
<input type="hidden" name="item" value="${p.id}">
${
  p.sizes.length
    ? html`<fieldset><legend>Size</legend><div class="sizes">${p.sizes.map(size => html`<label><input type="radio" name="size" value="${size}" required><span>${size}</span></label>`)}</div></fieldset>`
    : ''
}
<p class="guide-line"><button type="button" class="quiet" data-vitrine-event="size_guide_view" data-vitrine-item="${p.id}" data-opens="size-guide" aria-haspopup="dialog">${icons.ruler}${p.sizes.length ? 'Size guide' : 'Measurements'}</button></p>
<p class="problem" role="alert" data-problem hidden></p>
<div class="choose-row"><button class="button wide-button"${p.stock === 0 ? html` disabled` : ''}>${p.stock === 0 ? 'Sold out' : 'Add to cart'}</button>
<button type="button" class="heart" data-wishlist aria-pressed="false" aria-label="Put on the wish list">${icons.heart}</button></div></form>`;

/** @param {Product} p */
const reviews = p => html`<section class="reviews" id="reviews" aria-labelledby="reviews-title"><h2 id="reviews-title">What people say</h2>
<p class="rating-line">${stars(p.rating)} <strong>${p.rating}</strong> of 5 · ${p.ratings} ratings</p>
<div data-reviews>${p.signed.map(
  (r, i) =>
    html`<article class="review"${i ? html` data-more hidden` : ''}><p class="review-head">${stars(r.stars)}<span class="hidden">${r.stars} of 5 stars</span> <span>${r.by}, ${r.when}</span></p><p>${r.text}</p></article>`,
)}</div>
<button type="button" class="button outline" data-vitrine-event="review_read" data-vitrine-item="${p.id}" data-show-reviews aria-expanded="false">Read all reviews</button></section>`;

/** Things to go with it: same shelf first, then the rest of the department. @param {Product} p */
function related(p) {
  const others = products.filter(o => o.category === p.category && o.id !== p.id && o.stock > 0);
  return [...others.filter(o => o.sub === p.sub), ...others.filter(o => o.sub !== p.sub)].slice(0, 4);
}

/** @param {Product} p @param {string} build @returns {import('./layout.js').Page} */
export function productPage(p, build) {
  const department = departments.find(d => d.id === p.category);
  return {
    title: `${p.brand} ${p.name} · Tarn & Alder`,
    description: p.blurb,
    type: 'product',
    category: p.category,
    item: p.id,
    main: html`<div class="wrap"><nav class="crumbs" aria-label="You are here"><a href="/">Home</a> <span aria-hidden="true">/</span> <a href="/c/${p.category}">${department?.name}</a> <span aria-hidden="true">/</span> <a href="/c/${p.category}?sub=${p.sub}">${p.shelf.name}</a> <span aria-hidden="true">/</span> <span aria-current="page">${p.name}</span></nav>
<div class="product">${gallery(p, build)}
<div class="product-side"><p class="product-brand">${p.brand}</p><h1>${p.name}</h1>
<p class="rating-line"><a href="#reviews">${stars(p.rating)} <span>${p.rating}</span><span class="hidden"> of 5 stars,</span> <span class="muted">${p.ratings} ratings</span></a></p>
<p class="product-price">${euros(p.price)} <span class="muted">VAT included${p.price >= 80 ? ', delivery free' : ''}</span></p>
<p class="blurb">${p.blurb}</p>
${choice(p)}
${stockLine(p)}
${trustSlot}
</div></div>
<div class="product-more"><section class="details" aria-labelledby="details-title"><h2 id="details-title">Details</h2><ul>${p.points.map(point => html`<li>${point}</li>`)}${p.dims ? html`<li>${p.dims}</li>` : ''}</ul>
<h3>Made by ${p.brand}</h3><p>${makers[/** @type {keyof typeof makers} */ (p.brand)]} <a href="/search?q=${encodeURIComponent(p.brand)}">All from ${p.brand}</a></p></section>
${reviews(p)}</div>
<section class="block"><h2>Keeps good company</h2><ul class="grid" data-list="related" data-list-name="Keeps good company">${related(p).map(o => card(o, build, { level: 3 }))}</ul></section></div>
${sizeGuide(p)}`,
  };
}
