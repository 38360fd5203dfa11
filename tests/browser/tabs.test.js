// Tabs of one shop write to one memory: what each of them saw is in it once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, openBrowser, visiting, waitFor } from './chromium.js';
import { openShop, pageText } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop('tabs')]);
});
after(async () => {
  await browser.close();
  await shop.close();
});

const TABS = 8;
const EVENTS = 1000;
const START = `<script type="module">
import { start } from '/vitrine/vitrine.js';
start({ strategy: '/vitrine/shop.pack', consent: 'granted' }).then(vitrine => Object.assign(window, { vitrine }));
</script>`;

/** A tab's work, in the page: its events in parts, so that other tabs come between. @param {{ from: number, to: number, order: string | null }} part */
async function work({ from, to, order }) {
  const layer = /** @type {any} */ (window).dataLayer;
  for (let i = from; i < to; i++) {
    layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: `sku-${i % 7}` }] } });
    // A pause of one task, and now and then one that is long enough for a save.
    if (i % 20 === 0) await new Promise(done => setTimeout(done, i % 100 === 0 ? 120 : 0));
  }
  if (order) layer.push({ event: 'purchase', ecommerce: { transaction_id: order, value: 1 } });
}

/** @param {Page} page */
async function open(page) {
  await page.goto(`${shop.origin}/`);
  await waitFor(page, 'ready');
}

/** @param {Page} page @returns {Promise<string[]>} what the next page of the visitor says */
async function segmentsAfter(page) {
  await open(page);
  await page.waitForFunction(() => 'vitrine' in window);
  return page.evaluate(() => /** @type {any} */ (window).vitrine.segments());
}

test('eight tabs at work at once, half of them left and opened again on the way, lose nothing and count nothing twice', () =>
  visiting(browser, async ({ page, newPage, errors }) => {
    shop.pages.set('/', { parts: [pageText({ head: `<script>dataLayer = []</script>${START}`, body: '' })] });
    const tabs = [page];
    while (tabs.length < TABS) tabs.push(await newPage());
    await Promise.all(tabs.map(open));
    await Promise.all(
      tabs.map(async (tab, number) => {
        await tab.evaluate(work, { from: 0, to: EVENTS / 2, order: null });
        if (number % 2) await open(tab);
        await tab.evaluate(work, { from: EVENTS / 2, to: EVENTS, order: `order-${number}` });
      }),
    );
    await Promise.all(tabs.map(tab => leave(tab, shop.origin)));
    // What a tab left reaches the others' processes a little later, and whoever writes next takes it in.
    await open(page);
    const isTidy = () => {
      /** @type {any} */ (window).dataLayer.push({ event: 'search' });
      return Object.keys(localStorage).join() === 'vitrine';
    };
    await page.waitForFunction(isTidy, null, { polling: 200 });
    await leave(page, shop.origin);
    assert.deepEqual(await segmentsAfter(page), ['all', 'bought']);
    assert.deepEqual(errors, []);
  }));

test('without Web Locks, tabs in turn lose nothing and count nothing twice', () =>
  visiting(browser, async ({ page, context, newPage, errors }) => {
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    shop.pages.set('/', { parts: [pageText({ head: `<script>dataLayer = []</script>${START}`, body: '' })] });
    for (let number = 0; number < TABS; number++) {
      const tab = await newPage();
      await open(tab);
      await tab.evaluate(work, { from: 0, to: EVENTS, order: `order-${number}` });
      await tab.close({ runBeforeUnload: true });
      await page.goto(`${shop.origin}/vitrine/vitrine.js`);
    }
    assert.deepEqual(await segmentsAfter(page), ['all', 'bought']);
    assert.deepEqual(errors, []);
  }));
