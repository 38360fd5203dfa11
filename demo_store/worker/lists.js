// Lists that depend on the request: a department with shelf and order, new things, search, wish list.
import { departments, products } from '../catalog/index.js';
import { card } from '../site/cards.js';
import { html } from '../site/html.js';
import { emptyWishlist, noResults, sortings } from '../site/list_pages.js';
import { page } from './pages.js';

/** @typedef {import('./pages.js').Visit} Visit */
/** @typedef {import('../catalog/index.js').Product} Product */

/** @type {Record<string, (a: Product, b: Product) => number>} */
const kOrders = {
  'price-up': (a, b) => a.price - b.price,
  'price-down': (a, b) => b.price - a.price,
  rating: (a, b) => b.rating - a.rating || b.ratings - a.ratings,
  new: (a, b) => Number(b.isNew ?? false) - Number(a.isNew ?? false),
};

/** @param {Product[]} list @param {Visit} visit @param {2 | 3} [level] */
const cards = (list, { env }, level = 2) => list.map((p, i) => card(p, env.BUILD, { level, eager: i < 8 }));

/** @param {Visit} visit @param {string} id */
export function category(visit, id) {
  const department = departments.find(d => d.id === id);
  if (!department) return page(visit, 'i-404', {}, 404);
  const { searchParams } = visit.url;
  const sub = department.shelves.find(s => s.id === searchParams.get('sub'))?.id ?? '';
  const sort = searchParams.get('sort') ?? '';
  const order = Object.hasOwn(kOrders, sort) ? kOrders[sort] : null;
  const shown = products.filter(p => p.category === id && (!sub || p.sub === sub));
  if (order) shown.sort(order);
  const keep = order ? `sort=${sort}` : '';
  const chip = (/** @type {string} */ shelf, /** @type {string} */ name) => {
    const query = [shelf && `sub=${shelf}`, keep].filter(Boolean).join('&');
    return html`<li><a href="/c/${id}${query ? '?' : ''}${query}"${shelf === sub ? html` aria-current="true"` : ''}>${name}</a></li>`;
  };
  // An order that the shopper asked for is the shopper's: then the list is no slot.
  const slot = order ? '' : html` data-vitrine-slot="category.grid" data-vitrine-wait="100"`;
  return page(visit, `c-${id}`, {
    chips: html`${[chip('', 'All'), ...department.shelves.map(s => chip(s.id, s.name))]}`,
    sub,
    sort_options: html`${sortings.map(([value, name]) => html`<option value="${value}"${value === (order ? sort : '') ? html` selected` : ''}>${name}</option>`)}`,
    result_count: shown.length,
    grid_open: html`<ul class="grid" data-list="${sub || id}" data-list-name="${department.name}"${slot}>`,
    grid: html`${cards(shown, visit)}`,
  });
}

/** @param {Visit} visit */
export const newThings = visit =>
  page(visit, 'new', {
    grid: html`${cards(
      products.filter(p => p.isNew),
      visit,
    )}`,
  });

/** @param {string} text */
const plain = text =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]/g, ' ');

const kIndex = products.map(p => ({
  p,
  text: plain([p.brand, p.name, p.category, p.shelf.name, p.blurb, ...p.points].join(' ')),
  title: plain(`${p.brand} ${p.name} ${p.shelf.name}`),
}));

/** Products that have every word; those with it in their title come first. @param {string} query */
function matches(query) {
  const words = plain(query)
    .split(' ')
    .filter(Boolean)
    .map(word => (word.length > 3 ? word.replace(/(es|s)$/, '') : word));
  if (!words.length) return [];
  const hits = kIndex.filter(({ text }) => words.every(word => text.includes(word)));
  const weight = (/** @type {string} */ title) => words.filter(word => title.includes(word)).length;
  return hits.sort((a, b) => weight(b.title) - weight(a.title)).map(({ p }) => p);
}

/** @param {Visit} visit */
export function search(visit) {
  const query = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 80);
  const found = matches(query);
  const line = !query
    ? 'Type a word above: a thing, a maker, a material.'
    : found.length === 1
      ? 'One product'
      : `${found.length} products`;
  const picks = products.filter(p => p.pick).slice(0, 4);
  return page(visit, 'search', {
    query: html`${query}`,
    search_title: query ? html`Results for “${query}”` : 'Search',
    search_line: line,
    results: found.length
      ? html`<ul class="grid" data-list="search_results" data-list-name="Search results" data-search="${query}">${cards(found, visit)}</ul>`
      : html`<div${query ? html` data-search="${query}"` : ''}>${query ? noResults(cards(picks, visit, 3)) : html`<ul class="chips">${departments.map(d => html`<li><a href="/c/${d.id}">${d.name}</a></li>`)}</ul>`}</div>`,
  });
}

/** @param {Visit} visit */
export function wishlist(visit) {
  const marked = visit.shopper.wishlist.flatMap(id => products.filter(p => p.id === id));
  return page(visit, 'wishlist', {
    wishlist_line: marked.length ? 'What you marked in this browser.' : '',
    results: marked.length
      ? html`<ul class="grid" data-list="wishlist" data-list-name="Wish list">${cards(marked, visit)}</ul>`
      : emptyWishlist,
  });
}
