// Consent by tools that shops really have: a consent banner from npm, and the interfaces of the IAB as their specifications have them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { gppPlatform, gppStub, tcData, tcfPlatform, tcfStub } from '../js/consent/tools.js';
import { leave, openBrowser, push, pushed, shownIn, stored, toldBy, visiting, waitFor } from './chromium.js';
import { hero, made, openShop, pageText } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
  const banner = createRequire(import.meta.url).resolve('vanilla-cookieconsent/dist/cookieconsent.umd.js');
  for (const [path, text] of /** @type {[string, Buffer][]} */ ([
    ['/banner.js', readFileSync(banner)],
    ['/vitrine/shop.js', made('bundle')],
    ['/vitrine/all.js', made('bundle', '--consent', 'tcf,gpp,shopify')],
  ]))
    shop.pages.set(path, { type: 'js', parts: [text] });
});
after(async () => {
  await browser.close();
  await shop.close();
});

const GTAG = '<script>window.dataLayer = []; function gtag() { dataLayer.push(arguments) }</script>';
const TYPES = ['personalization_storage', 'analytics_storage', 'ad_storage', 'ad_user_data', 'ad_personalization'];
const types = (/** @type {string} */ word) => Object.fromEntries(TYPES.map(type => [type, word]));
const PUSH = `<script>dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } })</script>`;
const WAITS = 'data-vitrine-wait="100" style="--wait: 5s"';
const NOTE = `<p data-vitrine-slot="home.note" ${WAITS}><template data-vitrine-variant="sale"><b>for the sale</b></template><b>a note</b></p>`;
const HERO = NOTE + hero(WAITS);

/** @param {string} head @param {string} [bundle] @param {string} [type] of the page: `sale` is decided, shown and told by context alone */
const put = (head, bundle = 'shop', type = '') =>
  shop.pages.set('/', {
    parts: [pageText({ type, head: `${head}<script async src="/vitrine/${bundle}.js"></script>${PUSH}`, body: HERO })],
  });
/** The segment of such a page. */
const SALE = '7';

/** Notes each touch of the shop's storage that is ours, and each cookie that is set. Runs in the page, before its scripts. */
function noteTouches() {
  /** @type {string[]} */
  const touched = [];
  Object.assign(window, { touched });
  for (const name of /** @type {const} */ (['getItem', 'setItem', 'removeItem'])) {
    const own = Storage.prototype[name];
    // @ts-expect-error the three of them take different arguments
    Storage.prototype[name] = function (...args) {
      if (args[0].startsWith('vitrine')) touched.push(`${name} ${args[0]}`);
      // @ts-expect-error the same
      return own.apply(this, args);
    };
  }
  const cookie = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Document.prototype, 'cookie'));
  Object.defineProperty(document, 'cookie', {
    ...cookie,
    set(text) {
      if (text.startsWith('vitrine')) touched.push(`cookie ${text}`);
      /** @type {any} */ (cookie).set.call(this, text);
    },
  });
}

/** @param {Page} page @returns {Promise<string[]>} */
const touched = page => page.evaluate(() => /** @type {any} */ (window).touched);

/** @param {Page} page */
const segments = async page => (await toldBy(page)).filter(told => told.name === 'segment').flatMap(told => told.detail.entered);

/** @param {Page} page @returns {Promise<string[]>} */
const faults = async page =>
  (await toldBy(page)).filter(told => told.name === 'fault').map(({ detail }) => `${detail.name} ${detail.message}`);

/** @param {Page} page What was pushed to dataLayer by us. */
const sent = async page => (await pushed(page)).filter(entry => /view_promotion|vitrine/.test(JSON.stringify(entry)));

/** @param {Page} page */
async function visit(page) {
  await page.goto(`${shop.origin}/`);
  await waitFor(page, 'ready');
}

/** The way its manual shows: Consent Mode is told by the callbacks of the banner. */
function runBanner() {
  const page = /** @type {any} */ (window);
  const tell = () => {
    const word = (/** @type {string} */ category) => (page.CookieConsent.acceptedCategory(category) ? 'granted' : 'denied');
    page.gtag('consent', 'update', {
      personalization_storage: word('personalization'),
      analytics_storage: word('analytics'),
      ad_storage: word('ads'),
      ad_user_data: word('ads'),
      ad_personalization: word('ads'),
    });
  };
  const words = { title: 'Cookies', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No', savePreferencesBtn: 'Save', closeIconLabel: 'Close' };
  page.CookieConsent.run({
    hideFromBots: false,
    categories: { necessary: { enabled: true, readOnly: true }, personalization: {}, analytics: {}, ads: {} },
    onConsent: tell,
    onChange: tell,
    language: { default: 'en', translations: { en: { consentModal: words, preferencesModal: { ...words, sections: [] } } } },
  });
}
const BANNER = `${GTAG}<script>gtag('consent', 'default', ${JSON.stringify({ ...types('denied'), wait_for_update: 500 })})</script>
<script defer src="/banner.js"></script><script>addEventListener('DOMContentLoaded', ${runBanner})</script>`;

test('a real banner: nothing before it is answered, all of the visit once it is yes, and nothing left once it is withdrawn', () =>
  visiting(browser, async ({ page, errors, context }) => {
    await page.addInitScript(noteTouches);
    put(BANNER, 'shop', 'sale');
    await visit(page);
    await page.waitForSelector('#cc-main .cm--bottom, #cc-main .cm');
    await waitFor(page, 'exposure');
    assert.deepEqual([await touched(page), await segments(page), await sent(page)], [[], [SALE], []]);
    assert.equal(await shownIn(page, 'home.hero'), 'sale');

    await page.click('#cc-main [data-role="all"]');
    await page.waitForFunction(
      () => /** @type {any} */ (window).told.filter((/** @type {any} */ { name }) => name === 'segment').length > 1,
    );
    assert.deepEqual(await segments(page), [SALE, 'viewer']);
    await page.waitForFunction(() => 'vitrine' in localStorage);

    put(BANNER);
    await visit(page);
    // The banner says it again when it is there, perhaps after the first decision.
    await page.waitForFunction(() =>
      /** @type {any} */ (window).told.some((/** @type {any} */ { name, detail }) => name === 'decision' && detail.variant === 'returning'),
    );
    await page.evaluate(() => /** @type {any} */ (window).CookieConsent.acceptCategory([]));
    assert.deepEqual(
      Object.keys(await stored(page)).filter(key => key.startsWith('vitrine')),
      [],
    );
    assert.deepEqual((await toldBy(page)).filter(({ name }) => name === 'segment').at(-1)?.detail, { entered: [], left: ['viewer', '3'] });
    const before = (await sent(page)).length;
    await push(page, { event: 'search' });
    await leave(page, shop.origin);
    assert.deepEqual(
      Object.keys(await stored(page)).filter(key => key.startsWith('vitrine')),
      [],
    );

    await visit(page);
    assert.equal(await shownIn(page, 'home.hero'), 'default');
    assert.ok(before >= 0 && (await sent(page)).length === 0);
    assert.deepEqual(
      (await touched(page)).filter(touch => !touch.startsWith('removeItem')),
      [],
    );
    assert.deepEqual(
      (await context.cookies()).map(({ name }) => name),
      ['cc_cookie'],
    );
    assert.deepEqual(errors, []);
  }));

test('a real banner, refused: nothing is ever touched, and what was told meanwhile is not taken later', () =>
  visiting(browser, async ({ page, errors }) => {
    await page.addInitScript(noteTouches);
    put(BANNER);
    await visit(page);
    await page.click('#cc-main [data-role="necessary"]');
    await push(page, { event: 'search' });
    await page.evaluate(() => /** @type {any} */ (window).CookieConsent.acceptCategory('all'));
    await push(page, { event: 'view_item' });
    assert.deepEqual(await segments(page), ['viewer']);
    assert.deepEqual(errors, []);
  }));

const TCF_ALL = [1, 3, 4, 5, 6, 8, 9];
/** @param {Page} page @param {object} data */
const platformTells = (page, data) =>
  page.evaluate(told => {
    const { tell } = /** @type {any} */ (window);
    tell(told);
  }, data);

test('TCF: held while its banner is shown, taken when it is accepted, erased when it is withdrawn', () =>
  visiting(browser, async ({ page, errors }) => {
    await page.addInitScript(noteTouches);
    put(`${GTAG}<script>(${tcfStub})(window)</script>`, 'all');
    await visit(page);
    await page.evaluate(`tell = (${tcfPlatform})(window)`);
    await platformTells(page, tcData('cmpuishown', []));
    assert.deepEqual([await touched(page), await segments(page)], [[], []]);
    await platformTells(page, tcData('useractioncomplete', TCF_ALL));
    assert.deepEqual(await segments(page), ['viewer']);
    await page.waitForFunction(() => 'vitrine' in localStorage);
    await platformTells(page, tcData('useractioncomplete', [1, 8, 9]));
    assert.deepEqual(await stored(page), {});
    await leave(page, shop.origin);
    assert.deepEqual([await stored(page), errors], [{}, []]);
  }));

test('GPP: an opt-out keeps statistics from the tag manager, and the shop’s own memory works', () =>
  visiting(browser, async ({ page, errors }) => {
    put(`${GTAG}<script>(${gppStub})(window)</script>`, 'all', 'sale');
    await visit(page);
    assert.deepEqual(await segments(page), [SALE]);
    await page.evaluate(`tell = (${gppPlatform})(window)`);
    await page.evaluate(() => {
      const parsedSections = { usca: { SaleOptOut: 1, SharingOptOut: 2 } };
      /** @type {any} */ (window).tell('signalStatus', 'ready', { signalStatus: 'ready', applicableSections: [8], parsedSections });
    });
    assert.deepEqual(await segments(page), [SALE, 'viewer']);
    await waitFor(page, 'exposure'); // before or after the answer, as busy as the machine is
    assert.deepEqual([await sent(page), errors], [[], []]);
  }));

test('a tool that comes after the page has loaded, without a click, is heard', () =>
  visiting(browser, async ({ page }) => {
    put(GTAG, 'all');
    await visit(page);
    await page.evaluate(`(${tcfPlatform})(window, ${JSON.stringify(tcData('tcloaded', TCF_ALL))})`);
    await page.waitForFunction(() => /** @type {any} */ (window).told.some((/** @type {any} */ { name }) => name === 'segment'));
    assert.deepEqual(await segments(page), ['viewer']);
  }));

test('a tool that the bundle was not built with is told, once, and defaults grant nothing beside it', () =>
  visiting(browser, async ({ page, errors }) => {
    await page.addInitScript(noteTouches);
    const head = `${GTAG}<script>(${tcfStub})(window); gtag('consent', 'default', ${JSON.stringify(types('granted'))})</script>`;
    put(head, 'shop', 'sale');
    await visit(page);
    await page.mouse.click(5, 5);
    await waitFor(page, 'exposure');
    assert.deepEqual(await faults(page), ['VitrineConsent --consent tcf']);
    assert.deepEqual([await touched(page), await segments(page), await sent(page), errors], [[], [SALE], [], []]);
  }));

test('a banner that never speaks of personalization is told, once', () =>
  visiting(browser, async ({ page }) => {
    const four = { analytics_storage: 'granted', ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted' };
    put(`${GTAG}<script>gtag('consent', 'update', ${JSON.stringify(four)}); gtag('consent', 'update', ${JSON.stringify(four)})</script>`);
    await visit(page);
    await waitFor(page, 'fault');
    assert.deepEqual(await faults(page), ['VitrineConsent personalization_storage']);
  }));

test('defaults by region: while one of them denies, nothing is collected, stored or sent before an update', () =>
  visiting(browser, async ({ page }) => {
    await page.addInitScript(noteTouches);
    const regional = { ...types('denied'), region: ['DE', 'FR'], wait_for_update: 500 };
    put(
      `${GTAG}<script>gtag('consent', 'default', ${JSON.stringify(regional)}); gtag('consent', 'default', ${JSON.stringify(types('granted'))})</script>`,
      'shop',
      'sale',
    );
    await visit(page);
    await waitFor(page, 'exposure');
    assert.deepEqual([await touched(page), await segments(page), await sent(page)], [[], [SALE], []]);
    await page.evaluate(`gtag('consent', 'update', ${JSON.stringify(types('granted'))})`);
    assert.deepEqual(await segments(page), [SALE, 'viewer']);
  }));
