// The module in a page: it decides, shows, listens to dataLayer and clicks, and remembers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seen, twoFrames } from './arrivals.js';
import { leave, openBrowser, push, pushed, readIn, shownIn, stored, toldBy, visiting, waitFor } from './chromium.js';
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

const AUTO = SCRIPT.replace('granted', 'auto');
const LIST = `<ul data-vitrine-slot="category.popular" ${WAITING}>
<li data-vitrine-item="a" data-popularity="0.1">a</li><li class="ad">ad</li><li data-vitrine-item="b" data-popularity="0.9">b</li><li data-vitrine-item="c" data-popularity="0.5" data-vitrine-pin>c</li><li data-vitrine-item="d" data-popularity="0.7">d</li></ul>`;

/** @param {string} path @param {Parameters<typeof pageText>[0]} page */
const put = (path, page) => shop.pages.set(path, { parts: [pageText(page)] });

/** @param {import('./chromium.js').Page} page @param {string} path */
async function visit(page, path) {
  await page.goto(shop.origin + path);
  await waitFor(page, 'ready');
}

/** @param {import('./chromium.js').Page} page @returns {Promise<string[]>} segments entered so far */
const entered = async page => (await toldBy(page)).filter(told => told.name === 'segment').flatMap(told => told.detail.entered);

test('a page decides by what it says of itself, and a waiting slot shows the variant', () =>
  visiting(browser, async ({ page, errors }) => {
    put('/sale', { type: 'sale', body: hero(WAITING) });
    await visit(page, '/sale');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
    assert.equal(await readIn(page), '#0000ff');
    const decision = (await toldBy(page)).find(told => told.name === 'decision');
    assert.deepEqual(decision?.detail, { slot: 'home.hero', variant: 'sale', reason: 'TARGETING_MATCH', segment: '7' });
    assert.deepEqual(errors, []);
  }));

test('where the default is decided the page stays as it is', () =>
  visiting(browser, async ({ page }) => {
    put('/', { body: hero(WAITING) });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'home.hero'), 'default');
    assert.equal(await readIn(page), '#ff0000');
  }));

test('a slot that was painted keeps what the shop shows, one far below still changes', () =>
  visiting(browser, async ({ page }) => {
    const note = `<section data-vitrine-slot="home.note"><template data-vitrine-variant="sale">for the sale</template>a note</section>`;
    const slow = 'src="/vitrine/slow.js" data-strategy="/vitrine/shop.pack" data-consent="granted"';
    shop.pages.set('/vitrine/slow.js', {
      type: 'js',
      parts: [
        seen(page, 'data-vitrine-slot="home.note"'),
        'import "/vitrine/vitrine.js"; import { start } from "/vitrine/vitrine.js"; start({ strategy: "/vitrine/shop.pack", consent: "granted" });',
      ],
    });
    put('/sale', { type: 'sale', head: `<script type="module" ${slow}></script>`, body: `${hero()}<div class="far"></div>${note}` });
    await visit(page, '/sale');
    assert.equal(await shownIn(page, 'home.hero'), 'kept');
    assert.equal(await readIn(page), '#ff0000');
    assert.equal(await shownIn(page, 'home.note'), 'sale');
    assert.equal(await readIn(page, 'home.note'), 'for the sale');
    const exposures = (await toldBy(page)).filter(told => told.name === 'exposure');
    assert.deepEqual(exposures, []);
  }));

test('a list is sorted by moving its items; what else is in it keeps its place, and so do pinned items', () =>
  visiting(browser, async ({ page, errors }) => {
    put('/', { body: LIST });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'category.popular'), 'sorted');
    assert.deepEqual(await page.locator('li').allInnerTexts(), ['b', 'ad', 'd', 'c', 'a']);
    assert.deepEqual(errors, []);
  }));

test('a list with the focus in it is left alone', () =>
  visiting(browser, async ({ page }) => {
    const focused = LIST.replace('data-vitrine-wait="100" ', '').replace('>d<', '><a id="here" href="/">d</a><');
    put('/', { body: `<div class="far"></div>${focused}<script>document.getElementById('here').focus({ preventScroll: true })</script>` });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'category.popular'), 'kept');
    assert.deepEqual(await page.locator('li').allInnerTexts(), ['a', 'ad', 'b', 'c', 'd']);
  }));

test('there is one page_view, whoever tells it first, and another for another address', () =>
  visiting(browser, async ({ page }) => {
    const early = `<script>(window.dataLayer ??= []).push({ event: 'page_view', page_location: location.href, page_type: 'sale' })</script>`;
    put('/early', { head: early + SCRIPT, body: hero(WAITING) });
    await visit(page, '/early');
    assert.equal(await shownIn(page, 'home.hero'), 'sale', 'what the page says of its view is heard');
    await push(page, { event: 'view_item' });
    assert.deepEqual(await entered(page), ['7', 'viewer']);
  }));

test('a page_view that the page tells later is the same one', () =>
  visiting(browser, async ({ page }) => {
    put('/', { body: hero() });
    await visit(page, '/');
    await push(page, { event: 'page_view', page_location: page.url() });
    assert.ok(!(await entered(page)).includes('3'));
    await push(page, { event: 'page_view', page_location: `${page.url()}#step` });
    assert.ok(!(await entered(page)).includes('3'), 'an anchor is no other address');
    await push(page, { event: 'page_view', page_location: `${page.url()}step` });
    assert.ok((await entered(page)).includes('3'), 'another path is another view');
  }));

test('both forms of dataLayer are replayed and followed, and the array stays the page’s', () =>
  visiting(browser, async ({ page, errors }) => {
    const before = `<script>
      window.dataLayer = window.mine = [];
      function gtag() { dataLayer.push(arguments) }
      dataLayer.push({ event: 'gtm.js' }, { ecommerce: null }, { event: 'view_item', ecommerce: { items: [{ item_id: 'a', item_category: 'shoes' }] } });
    </script>`;
    put('/', { head: before + SCRIPT, body: hero(WAITING) });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'home.hero'), 'returning');
    assert.deepEqual((await entered(page)).slice(0, 2), ['viewer', '6']);
    await page.evaluate(() => /** @type {any} */ (window).gtag('event', 'search', { search_term: 'boots' }));
    assert.ok((await entered(page)).includes('2'));
    assert.ok(await page.evaluate(() => /** @type {any} */ (window).dataLayer === /** @type {any} */ (window).mine));
    assert.deepEqual(errors, []);
  }));

test('a marked click is an event with the item it is on', () =>
  visiting(browser, async ({ page }) => {
    const card = `<li data-vitrine-item="sku-1" data-category="shoes"><button data-vitrine-event="size_guide_view"><b>Sizes</b></button></li>`;
    put('/', {
      body: `<ul>${card}</ul><script>document.querySelector('button').addEventListener('click', event => event.stopPropagation())</script>`,
    });
    await visit(page, '/');
    await page.click('b');
    assert.deepEqual(await entered(page), ['1']);
  }));

test('page state overrules memory before the first decision', () =>
  visiting(browser, async ({ page }) => {
    put('/', { state: { cart: { quantity: 2, value: 20 }, orders: { orders_placed: 1, orders_count: 1 } }, body: hero(WAITING) });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'home.hero'), 'cart');
    put('/', { state: { cart: { quantity: 0, value: 0 } }, body: hero(WAITING) });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'home.hero'), 'default');
  }));

test('page state that is no JSON is a fault, and the page is decided without it', () =>
  visiting(browser, async ({ page, errors }) => {
    put('/', { type: 'sale', head: `<script type="application/json" data-vitrine-state>{"cart":</script>${SCRIPT}`, body: hero(WAITING) });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
    assert.equal((await toldBy(page)).filter(told => told.name === 'fault').length, 1);
    assert.deepEqual(errors, []);
  }));

test('the visitor is remembered from page to page', () =>
  visiting(browser, async ({ page }) => {
    put('/', { body: hero(WAITING) });
    await visit(page, '/');
    await push(page, { event: 'view_item' });
    await visit(page, '/');
    assert.equal(await shownIn(page, 'home.hero'), 'returning');
    await page.waitForFunction(() => Object.keys(localStorage).join() === 'vitrine');
  }));

/** @param {import('./chromium.js').Page} page @param {string} before @returns {Promise<string>} the memory that the page sees, once it is another than before */
async function memoryAfter(page, before) {
  await page.waitForFunction(text => ![text, null].includes(localStorage.getItem('vitrine')), before);
  return (await stored(page)).vitrine;
}

/** @param {import('./chromium.js').Page} page @param {string} memory that the page comes to see */
const sees = (page, memory) => page.waitForFunction(text => localStorage.getItem('vitrine') === text, memory);

test('segments that the visitor comes with are not told as entered again', () =>
  visiting(browser, async ({ page }) => {
    put('/', { body: '' });
    await visit(page, '/');
    await push(page, { event: 'view_item' });
    assert.deepEqual(await entered(page), ['viewer']);
    await leave(page, shop.origin);
    await visit(page, '/');
    assert.deepEqual(await entered(page), ['3'], 'the second page alone');
  }));

test('two tabs add to one memory, and none is lost', () =>
  visiting(browser, async ({ page, newPage }) => {
    // Without a slot, whose exposure would be written at a moment of its own.
    put('/', { body: '' });
    const other = await newPage();
    await visit(page, '/');
    const first = await memoryAfter(page, '');
    await visit(other, '/');
    // Both have written what they know, and each sees the other's: then one writes after the other.
    const second = await memoryAfter(other, first);
    await sees(page, second);
    await push(page, { event: 'view_item' });
    await leave(page, shop.origin);
    // What a page has not written when it is left waits beside the memory for whoever has the next turn.
    await other.waitForFunction(text => localStorage.getItem('vitrine') !== text || localStorage.length > 1, second);
    await push(other, { event: 'search' });
    await leave(other, shop.origin);
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    const mark = `import { start } from '/vitrine/vitrine.js'; start({ strategy: '/vitrine/shop.pack', consent: 'granted' }).then(v => { window.segments = v.segments() })`;
    put('/look', { head: `<script type="module">${mark}</script>`, body: '' });
    await visit(page, '/look');
    await page.waitForFunction(() => 'segments' in window);
    const segments = await page.evaluate(() => /** @type {any} */ (window).segments);
    assert.ok(segments.includes('viewer') && segments.includes('2'), String(segments));
  }));

test('a variant that is really visible is exposed once, and the exposure is remembered', () =>
  visiting(browser, async ({ page }) => {
    put('/', { head: `<script>dataLayer = []</script>${SCRIPT}`, body: hero(WAITING) });
    await visit(page, '/');
    await push(page, { event: 'view_item' });
    await visit(page, '/');
    await waitFor(page, 'exposure');
    const exposures = (await toldBy(page)).filter(told => told.name === 'exposure');
    assert.deepEqual(
      exposures.map(({ detail: { slot, variant } }) => ({ slot, variant })),
      [{ slot: 'home.hero', variant: 'returning' }],
    );
    assert.ok((await entered(page)).includes('4'), 'view_promotion reaches the engine');
    assert.match(
      JSON.stringify(await pushed(page)),
      /\{"event":"view_promotion","ecommerce":\{"creative_slot":"home.hero","creative_name":"returning","promotion_id":"home.hero\/returning"\}\}/,
    );
  }));

test('a slot below the window is exposed when it is scrolled to', () =>
  visiting(browser, async ({ page }) => {
    put('/', { type: 'sale', body: `<div class="far"></div>${hero()}` });
    await visit(page, '/');
    await twoFrames(page);
    assert.ok(!(await toldBy(page)).some(told => told.name === 'exposure'));
    await page.evaluate(() => scrollTo(0, 9999));
    await waitFor(page, 'exposure');
  }));

test('only exported segments are told to the tag manager, and only with measurement granted', () =>
  visiting(browser, async ({ page }) => {
    const consent = (/** @type {string} */ measurement) => `<script>
      window.dataLayer = []; function gtag() { dataLayer.push(arguments) }
      gtag('consent', 'default', { personalization_storage: 'granted', analytics_storage: '${measurement}' });</script>`;
    for (const [measurement, expected] of /** @type {const} */ ([
      ['granted', ['viewer']],
      ['denied', []],
    ])) {
      put('/', { head: consent(measurement) + AUTO, body: hero(WAITING) });
      await visit(page, '/');
      await push(page, { event: 'view_item' }, { event: 'search' }, { event: 'forget_me' });
      const told = (await pushed(page)).filter(entry => entry.event === 'vitrine_segment').flatMap(entry => entry.entered);
      assert.deepEqual(told, expected, `measurement ${measurement}`);
      await page.evaluate(() => localStorage.clear());
    }
  }));
