// Two shops on one origin, such as /de and /fr: each remembers its own visitor.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, openBrowser, stored, toldBy, visiting, waitFor } from './chromium.js';
import { made, openShop, pageText } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */

/** @type {import('./chromium.js').Browser} */
let browser;
/** The strategy `foreign` is its shop.pack; another one without a name lies beside it. @type {import('./shop.js').Shop} */
let shop;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop('foreign')]);
  shop.pages.set('/vitrine/plain.pack', { type: 'pack', parts: [made('compile')] });
  for (const [path, pack] of [
    ['/named', 'shop'],
    ['/plain', 'plain'],
  ]) {
    const start = `import { start } from '/vitrine/vitrine.js'; window.vitrine = await start({ strategy: '/vitrine/${pack}.pack', consent: 'granted' });`;
    shop.pages.set(path, { parts: [pageText({ head: `<script type="module">${start}</script>`, body: '' })] });
  }
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** @param {Page} page @param {string} path @returns {Promise<string[]>} segments entered in this view, which is in storage then */
async function visit(page, path) {
  await page.goto(shop.origin + path);
  await waitFor(page, 'ready');
  await page.waitForFunction(key => key in localStorage, path === '/named' ? 'vitrine.foreign' : 'vitrine');
  return (await toldBy(page)).filter(told => told.name === 'segment').flatMap(told => told.detail.entered);
}

/** @param {Page} page */
const memories = async page => [...new Set(Object.keys(await stored(page)).map(key => key.split('/')[0]))].sort();

test('each strategy keeps its memory under its own name, and forget() leaves none of them', () =>
  visiting(browser, async ({ page, errors }) => {
    assert.ok((await visit(page, '/named')).includes('pages1'));
    assert.ok(
      (await visit(page, '/plain')).every(segment => segment !== '3'),
      'its first page',
    );
    assert.ok((await visit(page, '/named')).includes('pages2'), 'what the other shop did in between is not lost on this one');
    assert.ok((await visit(page, '/plain')).includes('3'), 'nor the other way round');
    await leave(page, shop.origin);
    assert.deepEqual(await memories(page), ['vitrine', 'vitrine.foreign']);
    await visit(page, '/named');
    await page.evaluate(() => /** @type {any} */ (window).vitrine.forget());
    assert.deepEqual(await memories(page), []);
    await leave(page, shop.origin);
    assert.deepEqual([await memories(page), errors], [[], []]);
  }));

test('what stood under the key without a name goes on under the name', () =>
  visiting(browser, async ({ page }) => {
    await visit(page, '/named');
    await leave(page, shop.origin);
    await page.evaluate(() => {
      localStorage.setItem('vitrine', localStorage.getItem('vitrine.foreign') ?? '');
      localStorage.removeItem('vitrine.foreign');
    });
    assert.ok((await visit(page, '/named')).includes('pages2'));
    assert.deepEqual(await memories(page), ['vitrine.foreign']);
  }));
