// The demo store as its worker sends it: pages that arrive decided, with and without scripts, and a page's script that takes over without a change.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { twoFrames } from '../browser/arrivals.js';
import { openBrowser, visiting } from '../browser/chromium.js';
import { decided, gridOf, HERO, look, openStore, readIn, TRUST } from './store.js';

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

const SHOES = ['varrun-scree-3', 'varrun-gully-light', 'varrun-tempo-ridge'];

/** @param {import('playwright-core').Page} page */
const told = page => page.evaluate(() => JSON.parse(document.querySelector('script[data-vitrine-edge]')?.textContent ?? 'null'));
/** @param {import('playwright-core').Page} page @param {string} slot @returns {Promise<string>} */
const toldOf = async (page, slot) => (await told(page)).decisions.find((/** @type {any} */ each) => each.slot === slot).variant;

/** @param {(page: import('playwright-core').Page, context: import('playwright-core').BrowserContext) => Promise<void>} work a shopper whose browser runs no script */
async function withoutScripts(work) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

test('without JavaScript the shop is personal: by what it states, and by what the edge remembers', () =>
  withoutScripts(async (page, context) => {
    const read = async (/** @type {string} */ slot) =>
      (await page.textContent(`[data-vitrine-slot="${slot}"]`))?.replace(/\s+/g, ' ').trim();
    await page.goto(`${store.url}/?vitrine=bundle`);
    const shop = await read(HERO);
    await page.goto(`${store.url}/?vitrine=edge`);
    const stranger = await read(HERO);
    assert.match(String(stranger), /welcome/i);
    await page.goto(`${store.url}/p/varrun-gully-light`);
    assert.match(String(await read(TRUST)), /\S/);
    const day = Math.floor(Date.now() / 1000) - 86400;
    await context.addCookies([{ name: 'orders', value: `1.12400.${day}.${day}`, url: store.url }]);
    await page.goto(`${store.url}/`);
    const buyer = await read(HERO);
    assert.equal(new Set([shop, stranger, buyer]).size, 3);
  }));

test('every page says what the edge has done, and ?vitrine=bundle is the browser alone', async () => {
  const headers = { accept: 'text/html', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' };
  for (const [path, desc] of [
    ['/', 'scan'],
    ['/c/footwear', 'scan'],
    ['/p/varrun-gully-light', 'scan'],
    ['/nothing-here', 'pass-status'],
  ]) {
    const response = await fetch(store.url + path, { headers });
    assert.equal(String(response.headers.get('server-timing')).replace(/;dur=\d+/, ''), `vitrine;desc="${desc}"`, path);
    await response.arrayBuffer();
  }
  const alone = await fetch(`${store.url}/?vitrine=bundle`, { headers });
  assert.equal(alone.headers.get('server-timing'), null);
  assert.ok(!(await alone.text()).includes('<script type="application/json" data-vitrine-edge>'));
});

test('the page’s script takes over what the edge has decided: shown, decided and told are one, and nothing moves', () =>
  visiting(browser, async ({ page, errors }) => {
    await page.addInitScript(() => {
      /** @type {any} */ (window).shifts = 0;
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) /** @type {any} */ (window).shifts += /** @type {any} */ (entry).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${store.url}/`);
    assert.equal(await decided(page, HERO), 'welcome');
    assert.equal(await toldOf(page, HERO), 'welcome');
    assert.match(await readIn(page, HERO), /welcome/i);
    assert.equal(await page.locator(`[data-vitrine-slot="${HERO}"] > template`).count(), 0);
    await page.waitForFunction(
      slot =>
        /** @type {any} */ (window).dataLayer?.some(
          (/** @type {any} */ each) => each.ecommerce?.creative_slot === slot || each.creative_slot === slot,
        ),
      HERO,
    );
    await twoFrames(page);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shifts), 0);
    assert.deepEqual(errors, []);
  }));

test('a list that the edge has sorted stays as it came, and counts as sorted', () =>
  visiting(browser, async ({ page, errors }) => {
    await page.goto(`${store.url}/`);
    await look(page, store.url, SHOES);
    const response = await page.goto(`${store.url}/c/footwear`);
    const arrived = [...String(await response?.text()).matchAll(/data-vitrine-item="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(await decided(page, 'category.grid'), 'sorted');
    assert.deepEqual(
      (await gridOf(page)).map(({ id }) => id),
      arrived,
    );
    assert.match((await gridOf(page))[2].kind, /^trail-shoes/);
    assert.deepEqual(errors, []);
  }));

test('what happens in a page decides the next one at the edge, and is acknowledged there', () =>
  visiting(browser, async ({ page, context, errors }) => {
    await page.goto(`${store.url}/p/varrun-gully-light`);
    await decided(page, TRUST);
    await page.evaluate(() => {
      const { dataLayer } = /** @type {any} */ (window);
      for (const event of ['review_read', 'size_guide_view']) dataLayer.push({ event });
    });
    await page.waitForFunction(() => /vitrine_events=1\.\d+\.\S/.test(document.cookie));
    await page.goto(`${store.url}/`);
    assert.equal(await decided(page, HERO), 'engaged');
    assert.equal(await toldOf(page, HERO), 'engaged');
    const { seen, counted } = await told(page);
    assert.ok(counted && seen >= 2, `${seen}`);
    const events = (await context.cookies()).find(({ name }) => name === 'vitrine_events');
    assert.match(String(events?.value), new RegExp(`^1\\.${seen + 1}(\\.|$)`));
    assert.deepEqual(errors, []);
  }));

test('with consent denied the edge remembers nothing, and what it remembered goes', () =>
  visiting(browser, async ({ page, context }) => {
    const names = async () => (await context.cookies()).map(({ name }) => name).filter(name => /vitrine/.test(name));
    await page.goto(`${store.url}/`);
    assert.ok((await names()).includes('vitrine'));
    await page.click('[data-consent-switch]');
    await page.waitForLoadState();
    await page.goto(`${store.url}/p/varrun-gully-light`);
    assert.deepEqual(
      (await names()).filter(name => name !== 'vitrine_consent'),
      [],
    );
    assert.equal((await told(page)).id, undefined);
  }));

test('forget leaves nothing of the visitor in the browser, and the edge meets a stranger', () =>
  visiting(browser, async ({ page, context }) => {
    await page.goto(`${store.url}/`);
    await decided(page, HERO);
    const { id } = await told(page);
    await page.evaluate(() =>
      /** @type {any} */ (document)[Symbol.for('vitrine')].vitrine.then((/** @type {any} */ vitrine) => vitrine.forget()),
    );
    const ours = async () => (await context.cookies()).filter(({ name }) => /vitrine/.test(name));
    for (const until = Date.now() + 5000; (await ours()).length > 0 && Date.now() < until; ) await twoFrames(page);
    assert.deepEqual(await ours(), []);
    await page.goto(`${store.url}/`);
    assert.notEqual((await told(page)).id, id);
  }));
