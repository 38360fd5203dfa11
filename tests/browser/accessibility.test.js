// Accessibility: axe finds nothing on a page with Vitrine that it has not found on the same page without.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { openBrowser, readIn, shownIn, visiting, waitFor } from './chromium.js';
import { openShop, pageText, SCRIPT, WAITING } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */
/** @typedef {{ id: string, nodes: number }} Violation */

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
  shop.pages.set('/axe.js', { type: 'js', parts: [readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'))] });
});
after(async () => {
  await browser.close();
  await shop.close();
});

const card = (/** @type {string} */ id, /** @type {number} */ popularity) => `<li data-vitrine-item="${id}" data-popularity="${popularity}">
  <article><h3><a href="/p/${id}">Shoe ${id}</a></h3><img src="data:," width="40" height="40" alt="Shoe ${id} from the side"><button>Add shoe ${id}</button></article></li>`;

/** A shop's page with faults of its own: a picture without a text, a field without a label, letters that are hard to read. */
const body = (wait = WAITING) => `<header><nav aria-label="Shop"><a href="/">Home</a></nav></header>
<main><h1>Shoes</h1>
<section data-vitrine-slot="home.hero" ${wait} aria-labelledby="offer">
<template data-vitrine-variant="sale"><h2>Sale</h2><p>Everything is <a href="/sale">cheaper</a> today</p><img src="data:," alt="Red shoes"><form><label>Mail <input type="email"></label><button>Tell me</button></form></template>
<h2 id="offer">New shoes</h2><p>Come and <a href="/new">see</a></p></section>
<h2>Popular</h2><ul data-vitrine-slot="category.popular" ${wait}>${card('a', 0.1)}${card('b', 0.9)}${card('c', 0.5)}</ul>
<img src="data:," width="30" height="30"><input type="text"><p style="color:#999;background:#fff">hard to read</p></main>
<footer><p>The end</p></footer><script src="/axe.js"></script>`;

/** @param {Page} page @param {string} head @param {string} [wait] @returns {Promise<void>} */
async function open(page, head, wait) {
  shop.pages.set('/', { parts: [pageText({ type: 'sale', head, body: body(wait) })] });
  await page.goto(`${shop.origin}/`);
}

/** @param {Page} page @returns {Promise<Violation[]>} */
const violations = page =>
  page.evaluate(async () => {
    const found = await /** @type {any} */ (window).axe.run();
    return found.violations.map((/** @type {any} */ { id, nodes }) => ({ id, nodes: nodes.length }));
  });

/** @param {Violation[]} found @param {Violation[]} before @returns {Violation[]} what is not in before, or in more places than there */
const added = (found, before) => found.filter(({ id, nodes }) => nodes > (before.find(each => each.id === id)?.nodes ?? 0));

test('a shown variant and a sorted list add nothing to what axe finds', () =>
  visiting(browser, async ({ page }) => {
    await open(page, '', '');
    const without = await violations(page);
    assert.ok(
      ['image-alt', 'label', 'color-contrast'].every(id => without.some(each => each.id === id)),
      JSON.stringify(without),
    );
    await open(page, SCRIPT);
    await waitFor(page, 'ready');
    assert.match(await readIn(page), /^Sale/);
    assert.equal(await shownIn(page, 'category.popular'), 'sorted');
    assert.deepEqual(added(await violations(page), without), []);
  }));

test('a slot and a list that wait add nothing to what axe finds', () =>
  visiting(browser, async ({ page }) => {
    await open(page, '', '');
    const without = await violations(page);
    await open(page, '');
    assert.equal(await readIn(page), '', 'it waits');
    assert.deepEqual(added(await violations(page), without), []);
  }));
