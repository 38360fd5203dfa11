// Pages of shops that we have never seen: what they do to dataLayer, to their lists, to the history and to our script.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openBrowser, pushed, shownIn, stored, toldBy, visiting, waitFor } from './chromium.js';
import { madeOf, openShop, pageText } from './shop.js';

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
const bundle = madeOf('foreign', 'bundle', '--core', 'wasm').toString();
const BUNDLE = `<script data-consent="granted">${bundle}</script>`;
const LINKED = '<script src="/vitrine/shop.js" data-consent="granted"></script>';
const MODULE = '<script type="module" src="/vitrine/vitrine.js" data-strategy="/vitrine/shop.pack" data-consent="granted"></script>';
const GTAG = '<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) }</script>';
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop('foreign')]);
});
beforeEach(() => {
  shop.pages.clear();
  shop.pages.set('/vitrine/shop.js', { type: 'js', parts: [bundle] });
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** @param {{ head?: string, body?: string, html?: string, state?: unknown }} page @param {string} [path] */
const put = ({ head = BUNDLE, body = '', ...page }, path = '/') => shop.pages.set(path, { parts: [pageText({ head, body, ...page })] });

/** @param {import('./chromium.js').Page} page @returns {Promise<string[]>} exported segments that the visitor entered in this document */
const entered = async page => (await toldBy(page)).filter(told => told.name === 'segment').flatMap(told => told.detail.entered);

/** @param {import('./chromium.js').Page} page */
const faults = async page => (await toldBy(page)).filter(told => told.name === 'fault').map(told => told.detail.name);

/** @param {import('./chromium.js').Page} page @param {string} [path] */
async function visit(page, path = '/') {
  await page.goto(shop.origin + path);
  await waitFor(page, 'ready');
}

const VIEW_ITEM = "{event:'view_item',ecommerce:{items:[{item_id:'a',price:1}]}}";

for (const [what, code] of [
  ['assigned anew', `dataLayer = [{ page_type: 'product' }]; dataLayer.push(${VIEW_ITEM})`],
  ['assigned anew with an event inside', `window.dataLayer = [${VIEW_ITEM}]`],
  ['copied into another array', `dataLayer = [${VIEW_ITEM}]; dataLayer = [...dataLayer]; dataLayer = dataLayer.slice()`],
  ['declared with const', `</script><script>const dataLayer = [${VIEW_ITEM}];`],
  ['declared with var', `</script><script>var dataLayer = [${VIEW_ITEM}];`],
  [
    'given a push of its own',
    `dataLayer = []; dataLayer.push = function (...all) { return Array.prototype.push.apply(this, all) }; dataLayer.push(${VIEW_ITEM})`,
  ],
  ['frozen', `dataLayer = Object.freeze([${VIEW_ITEM}])`],
])
  test(`a dataLayer that is ${what} is heard, once`, () =>
    visiting(browser, async ({ page, errors }) => {
      put({ body: `<script>${code}</script>` });
      await visit(page);
      await page.waitForFunction(() => document.readyState === 'complete');
      const segments = await entered(page);
      assert.ok(segments.includes('views1') && !segments.includes('views2'), String(segments));
      assert.deepEqual(errors, []);
      assert.deepEqual(await faults(page), []);
    }));

test('a data layer of another name is heard where the script names it', () =>
  visiting(browser, async ({ page }) => {
    put({
      head: BUNDLE.replace('data-consent', 'data-layer="shopLayer" data-consent'),
      body: `<script>shopLayer = [${VIEW_ITEM}]</script>`,
    });
    await visit(page);
    assert.ok((await entered(page)).includes('views1'));
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).dataLayer), undefined, 'the host creates no layer');
  }));

for (const [what, body] of [
  ['an element', '<div id="dataLayer"></div>'],
  ['an object with a push', '<script>dataLayer = { push() {} }</script>'],
  ['a text', "<script>dataLayer = 'none'</script>"],
])
  for (const [how, head] of [
    ['bundle', BUNDLE],
    ['module', MODULE],
  ])
    test(`a dataLayer that is ${what} is one fault, and the page is decided (${how})`, () =>
      visiting(browser, async ({ page, errors }) => {
        put({
          head,
          body: `${body}<div class="far"></div><section data-vitrine-slot="hero"><template data-vitrine-variant="welcome">W</template>d</section>`,
        });
        await visit(page);
        await page.waitForFunction(() => document.readyState === 'complete');
        assert.equal(await shownIn(page, 'hero'), 'welcome');
        assert.deepEqual(await faults(page), ['VitrineLayer']);
        assert.deepEqual(errors, []);
      }));

test('ecommerce that is pushed before its event is taken by it once, and leaks into no other', () =>
  visiting(browser, async ({ page }) => {
    const order = "{ecommerce:{transaction_id:'T1',value:20,currency:'EUR',items:[{item_id:'a',price:20}]}}";
    put({
      body: `<script>dataLayer = []; dataLayer.push(${order}); dataLayer.push({event:'gtm.dom'}, {event:'cookies'}, {event:'purchase'}); dataLayer.push({event:'purchase'})</script>`,
    });
    await visit(page);
    const segments = await entered(page);
    assert.ok(segments.includes('worth20') && segments.includes('buys1'), String(segments));
    assert.ok(segments.includes('buys2'), 'the second order has no id and no value');
    put({ body: `<script>dataLayer = []; dataLayer.push(${order}, { ecommerce: null }, {event:'purchase'})</script>` });
  }));

for (const [what, head] of [
  ['two bundles', LINKED + LINKED],
  ['bundle and module', LINKED + MODULE],
  ['two inlined bundles', BUNDLE + BUNDLE],
])
  test(`${what} on one page count once, and the second says so`, () =>
    visiting(browser, async ({ page, errors }) => {
      put({ head });
      await visit(page);
      await page.waitForFunction(() =>
        /** @type {any} */ (window).told.some((/** @type {any} */ told) => told.detail?.name === 'VitrineTwice'),
      );
      await visit(page);
      assert.ok((await entered(page)).includes('pages2'));
      assert.ok(!(await entered(page)).includes('pages3'));
      assert.deepEqual(await faults(page), ['VitrineTwice']);
      assert.deepEqual(errors, []);
    }));

test('start() twice gives one handle, and another strategy none', () =>
  visiting(browser, async ({ page }) => {
    const own = `import { start } from '/vitrine/vitrine.js'; const strategy = '/vitrine/shop.pack', consent = 'granted';
      const all = await Promise.all([start({ strategy, consent }), start({ strategy, consent }), start(), start({ strategy: '/other.pack' })]);
      window.answer = [all[0] !== null, all[0] === all[1], all[0] === all[2], all[3]]`;
    shop.pages.set('/own.js', { type: 'js', parts: [own] });
    put({ head: '<script type="module" src="/own.js"></script>' });
    await page.goto(`${shop.origin}/`);
    await page.waitForFunction(() => 'answer' in window);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).answer), [true, true, true, null]);
    assert.deepEqual(await faults(page), ['VitrineTwice']);
  }));

test('clicks on what is no element, and in shadow trees, are heard or passed over', () =>
  visiting(browser, async ({ page, errors }) => {
    put({
      body: `<p id="text">text</p><x-card></x-card><script>customElements.define('x-card', class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<button data-vitrine-event="size_guide_view"><b>x</b></button>' } })</script>`,
    });
    await visit(page);
    await page.evaluate(() => {
      document.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      document.getElementById('text')?.firstChild?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      window.dispatchEvent(new MouseEvent('click'));
    });
    assert.ok(!(await entered(page)).includes('guides1'));
    await page.evaluate(() => document.querySelector('x-card')?.shadowRoot?.querySelector('b')?.click());
    assert.ok((await entered(page)).includes('guides1'));
    assert.deepEqual(errors, []);
    assert.deepEqual(await faults(page), []);
  }));

for (const [what, said] of [
  ['without its query', 'page_location: location.origin + location.pathname'],
  ['without its fragment', "page_location: location.href.split('#')[0]"],
  ['as a path', 'page_location: location.pathname'],
  ['not at all', "page_title: 'x'"],
  ['by its path', 'page_path: location.pathname'],
])
  for (const late of [false, true])
    test(`a page_view that names the address ${what} is the running one, ${late ? 'late' : 'early'} and twice`, () =>
      visiting(browser, async ({ page }) => {
        const push = `<script>gtag('event', 'page_view', { ${said} }); gtag('event', 'page_view', { ${said} }); gtag('config', 'G-1')</script>`;
        put({ head: GTAG + (late ? BUNDLE + push : push + BUNDLE) });
        await visit(page, '/?utm_source=nl&utm_medium=email#top');
        const segments = await entered(page);
        assert.ok(segments.includes('pages1') && segments.includes('path_known') && !segments.includes('pages2'), String(segments));
      }));

test('a single-page shop: another path, query or route is a view; anchors, replaced queries and the page’s own word for it are none', () =>
  visiting(browser, async ({ page }) => {
    put({ head: GTAG + BUNDLE });
    await visit(page);
    const steps = /** @type {[string, string, string[]][]} */ ([
      ['an anchor', "location.hash = 'reviews'", []],
      ['a replaced query', "history.replaceState({}, '', '/?page=2')", []],
      [
        'a path, told before and after',
        "gtag('event', 'page_view', { page_path: '/new' }); history.pushState({}, '', '/new'); gtag('event', 'page_view', { page_title: 'y' })",
        ['pages2', 'path_new'],
      ],
      ['two changes in one task', "history.pushState({}, '', '/a'); history.replaceState({}, '', '/b')", ['pages3']],
      ['a route', "history.pushState({}, '', '/b#/p/1')", ['pages4']],
    ]);
    for (const [what, code, expected] of steps) {
      const before = (await entered(page)).length;
      await page.evaluate(`(() => { ${code} })()`);
      await page.evaluate(() => new Promise(done => setTimeout(done, 20)));
      assert.deepEqual((await entered(page)).slice(before).sort(), expected, what);
    }
  }));

test('a slot that comes after a navigation is decided in the new view, one in sight stays until it is out of sight', () =>
  visiting(browser, async ({ page, errors }) => {
    const slot = (/** @type {string} */ id) =>
      `<section id="${id}" data-vitrine-slot="hero"><template data-vitrine-variant="new">NEW</template><template data-vitrine-variant="welcome">WELCOME</template>default</section>`;
    put({ body: `${slot('old')}<main></main>` });
    await visit(page);
    assert.equal(await page.innerText('#old'), 'WELCOME');
    await page.evaluate(html => {
      history.pushState({}, '', '/new');
      /** @type {HTMLElement} */ (document.querySelector('main')).innerHTML = html;
    }, slot('late'));
    await page.waitForSelector('#late[data-vitrine-shown]');
    assert.equal(await page.innerText('#late'), 'NEW');
    assert.equal(await page.innerText('#old'), 'WELCOME');
    await page.evaluate(() =>
      document.querySelector('#old')?.before(Object.assign(document.createElement('div'), { style: 'height: 3000px' })),
    );
    await page.waitForSelector('#old[data-vitrine-shown=new]');
    assert.equal(await page.innerText('#old'), 'NEW');
    assert.deepEqual(errors, []);
  }));

const card = (/** @type {string} */ id, /** @type {number} */ popularity, tag = 'article', inner = id) =>
  `<${tag} data-vitrine-item="${id}" data-popularity="${popularity}">${inner}</${tag}>`;
const [A, B] = [card('a', 0.1), card('b', 0.9)];
const [ROW_A, ROW_B] = [card('a', 0.1, 'tr', '<td>a'), card('b', 0.9, 'tr', '<td>b')];
for (const [what, list, shown, text] of [
  ['cards in cells', `<ul data-vitrine-slot="grid"><li>${A}</li><li class="ad">ad</li><li>${B}</li></ul>`, 'sorted', 'bada'],
  ['rows of one', `<div data-vitrine-slot="grid"><div>${A}</div><div>${B}</div></div>`, 'sorted', 'ba'],
  ['a table', `<table data-vitrine-slot="grid">${ROW_A}${ROW_B}</table>`, 'sorted', 'ba'],
  ['a tbody', `<table><tbody data-vitrine-slot="grid">${ROW_A}${ROW_B}</tbody></table>`, 'sorted', 'ba'],
  [
    'a list in a box',
    `<section data-vitrine-slot="grid"><div><h2>H</h2><ul>${card('a', 0.1, 'li')}${card('b', 0.9, 'li')}</ul></div></section>`,
    'sorted',
    'Hba',
  ],
  ['rows of two', `<div data-vitrine-slot="grid"><div>${A}${B}</div><div>${card('c', 1)}</div></div>`, 'kept', 'abc'],
  ['an empty list', '<ul data-vitrine-slot="grid"></ul>', 'kept', ''],
  ['a list that the shopper has sorted', `<ul data-vitrine-slot="grid" data-vitrine-order="chosen">${A}${B}</ul>`, 'kept', 'ab'],
])
  test(`${what}: ${shown === 'sorted' ? 'the parts that hold one item each are sorted' : 'the page’s order stays, and nothing else is told'}`, () =>
    visiting(browser, async ({ page, errors }) => {
      put({ body: `${list}<p>end</p>` });
      await visit(page);
      assert.equal(await shownIn(page, 'grid'), shown);
      assert.equal((await page.innerText('[data-vitrine-slot]')).replace(/\s/g, ''), text);
      assert.deepEqual(await faults(page), shown === 'sorted' || what.endsWith('has sorted') ? [] : ['VitrineList']);
      assert.deepEqual(errors, []);
    }));

test('what an infinite list appends keeps the page’s order behind ours', () =>
  visiting(browser, async ({ page }) => {
    put({ body: `<ul data-vitrine-slot="grid">${A}${B}</ul>` });
    await visit(page);
    await page.evaluate(html => document.querySelector('ul')?.insertAdjacentHTML('beforeend', html), card('c', 1) + card('d', 0));
    assert.equal((await page.innerText('ul')).replace(/\s/g, ''), 'bacd');
    assert.equal(await shownIn(page, 'grid'), 'sorted');
    await page.evaluate(() => document.querySelector('[data-vitrine-item=c]')?.remove());
    assert.equal((await page.innerText('ul')).replace(/\s/g, ''), 'abd', 'the page’s own order is back');
  }));

test('an exposure takes a second without a break; a control group’s default is told, any other is not', () =>
  visiting(browser, async ({ page }) => {
    put({
      body: `<section data-vitrine-slot="hero" style="opacity:0"><template data-vitrine-variant="welcome">W</template>d</section>
        <section data-vitrine-slot="note" style="display:contents"><template data-vitrine-variant="hello"><p>H</p></template>d</section>`,
    });
    await visit(page);
    const begun = Date.now();
    await waitFor(page, 'exposure');
    assert.ok(Date.now() - begun >= 700);
    await page.evaluate(() => new Promise(done => setTimeout(done, 1500)));
    const exposures = (await toldBy(page)).filter(told => told.name === 'exposure').map(told => told.detail.slot);
    assert.deepEqual(exposures, ['note'], 'what nobody can see is not told');
  }));

test('a click on a link in a variant is one select_promotion', () =>
  visiting(browser, async ({ page }) => {
    put({
      head: `<script>dataLayer = []</script>${BUNDLE}`,
      body: '<section data-vitrine-slot="hero"><template data-vitrine-variant="welcome"><a href="#x"><b>go</b></a> <i>no</i></template>d</section>',
    });
    await visit(page);
    await page.click('i');
    assert.ok(!(await entered(page)).includes('chosen1'));
    await page.click('b');
    await page.click('b');
    assert.ok((await entered(page)).includes('chosen1'));
    assert.equal((await pushed(page)).filter(entry => entry.event === 'select_promotion').length, 1);
  }));

test('page state that has not changed is not taken again in a later view', () =>
  visiting(browser, async ({ page }) => {
    put({ state: { cart: { quantity: 0 } }, head: GTAG + BUNDLE });
    await visit(page);
    await page.evaluate("gtag('event', 'add_to_cart', { items: [{ item_id: 'a', quantity: 2 }] })");
    assert.ok((await entered(page)).includes('evident'));
    await page.evaluate("history.pushState({}, '', '/new')");
    await page.waitForFunction(() =>
      /** @type {any} */ (window).told.some((/** @type {any} */ told) => told.detail?.entered?.includes('path_new')),
    );
    assert.ok(!(await toldBy(page)).some(told => told.name === 'segment' && told.detail.left.includes('evident')));
  }));

test('a stored clock more than a day ahead is a new visitor, and says so', () =>
  visiting(browser, async ({ page }) => {
    put({ body: '<script>function later() { const real = Date.now; Date.now = () => real() + 400 * 864e5 }</script>' });
    await page.addInitScript(() => {
      if (location.search === '?ahead') {
        const real = Date.now;
        Date.now = () => real() + 300 * 86_400_000;
      }
    });
    await visit(page, '/?ahead');
    await page.waitForFunction(() => localStorage.getItem('vitrine.foreign'));
    const ahead = (await stored(page))['vitrine.foreign'];
    await visit(page, '/');
    assert.deepEqual(await faults(page), ['VitrineClock']);
    assert.ok((await entered(page)).includes('pages1') && !(await entered(page)).includes('pages2'));
    await page.waitForFunction(text => localStorage.getItem('vitrine.foreign') !== text, ahead);
  }));
