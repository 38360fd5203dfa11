// A shopper in the demo store: what the shop shows at each step, with nothing else asked for and nothing wrong in the console.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { twoFrames } from '../browser/arrivals.js';
import { openBrowser, visiting } from '../browser/chromium.js';
import { DAY, decided, goInOnePiece, gridOf, HERO, look, moveClock, openStore, readIn, shopping, TRUST } from './store.js';

/** @type {Awaited<ReturnType<typeof openStore>>} */
let store;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;

before(async () => {
  store = await openStore();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await store?.stop();
});

const SEARCH = { referer: 'https://www.google.com/' };
const TRAIL_SHOES = ['varrun-scree-3', 'varrun-gully-light', 'varrun-tempo-ridge'];

/** @param {import('playwright-core').Page} page */
async function fillCart(page) {
  await page.goto(`${store.url}/p/varrun-gully-light`);
  await page.check('form[data-add-to-cart] input[type=radio]', { force: true }).catch(() => {});
  await page.click('form[data-add-to-cart] button.button');
  await page.waitForFunction(() => document.querySelector('[data-cart-count]')?.getAttribute('data-cart-count') === '1');
}

test('coming from a search engine, the hero says welcome and a product page tells a first visitor what to trust', () =>
  shopping(browser, async ({ page, errors }) => {
    await page.goto(`${store.url}/`, SEARCH);
    assert.equal(await decided(page, HERO), 'welcome');
    assert.match(await readIn(page, HERO), /welcome/i);
    await page.goto(`${store.url}/p/varrun-gully-light`);
    assert.equal(await decided(page, TRUST), 'first_visit');
    assert.deepEqual(errors, []);
  }));

test('after three products of one kind, that kind leads its category behind the pinned cards, and every card is still there', () =>
  shopping(browser, async ({ page, errors }) => {
    await goInOnePiece(page, `${store.url}/c/footwear`);
    await decided(page, 'category.grid');
    const before = await gridOf(page);
    await look(page, store.url, TRAIL_SHOES);
    await goInOnePiece(page, `${store.url}/c/footwear`);
    assert.equal(await decided(page, 'category.grid'), 'sorted');
    const now = await gridOf(page);
    assert.deepEqual(now.slice(0, 2), before.slice(0, 2));
    assert.deepEqual(
      now.slice(2, 5).map(({ kind }) => kind.split('/')[0]),
      Array(3).fill('trail-shoes'),
    );
    assert.deepEqual(now.map(({ id }) => id).sort(), before.map(({ id }) => id).sort());
    assert.deepEqual(errors, []);
  }));

test('a cart filled two days ago is offered in the hero of a new visit, and not where the page says that it is empty', () =>
  shopping(browser, async ({ context, page, newPage, errors }) => {
    // The edge has a clock of its own, which nobody can move.
    await page.goto(`${store.url}/?vitrine=bundle`);
    await decided(page, HERO);
    await fillCart(page);
    await page.goto(`${store.url}/about`);
    await moveClock(context, 2 * DAY);
    const later = await newPage();
    await later.goto(`${store.url}/`);
    assert.equal(await decided(later, HERO), 'resume_cart');
    await context.addCookies([{ name: 'cart', value: '', url: store.url }]);
    const emptied = await newPage();
    await emptied.goto(`${store.url}/`);
    assert.notEqual(await decided(emptied, HERO), 'resume_cart');
    assert.deepEqual(errors, []);
  }));

test('an order makes a first buyer, whose home page speaks of the next one', () =>
  shopping(browser, async ({ context, page, errors }) => {
    await context.addCookies([
      {
        name: 'orders',
        value: `1.12400.${Math.floor(Date.now() / 1000) - 86400}.${Math.floor(Date.now() / 1000) - 86400}`,
        url: store.url,
      },
    ]);
    await page.goto(`${store.url}/`);
    assert.equal(await decided(page, HERO), 'second_order');
    assert.deepEqual(errors, []);
  }));

test('a page asks for nothing but the files of the shop', () =>
  shopping(browser, async ({ page }) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname + (request.method() === 'GET' ? '' : ` ${request.method()}`)));
    await page.goto(`${store.url}/`, SEARCH);
    await decided(page, HERO);
    // What the page does by itself ends with the memory that it writes.
    await page.waitForFunction(() => 'vitrine.tarn-and-alder' in localStorage);
    const others = asked.filter(path => path !== '/' && !path.startsWith('/assets/') && path !== '/vitrine/shop.js');
    assert.deepEqual(others, []);
  }));

test('no frame shows the default hero before the welcome', () =>
  shopping(browser, async ({ page }) => {
    // Whether the default's heading was ever rendered where people see it, asked at each frame.
    await page.addInitScript(() => {
      const seen = new Set();
      Object.assign(window, { seen });
      const frame = () => {
        for (const heading of document.querySelectorAll('[data-vitrine-slot="home.hero"] h1'))
          if (heading.checkVisibility({ visibilityProperty: true })) seen.add(heading.textContent);
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    await page.goto(`${store.url}/`, SEARCH);
    assert.equal(await decided(page, HERO), 'welcome');
    await twoFrames(page);
    const seen = await page.evaluate(() => [.../** @type {any} */ (window).seen]);
    assert.equal(seen.length, 1, seen.join(' / '));
  }));

test('while the script file hangs, the page is there with the shop’s own content', () =>
  visiting(browser, async ({ page }) => {
    await page.route('**/vitrine/**', () => {});
    await page.goto(`${store.url}/`, { waitUntil: 'domcontentloaded' });
    const heading = page.locator(`[data-vitrine-slot="${HERO}"] > :not(template) h1`);
    await heading.waitFor({ state: 'visible' });
    assert.equal(await page.locator('main').isVisible(), true);
  }));

for (const mode of ['head', 'module']) {
  test(`the same shop with ?vitrine=${mode}: the second page of a first visit is decided`, () =>
    shopping(browser, async ({ page, errors }) => {
      await page.goto(`${store.url}/?vitrine=${mode}`, SEARCH);
      await decided(page, HERO);
      await page.goto(`${store.url}/p/varrun-gully-light`);
      const shown = await decided(page, TRUST);
      // The module may come too late for a first paint; what it must never do is show something else.
      assert.ok(mode === 'head' ? shown === 'first_visit' : shown === 'first_visit' || shown === 'kept', String(shown));
      assert.deepEqual(errors, []);
    }));
}

test('with consent denied nothing is stored, and nothing is decided from memory', () =>
  shopping(browser, async ({ context, page, errors }) => {
    await context.addCookies([{ name: 'consent', value: 'denied', url: store.url }]);
    await look(page, store.url, TRAIL_SHOES);
    await goInOnePiece(page, `${store.url}/c/footwear`);
    assert.notEqual(await decided(page, 'category.grid'), 'sorted');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter(key => key.includes('vitrine'))), []);
    assert.deepEqual(errors, []);
  }));
