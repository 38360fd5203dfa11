// Consent: without it nothing is collected, stored or sent, and only context decides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, openBrowser, push, pushed, shownIn, stored, toldBy, visiting, waitFor } from './chromium.js';
import { hero, openShop, pageText, SCRIPT, WAITING } from './shop.js';

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** @typedef {'granted' | 'denied'} Answer */

const HERO = hero(WAITING);
const GTAG = '<script>window.dataLayer = []; function gtag() { dataLayer.push(arguments) }</script>';
const script = (/** @type {string} */ consent) => GTAG + SCRIPT.replace('granted', consent);
const types = (/** @type {Answer} */ answer) => ({ personalization_storage: answer, analytics_storage: answer, ad_storage: answer });
const command = (/** @type {string} */ name, /** @type {object} */ settings) =>
  `<script>gtag('consent', '${name}', ${JSON.stringify(settings)})</script>`;
const PUSH = `<script>dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } })</script>`;

/** @param {Partial<Parameters<typeof pageText>[0]>} page */
const put = page => shop.pages.set('/', { parts: [pageText({ body: HERO, ...page })] });

/** @param {import('./chromium.js').Page} page */
async function visit(page) {
  await page.goto(`${shop.origin}/`);
  await waitFor(page, 'ready');
}

/** @param {import('./chromium.js').Page} page @param {string} name @param {object} settings */
const tell = (page, name, settings) =>
  page.evaluate(
    ([which, what]) => /** @type {any} */ (window).gtag('consent', which, what),
    /** @type {[string, object]} */ ([name, settings]),
  );

/** @param {import('./chromium.js').Page} page @returns {Promise<string[]>} */
const entered = async page => (await toldBy(page)).filter(told => told.name === 'segment').flatMap(told => told.detail.entered);

/** What was pushed to dataLayer that the page did not push itself. @param {import('./chromium.js').Page} page @returns {Promise<number>} */
const sent = async page => (await pushed(page)).filter(entry => /view_promotion|vitrine/.test(JSON.stringify(entry))).length;

/** @type {[string, { head: string, body?: string }][]} */
const refusals = [
  ['denied by the shop', { head: script('denied') + PUSH }],
  ['not known', { head: script('auto') + PUSH }],
  ['not said at all', { head: GTAG + SCRIPT.replace('data-consent="granted"', '') + PUSH }],
  ['denied by default', { head: GTAG + command('default', types('denied')) + SCRIPT.replace('granted', 'auto') + PUSH }],
  [
    'granted only in a region',
    { head: GTAG + command('default', { ...types('granted'), region: ['US'] }) + SCRIPT.replace('granted', 'auto') + PUSH },
  ],
  [
    'granted for statistics alone',
    { head: GTAG + command('default', { analytics_storage: 'denied', ad_storage: 'granted' }) + SCRIPT.replace('granted', 'auto') + PUSH },
  ],
];
for (const [what, page] of refusals) {
  test(`${what}: nothing is collected, stored or sent, and context decides`, () =>
    visiting(browser, async visitor => {
      put({ type: 'sale', state: { cart: { quantity: 1, value: 5 } }, ...page });
      await visit(visitor.page);
      assert.equal(await shownIn(visitor.page, 'home.hero'), 'sale');
      await push(visitor.page, { event: 'search' });
      await waitFor(visitor.page, 'exposure');
      assert.deepEqual(await entered(visitor.page), ['7']);
      assert.equal(await sent(visitor.page), 0);
      await leave(visitor.page, shop.origin);
      assert.deepEqual(await stored(visitor.page), {});
      assert.deepEqual((await visitor.context.cookies()).length, 0);
      assert.deepEqual(visitor.errors, []);
    }));
}

test('what the page itself states about the cart decides without consent, for this view', () =>
  visiting(browser, async ({ page }) => {
    put({ head: script('denied'), state: { cart: { quantity: 2, value: 5 } } });
    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'cart');
    put({ head: script('denied') });
    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'default');
  }));

test('granting later begins collecting, from then on', () =>
  visiting(browser, async ({ page }) => {
    put({ head: GTAG + command('default', types('denied')) + SCRIPT.replace('granted', 'auto') + PUSH });
    await visit(page);
    await tell(page, 'update', types('granted'));
    await push(page, { event: 'search' });
    assert.deepEqual(await entered(page), ['2'], 'the search, and not the view before');
    await leave(page, shop.origin);
    assert.notDeepEqual(await stored(page), {});
  }));

test('where the page says that an answer is coming, what it tells meanwhile is taken once it is yes', () =>
  visiting(browser, async ({ page }) => {
    put({ head: GTAG + command('default', { ...types('denied'), wait_for_update: 500 }) + SCRIPT.replace('granted', 'auto') + PUSH });
    await visit(page);
    assert.deepEqual(await entered(page), []);
    await tell(page, 'update', types('granted'));
    assert.deepEqual(await entered(page), ['viewer']);
  }));

test('and is never taken once it is no', () =>
  visiting(browser, async ({ page }) => {
    put({ head: GTAG + command('default', { ...types('denied'), wait_for_update: 500 }) + SCRIPT.replace('granted', 'auto') + PUSH });
    await visit(page);
    await tell(page, 'update', types('denied'));
    await tell(page, 'update', types('granted'));
    assert.deepEqual(await entered(page), []);
  }));

test('withdrawing erases what is stored, and what was known', () =>
  visiting(browser, async ({ page }) => {
    put({ head: GTAG + command('default', types('granted')) + SCRIPT.replace('granted', 'auto') + PUSH });
    await visit(page);
    await leave(page, shop.origin);
    // The memory, or what this tab left to whoever writes it next.
    assert.match(Object.keys(await stored(page)).join(), /^vitrine(\/\w+)?(,vitrine(\/\w+)?)*$/);
    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'returning');
    await tell(page, 'update', types('denied'));
    assert.deepEqual(await stored(page), {});
    await push(page, { event: 'search' });
    await leave(page, shop.origin);
    assert.deepEqual(await stored(page), {});
    put({ head: GTAG + command('default', types('granted')) + SCRIPT.replace('granted', 'auto') });
    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'default');
  }));

test('a page that is denied erases what earlier pages stored, and shows nothing of it', () =>
  visiting(browser, async ({ page }) => {
    put({ head: script('granted') + PUSH });
    await visit(page);
    await leave(page, shop.origin);
    put({ head: script('denied') });
    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'default');
    assert.deepEqual(await stored(page), {});
  }));

test('the default that a page begins with is no withdrawal', () =>
  visiting(browser, async ({ page }) => {
    put({ head: script('granted') + PUSH });
    await visit(page);
    await leave(page, shop.origin);
    put({ head: GTAG + command('default', types('denied')) + SCRIPT.replace('granted', 'auto') });
    await visit(page);
    await tell(page, 'update', types('granted'));
    await leave(page, shop.origin);
    put({ head: script('granted') });
    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'returning');
  }));

test('a visitor erased in one tab is not written again by another', () =>
  visiting(browser, async ({ page, newPage }) => {
    put({ head: GTAG + command('default', types('granted')) + SCRIPT.replace('granted', 'auto') });
    const other = await newPage();
    await visit(page);
    await visit(other);
    await page.waitForFunction(() => localStorage.length === 1);
    // Our listener comes after Vitrine's: once it is called, that one has been.
    await other.evaluate(() =>
      addEventListener(
        'storage',
        ({ key, newValue }) => key === 'vitrine' && newValue === null && Object.assign(window, { isErased: true }),
      ),
    );
    await tell(page, 'update', types('denied'));
    await other.waitForFunction(() => 'isErased' in window);
    await push(other, { event: 'search' });
    await leave(other, shop.origin);
    assert.deepEqual(await stored(other), {});
  }));

test('Global Privacy Control refuses statistics and ads, not the shop’s own memory', () =>
  visiting(browser, async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    put({ head: script('granted') + PUSH });
    await visit(page);
    await waitFor(page, 'exposure');
    assert.deepEqual((await entered(page)).slice(0, 1), ['viewer']);
    assert.equal(await sent(page), 0);
  }));
