// The frame around every page: head, strip, header, footer.
import { departments } from '../catalog/categories.js';
import { hole, html } from './html.js';
import { icons, logo } from './icons.js';

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {string} description
 * @property {string} type the page type stated to scripts: home, category, product, cart ...
 * @property {string} [category]
 * @property {string} [item]
 * @property {import('./html.js').Html} main
 */

/** @param {string} current */
const navigation = current => html`<nav class="nav" aria-label="Departments"><ul>
  <li><a href="/new"${current === 'new' ? html` aria-current="page"` : ''}>New in</a></li>
  ${departments.map(d => html`<li><a href="/c/${d.id}"${current === d.id ? html` aria-current="page"` : ''}>${d.name}</a></li>`)}
</ul></nav>`;

const strip = html`<div class="strip"><div class="wrap">
  <p>Free delivery over €80 <span class="wide">· 60 days to return · repairs for life</span></p>
  <form class="consent" method="post" action="/consent"><input type="hidden" name="back" value="${hole('path')}">
    <button class="switch" type="submit" name="consent" value="${hole('consent_next')}" role="switch" aria-checked="${hole('consent_on')}" data-consent-switch
      title="Use what I do in this shop to arrange it for me">Personalised for me<span class="knob"></span></button></form>
</div></div>`;

/** @param {string} current */
const header = current => html`<header class="head"><div class="wrap head-row">
  <a class="logo" href="/" aria-label="Tarn &amp; Alder, home">${logo}</a>
  <form class="search" role="search" action="/search"><label class="hidden" for="q">Search the shop</label>
    <input id="q" type="search" name="q" placeholder="Search boots, wool, lamps …" autocomplete="off" value="${hole('query')}"><button aria-label="Search">${icons.search}</button></form>
  <ul class="tools">
    <li><a href="/wishlist" aria-label="Wish list">${icons.heart}</a></li>
    <li><a href="/cart" data-cart-link aria-label="Cart, ${hole('cart_count')} items">${icons.bag}<span class="badge" data-cart-count="${hole('cart_count')}" aria-hidden="true">${hole('cart_count')}</span></a></li>
  </ul>
</div><div class="wrap">${navigation(current)}</div></header>`;

const footer = html`<footer class="foot"><div class="wrap foot-grid">
  <div><p class="foot-name">Tarn &amp; Alder</p><p>Outfitters for outdoors and in, since 2009. Things that last, from twelve makers we know by name.</p></div>
  <nav aria-label="Help"><h2>Help</h2><ul><li><a href="/help">Help choosing</a></li><li><a href="/delivery">Delivery &amp; returns</a></li><li><a href="/care">Repairs &amp; care</a></li></ul></nav>
  <nav aria-label="The shop"><h2>The shop</h2><ul><li><a href="/about">About us</a></li><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></nav>
  <form class="letter" method="post" action="/newsletter" data-newsletter><h2 id="letter">Letter from the tarn</h2>
    <label for="mail">Once a month, by e-mail</label>
    <div class="field-row"><input id="mail" type="email" name="email" required autocomplete="email" placeholder="you@example.org"><button class="button small">Sign up</button></div></form>
</div><div class="wrap foot-end"><p>Prices include VAT. This is a demonstration shop: nothing is sold, charged or shipped.</p></div></footer>`;

/** @param {Page} page @param {string} build hash in the address of every asset */
export function layout(page, build) {
  const current = page.type === 'list' ? 'new' : (page.category ?? '');
  return html`<!doctype html>
<html lang="en" data-vitrine-page-type="${page.type}" data-vitrine-page-category="${page.category ?? ''}" data-vitrine-page-item="${page.item ?? ''}"${hole('switched_off')}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<meta name="description" content="${page.description}">
<meta name="theme-color" content="#1f4a3f">
<link rel="icon" href="/assets/${build}/favicon.svg" type="image/svg+xml">
<script type="application/json" data-vitrine-state>${hole('state')}</script>
<script src="/assets/${build}/data_layer.js"></script>
${hole('vitrine')}
<link rel="stylesheet" href="/assets/${build}/store.css">
<script type="module" src="/assets/${build}/store.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${strip}
${header(current)}
<main id="main" class="page-${page.type.replace(/_/g, '-')}">
${page.main}
</main>
${footer}
<div class="toast" role="status" aria-live="polite" data-toast></div>
</body>
</html>
`;
}
