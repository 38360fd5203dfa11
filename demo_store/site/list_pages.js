// Pages that are lists: departments, new things, search results and the wish list.
import { departments } from '../catalog/index.js';
import { hole, html } from './html.js';
import { icons } from './icons.js';

/** The orders a shopper can ask for; without one, the page's own order is free to be arranged. */
export const sortings = [
  ['', 'Our order'],
  ['price-up', 'Price, low to high'],
  ['price-down', 'Price, high to low'],
  ['rating', 'Best rated'],
  ['new', 'New first'],
];

/** @param {import('../catalog/categories.js').Department} d @returns {import('./layout.js').Page} */
export const categoryPage = d => ({
  title: `${d.title} · Tarn & Alder`,
  description: d.copy,
  type: 'category',
  category: d.id,
  main: html`<div class="wrap"><nav class="crumbs" aria-label="You are here"><a href="/">Home</a> <span aria-hidden="true">/</span> <span aria-current="page">${d.name}</span></nav>
<div class="list-head"><h1>${d.title}</h1><p>${d.copy}</p></div>
<div class="list-tools">
  <ul class="chips" aria-label="Shelves">${hole('chips')}</ul>
  <form class="sort" action="/c/${d.id}" data-sort><input type="hidden" name="sub" value="${hole('sub')}"><label for="sort">Sort by</label>
    <select id="sort" name="sort">${hole('sort_options')}</select><noscript><button class="button small">Sort</button></noscript></form>
</div>
<p class="hidden" role="status">${hole('result_count')} products</p>
${hole('grid_open')}
${hole('grid')}
</ul></div>`,
});

/** @returns {import('./layout.js').Page} */
export const newPage = () => ({
  title: 'New in · Tarn & Alder',
  description: 'Everything that came in this month.',
  type: 'list',
  main: html`<div class="wrap"><nav class="crumbs" aria-label="You are here"><a href="/">Home</a> <span aria-hidden="true">/</span> <span aria-current="page">New in</span></nav>
<div class="list-head"><h1>New in</h1><p>What came off the benches, looms and wheels this month.</p></div>
<ul class="grid" data-list="new_in" data-list-name="New in">${hole('grid')}</ul></div>`,
});

/** @returns {import('./layout.js').Page} */
export const searchPage = () => ({
  title: 'Search · Tarn & Alder',
  description: 'Search the shop.',
  type: 'search',
  main: html`<div class="wrap"><div class="list-head search-head"><h1>${hole('search_title')}</h1><p role="status">${hole('search_line')}</p></div>
${hole('results')}</div>`,
});

/** @returns {import('./layout.js').Page} */
export const wishlistPage = () => ({
  title: 'Wish list · Tarn & Alder',
  description: 'Things you marked.',
  type: 'wishlist',
  main: html`<div class="wrap"><div class="list-head search-head"><h1>Wish list</h1><p>${hole('wishlist_line')}</p></div>${hole('results')}</div>`,
});

export const emptyWishlist = html`<div class="empty">${icons.heart}<h2>Nothing marked yet</h2><p>Press the heart on anything you would like to find again. It stays in this browser.</p><p><a class="button" href="/new">See what is new</a></p></div>`;

/** @param {import('./html.js').Html[]} cards */
export const noResults =
  cards => html`<div class="empty">${icons.search}<h2>No match on our shelves</h2><p>Try a shorter word, a maker’s name, or one of the departments:</p>
<ul class="chips centred">${departments.map(d => html`<li><a href="/c/${d.id}">${d.name}</a></li>`)}</ul></div>
<section class="block"><h2>People like these</h2><ul class="grid" data-list="no_results" data-list-name="People like these">${cards}</ul></section>`;
