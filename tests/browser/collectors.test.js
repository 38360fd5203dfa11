// Collectors: what they hear of shops as those are built, that it is heard once, and that nothing is collected before permission.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as pages from './collected_pages.js';
import { leave, openBrowser, push, readIn, shownIn, stored, toldBy, visiting, waitFor } from './chromium.js';
import { engine } from './engines/index.js';
import { fileOf, hero, madeOf, openShop, pageText, WAITING } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop('collect')]);
  for (const [name, options] of /** @type {[string, string[]][]} */ ([
    ['plain', []],
    ['all', ['--collect', 'segment,shopify,schema,engagement']],
    ['shopify', ['--collect', 'shopify']],
  ]))
    shop.pages.set(`/vitrine/${name}.js`, { type: 'js', parts: [madeOf('collect', 'bundle', ...options)] });
});
after(async () => {
  await browser.close();
  await shop.close();
});

const GRANTED = 'data-consent="granted"';
/** @param {string} name of a bundle @param {string} [attributes] */
const bundle = (name, attributes = GRANTED) => `<script src="/vitrine/${name}.js" ${attributes}></script>`;
/** @param {string} collect */
const module = collect =>
  `<script type="module" src="/vitrine/vitrine.js" data-strategy="/vitrine/shop.pack" ${GRANTED} data-collect="${collect}"></script>`;

/** @param {Page} page @param {string} path @param {Partial<Parameters<typeof pageText>[0]> & { isLoading?: boolean }} parts isLoading: a script holds its load event up */
async function visit(page, path, { body = '', isLoading, ...parts }) {
  const text = pageText({ ...parts, body: hero(WAITING) + body }).replace(' data-vitrine-page-type="home"', '');
  shop.pages.set(path.replace(/[?#].*/, ''), { parts: [text] });
  await page.goto(shop.origin + path, { waitUntil: isLoading ? 'domcontentloaded' : 'load' });
  await waitFor(page, 'ready');
}

/** @param {Page} page @returns {Promise<string[]>} segments that the visitor is in, or has been */
const entered = async page => (await toldBy(page)).filter(told => told.name === 'segment').flatMap(told => told.detail.entered);
/** @param {Page} page */
const faults = async page =>
  (await toldBy(page)).filter(told => told.name === 'fault').map(told => `${told.detail.name} ${told.detail.message}`);
/** @param {Page} page @param {string} segment waits until the visitor is in it */
const until = (page, segment) =>
  page.waitForFunction(
    wanted =>
      /** @type {any} */ (window).told.some((/** @type {any} */ each) => each.name === 'segment' && each.detail.entered.includes(wanted)),
    segment,
    { polling: 20 },
  );

/** Something that comes surely last: when it has been heard, what was told before it has been too. @param {Page} page */
async function settled(page) {
  await page.evaluate(() => new Promise(done => setTimeout(done)));
  const layer = await page.evaluate(() => 'dataLayer' in window && !!window.dataLayer);
  assert.ok(!layer, 'the page has no data layer, so that collectors speak');
}

/** What a page's code tells Segment. @param {Page} page @param {string} method @param {...unknown} args */
const analytics = (page, method, ...args) =>
  page.evaluate(
    ([name, given]) => /** @type {any} */ (window).analytics[/** @type {string} */ (name)](.../** @type {any[]} */ (given)),
    [method, args],
  );

const NO_ROUTES = engine !== 'chromium' && 'only Playwright answers for a host that is not ours';
test('Segment: what waits in the queue is heard, what the loaded library is told too, and each once', { skip: NO_ROUTES }, () =>
  visiting(browser, async ({ page, errors }) => {
    const { asked, release } = await pages.serveSegment(page);
    const early = `<script>${pages.SEGMENT_SNIPPET}
      analytics.page();
      analytics.track('Product Viewed', { product_id: 'TR-7', brand: 'Acme', price: 59.9 });
    </script>`;
    await visit(page, '/s', { head: early + bundle('all'), isLoading: true });
    assert.deepEqual((await entered(page)).sort(), ['acme', 'item_7', 'near1', 'pages1', 'views1']);
    release();
    await page.waitForFunction(() => /** @type {any} */ (window).analytics.initialized);
    await analytics(page, 'track', 'Product Added', { product_id: 'TR-7', price: 59.9, quantity: 3 });
    await analytics(page, 'identify', 'u1', { tier: 'gold' });
    const now = await entered(page);
    for (const one of ['adds1', 'cart_three', 'cart_180', 'gold']) assert.ok(now.includes(one), one);
    for (const two of ['views2', 'adds2', 'pages2']) assert.ok(!now.includes(two), two);
    await page.waitForFunction(() => /** @type {any} */ (window).delivered >= 4);
    assert.deepEqual(
      await page.evaluate(() => /** @type {any} */ (window).names),
      ['Product Viewed', 'Product Added'],
      'the library hears its own',
    );
    assert.ok(
      asked.some(url => url.includes('/settings')),
      'it is the real library',
    );
    assert.deepEqual(
      errors.filter(error => !/net::ERR_/.test(error)),
      [],
    );
  }),
);

test('Segment: a library that takes the queue over by calling is not counted twice, nor is one that is wrapped by others', () =>
  visiting(browser, async ({ page }) => {
    const early = `<script>${pages.SEGMENT_SNIPPET} analytics.track('Product Viewed', { product_id: 'a' });</script>`;
    await visit(page, '/s2', { head: early + bundle('all', `${GRANTED} data-collect="segment segment"`) });
    await page.evaluate(pages.takeQueueOver);
    await settled(page);
    assert.ok(!(await entered(page)).includes('views2'), 'made again, it is the same call');
    const [same, got, kept] = await page.evaluate(() => {
      const own = /** @type {any} */ (window);
      const before = own.analytics.track;
      own.analytics.track = before;
      const kept = own.analytics.track === before;
      // Another script wraps it, and keeps the wrapper.
      own.analytics.track = function (/** @type {any[]} */ ...args) {
        return before.apply(this, args);
      };
      const got = own.analytics.track('Viewed Product', { sku: 'b' });
      return [own.analytics.self === own.analytics, got, kept];
    });
    assert.deepEqual([same, got], [true, 'told Viewed Product'], 'called with the same this, and what it gives back');
    assert.ok(kept, 'what is read and assigned back stays one wrapper');
    await analytics(page, 'track', 'Products Searched', { query: 'boots' });
    const now = await entered(page);
    assert.ok(now.includes('views2') && now.includes('searched'));
    assert.ok(!now.includes('views3'));
  }));

test('Segment: a page call is a view by the rules of the data layer', () =>
  visiting(browser, async ({ page }) => {
    await visit(page, '/s3', { head: `<script>${pages.SEGMENT_SNIPPET}</script>${bundle('all')}` });
    await analytics(page, 'page', 'Shoes', { path: '/s3' });
    assert.ok(!(await entered(page)).includes('pages2'), 'it names the running view');
    await analytics(page, 'page', 'Boots', { url: `${shop.origin}/boots` });
    assert.ok((await entered(page)).includes('pages2'));
  }));

test('Shopify: the theme’s page says what it is before the first decision, its product is seen and added once', () =>
  visiting(browser, async ({ page, errors }) => {
    await visit(page, '/products/trail', { head: pages.SHOPIFY_META + bundle('shopify'), body: pages.SHOPIFY_FORM });
    assert.equal(await shownIn(page, 'home.hero'), 'returning', 'page.type decides');
    await until(page, 'views1');
    const seen = await entered(page);
    for (const one of ['on_product', 'item_42', 'acme', 'near1']) assert.ok(seen.includes(one), one);
    await page.click('button[name=add]');
    await until(page, 'cart_three');
    await pages.tellFromPixel(page, 'product_added_to_cart', 'e1');
    await pages.tellFromPixel(page, 'product_viewed', 'e2');
    const now = await entered(page);
    for (const two of ['adds2', 'views2']) assert.ok(!now.includes(two), `${two}: pixel and page tell the same`);
    await pages.tellFromPixel(page, 'product_added_to_cart', 'e3');
    await pages.tellFromPixel(page, 'product_added_to_cart', 'e3');
    const then = await entered(page);
    assert.ok(then.includes('adds2') && !then.includes('adds3'), 'a second one, which no form has told, and its repeat');
    assert.deepEqual(errors, []);
  }));

test('Shopify: messages of others are not heard, and one without its data is told', () =>
  visiting(browser, async ({ page }) => {
    await visit(page, '/', { head: bundle('shopify') });
    await page.evaluate(
      data => window.postMessage({ vitrine: 'pixel', name: 'product_viewed', data }, '*'),
      pages.PIXEL_DATA.product_viewed,
    );
    await pages.tellFromPixel(page, 'product_viewed', 'e1', {});
    await pages.tellFromPixel(page, 'search_submitted', 'e2');
    await until(page, 'searched');
    assert.ok(!(await entered(page)).includes('views1'));
    assert.deepEqual(await faults(page), ['VitrineCollect shopify product_viewed without its data']);
  }));

test('Shopify: where the page has a data layer its events are the shop’s', () =>
  visiting(browser, async ({ page }) => {
    const layer = `<script>window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'x' }] } }]</script>`;
    await visit(page, '/products/trail', { head: pages.SHOPIFY_META + layer + bundle('shopify'), body: pages.SHOPIFY_FORM });
    await page.click('button[name=add]');
    await push(page, { event: 'add_to_cart', ecommerce: { items: [{ item_id: 'x' }] } });
    const now = await entered(page);
    assert.ok(now.includes('views1') && now.includes('adds1') && now.includes('on_product'));
    assert.ok(!now.includes('views2') && !now.includes('adds2'));
  }));

for (const [shape, { head = '', body = '', segments, not = [] }] of Object.entries(pages.STATED)) {
  test(`schema.org: ${shape}`, () =>
    visiting(browser, async ({ page, errors }) => {
      await visit(page, '/p/trail-7', { head: head + bundle('all'), body });
      await settled(page);
      const now = await entered(page);
      for (const segment of segments) assert.ok(now.includes(segment), `${segment} is not among ${now}`);
      for (const segment of not) assert.ok(!now.includes(segment), segment);
      assert.deepEqual(errors, []);
    }));
}

test('schema.org: a broken block is told once, with its place, and the good one beside it is used', () =>
  visiting(browser, async ({ page }) => {
    await visit(page, '/p/trail-7', { head: pages.BROKEN_BLOCKS + bundle('all') });
    await settled(page);
    assert.ok((await entered(page)).includes('item_7'));
    const told = await faults(page);
    assert.equal(told.length, 1, told.join('\n'));
    assert.match(told[0], /^VitrineCollect schema JSON-LD block 1: /);
  }));

test('schema.org: what the page says of itself stands before it, and with a data layer it tells no event', () =>
  visiting(browser, async ({ page }) => {
    const layer = '<script>window.dataLayer = []</script>';
    const html = 'data-vitrine-page-type="category" data-vitrine-page-item="own"';
    await visit(page, '/p/trail-7', { html, head: pages.STATED.jsonLd.head + layer + bundle('all') });
    await push(page, { event: 'search', search_term: 'boots' });
    const now = await entered(page);
    assert.ok(now.includes('on_category') && now.includes('searched') && now.includes('in_trail'));
    assert.ok(!now.includes('on_product') && !now.includes('item_7') && !now.includes('views1'));
  }));

test('schema.org: in an application the next view is told when its blocks are written, and the old ones say nothing of it', () =>
  visiting(browser, async ({ page }) => {
    await visit(page, '/p/trail-7', { head: pages.STATED.jsonLd.head + bundle('all') });
    await until(page, 'views1');
    await page.evaluate(() => history.pushState({}, '', '/p/next'));
    await until(page, 'pages2');
    await page.evaluate(async () => {
      document.head.insertAdjacentHTML('beforeend', '<script type="application/ld+json">{ "@type": "Organization" }</script>');
      // Long enough for it to be read.
      await new Promise(done => setTimeout(done, 200));
      const block = /** @type {Element} */ (document.querySelector('script[type="application/ld+json"]'));
      block.textContent = JSON.stringify({ '@type': 'Product', name: 'Next', sku: 'N1', offers: { price: '10' } });
    });
    await until(page, 'views2');
    const now = await entered(page);
    assert.ok(!now.includes('views3'));
    assert.equal(now.filter(each => each === 'item_7').length, 1, 'the product of the view before is none of this one');
  }));

test('engagement: a click, a choice and what is seen for a second are told, once a view', () =>
  visiting(browser, async ({ page, errors }) => {
    await visit(page, '/e', { head: bundle('all'), body: pages.ENGAGING });
    assert.deepEqual(
      (await entered(page)).filter(each => /guides|galler|chosen|stories|reviews/.test(each)),
      [],
    );
    for (const where of ['#gallery img', '#gallery img', '#guide', '#guide']) await page.click(where);
    await page.selectOption('#size', '43');
    await page.selectOption('#size', '42');
    await page.locator('#story').scrollIntoViewIfNeeded();
    await until(page, 'stories1');
    await page.locator('#reviews').scrollIntoViewIfNeeded();
    await until(page, 'reviews1');
    const now = await entered(page);
    for (const one of ['galleries1', 'guides1', 'chosen2']) assert.ok(now.includes(one), one);
    for (const two of ['galleries2', 'guides2', 'stories2', 'reviews2']) assert.ok(!now.includes(two), two);
    await page.evaluate(() => history.pushState({}, '', '/e2'));
    await until(page, 'reviews2');
    assert.deepEqual(errors, []);
  }));

test('engagement: a marked click is told by its mark alone, and what is added later is watched', () =>
  visiting(browser, async ({ page }) => {
    await visit(page, '/e', {
      head: bundle('all'),
      body: '<a id="guide" href="#size-guide" data-vitrine-event="size_guide_view">sizes</a>',
    });
    await page.click('#guide');
    await page.evaluate(() => {
      const story = document.createElement('p');
      story.dataset.vitrineSeen = 'story_seen';
      story.textContent = 'a story';
      const part = document.createElement('div');
      part.append(story);
      document.body.prepend(part);
    });
    await until(page, 'stories1');
    assert.ok((await entered(page)).includes('guides1') && !(await entered(page)).includes('guides2'));
  }));

for (const [how, head] of /** @type {[string, string][]} */ ([
  ['the module', module('schema')],
  ['a bundle that was built without it', bundle('plain', `${GRANTED} data-collect="schema"`)],
  ['the module, by what is found', module('auto')],
  ['a bundle, by what is found', bundle('plain', `${GRANTED} data-collect="auto"`)],
])) {
  test(`a collector that the tag names is loaded from beside the script: ${how}`, () =>
    visiting(browser, async ({ page, errors }) => {
      shop.asked.length = 0;
      // Later than core and pack.
      shop.pages.set('/vitrine/collect_schema.js', { type: 'js', parts: [300, fileOf('collect_schema.js')] });
      await visit(page, '/p/trail-7', { head: pages.STATED.jsonLd.head + head });
      await until(page, 'views1');
      assert.deepEqual(
        shop.asked.filter(each => /collect_(?!auto)/.test(each)),
        ['/vitrine/collect_schema.js'],
      );
      if (head.includes('type="module"')) assert.equal(await shownIn(page, 'home.hero'), 'returning', 'it was waited for');
      assert.deepEqual(errors, []);
    }));
}

test('nothing of it is loaded where nobody names it', () =>
  visiting(browser, async ({ page }) => {
    shop.asked.length = 0;
    await visit(page, '/p/trail-7', { head: pages.STATED.jsonLd.head + bundle('plain') });
    assert.deepEqual(
      shop.asked.filter(each => each.includes('collect')),
      [],
    );
    assert.equal(await shownIn(page, 'home.hero'), 'default');
  }));

for (const [how, head] of /** @type {[string, string][]} */ ([
  ['the module', module('nothing')],
  ['a bundle', bundle('plain', `${GRANTED} data-collect="nothing"`)],
])) {
  test(`a collector that cannot be loaded is one fault, and the page goes on: ${how}`, () =>
    visiting(browser, async ({ page }) => {
      await visit(page, '/', { head });
      await waitFor(page, 'fault');
      assert.deepEqual(await faults(page), ['VitrineCollect nothing']);
      assert.equal(await readIn(page), '#ff0000');
    }));
}

for (const [name, { head = '', body = '', act, segment }] of Object.entries(pages.ACTIONS)) {
  test(`${name}: nothing is collected before permission, nor after a refusal; with it what waited is`, () =>
    visiting(browser, async ({ page, newPage }) => {
      const auto = '<script>window.settings = []</script>';
      const where = { head: auto + head + bundle('all', 'data-consent="auto"'), body };
      for (const [answer, isTaken] of /** @type {[boolean, boolean][]} */ ([
        [false, false],
        [true, true],
      ])) {
        const own = isTaken ? await newPage() : page;
        await visit(own, '/products/trail', where);
        await act(own);
        await settled(own);
        assert.ok(!(await entered(own)).includes(segment));
        assert.deepEqual(await stored(own), {});
        await own.evaluate(async granted => {
          const { vitrine } = /** @type {any} */ (document)[Symbol.for('vitrine')];
          (await vitrine).consent({ personalization: granted });
        }, answer);
        assert.equal((await entered(own)).includes(segment), isTaken);
        await leave(own, shop.origin);
        assert.equal(Object.keys(await stored(own)).length > 0, isTaken);
      }
    }));
}

test('a number that is given and cannot be read is told once a field, with what was given', () =>
  visiting(browser, async ({ page }) => {
    const state = { cart: { quantity: 1, value: '59,90 €' } };
    await visit(page, '/', { state, head: bundle('plain'), body: pages.EVIDENCE });
    const purchase = {
      event: 'purchase',
      ecommerce: { value: '4,245.42', items: [{ item_id: 'a', price: `${'9'.repeat(60)},0`, quantity: 1 }] },
    };
    await push(page, purchase, purchase, { event: 'purchase', ecommerce: { value: 'x', items: [{ item_id: 'a', price: 'y' }] } });
    await push(page, { event: 'not_known', price: 'z', quantity: 'two' });
    assert.deepEqual(await faults(page), ['VitrineNumber value 59,90 €', `VitrineNumber price ${'9'.repeat(40)}`]);
  }));
