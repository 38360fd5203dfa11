// The bundle in the head: every slot is decided as the parser reaches it, also where the page comes in pieces.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { seen } from './arrivals.js';
import { leave, openBrowser, push, readIn, shownIn, toldBy, visiting, waitFor } from './chromium.js';
import { watchFrames } from './frames.js';
import { fileOf, hero, HERO_DEFAULT, HERO_TEMPLATES, made, openShop, pageText, SCRIPT, WAITING } from './shop.js';

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
const bundles = { wasm: made('bundle', '--core', 'wasm'), js: made('bundle', '--core', 'js') };
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
});
beforeEach(() => {
  shop.pages.clear();
  shop.asked.length = 0;
});
after(async () => {
  await browser.close();
  await shop.close();
});

const INLINE = `<script data-consent="granted">${bundles.wasm}</script>`;
const LINKED = '<script src="/vitrine/shop.js" data-consent="granted"></script>';
const END = '<p>The end of the page.</p>';
/** WebKit makes no frame before a page has more than 200 letters to show. */
const LEAD = `<small>${'Letters to be read. '.repeat(15)}</small>`;

/** @typedef {import('./shop.js').Part} Part */

/** @param {Part[]} body @param {{ head?: string, type?: string, headers?: Record<string, string> }} [options] */
function put(body, { head = INLINE, type = 'sale', headers } = {}) {
  const [begin, end] = pageText({ type, head, body: '|body|' }).split('|body|');
  shop.pages.set('/', { headers, parts: [begin + LEAD, ...body, end] });
  shop.pages.set('/vitrine/shop.js', { type: 'js', parts: [bundles.wasm] });
}

/**
 * @param {import('./chromium.js').Page} page
 * @returns {Promise<{ shown: string | null, frames: string[][] }>} what the hero ended with, and the colours of every frame
 */
async function watch(page) {
  const stop = await watchFrames(page);
  await page.goto(`${shop.origin}/`);
  await waitFor(page, 'ready');
  const frames = await stop();
  const shown = (await page.locator('[data-vitrine-slot="home.hero"]').count()) ? await shownIn(page, 'home.hero') : null;
  return { shown, frames };
}

const HERO_BEGIN = '<section data-vitrine-slot="home.hero">';
const ALL_TEMPLATES = 'data-vitrine-variant="sale"';

/** A pause lasts until the page has shown what it names. @type {[string, (pause: (text: string) => Part) => Part[]][]} */
const pieces = [
  ['in one piece', () => [hero(), END]],
  ['after a pause', pause => ['<p>first</p>', pause('<p>'), hero(), END]],
  ['with a pause before its default', pause => [HERO_BEGIN, HERO_TEMPLATES, pause(ALL_TEMPLATES), `${HERO_DEFAULT}</section>${END}`]],
  [
    'with a pause within its first template',
    pause => [
      `${HERO_BEGIN}${HERO_TEMPLATES.slice(0, 80)}`,
      pause('data-vitrine-variant="returning"'),
      `${HERO_TEMPLATES.slice(80)}${HERO_DEFAULT}</section>${END}`,
    ],
  ],
  [
    'with a pause within its default',
    pause => [
      `${HERO_BEGIN}${HERO_TEMPLATES}${HERO_DEFAULT.slice(0, 30)}`,
      pause(ALL_TEMPLATES),
      `${HERO_DEFAULT.slice(30)}</section>${END}`,
    ],
  ],
  [
    'with pauses between parts of its default',
    pause => [
      `${HERO_BEGIN}${HERO_TEMPLATES}a text `,
      pause('a text'),
      `more text ${HERO_DEFAULT}`,
      pause('more text'),
      `${HERO_DEFAULT} and text</section>`,
      pause('and text'),
      END,
    ],
  ],
  [
    'letter by letter',
    () =>
      [...`${HERO_BEGIN}${HERO_TEMPLATES}${HERO_DEFAULT}</section>`].flatMap((letter, i) => (i % 40 ? [letter] : [letter, 5])).concat(END),
  ],
];
for (const [what, body] of pieces) {
  test(`a slot that comes ${what} shows its variant and nothing else, ever`, () =>
    visiting(browser, async ({ page, errors }) => {
      put(body(text => seen(page, text)));
      const { shown, frames } = await watch(page);
      assert.equal(shown, 'sale');
      assert.ok(frames.length > 0 && frames.at(-1)?.includes('blue'), JSON.stringify(frames));
      assert.ok(!frames.some(frame => frame.includes('red')), JSON.stringify(frames));
      assert.deepEqual(await readIn(page), '#0000ff');
      assert.deepEqual(errors, []);
    }));
}

test('a default that a frame has shown stays, when its template comes too late', () =>
  visiting(browser, async ({ page }) => {
    put([HERO_BEGIN + HERO_DEFAULT, seen(page, '<div class="box"'), `${HERO_TEMPLATES}</section>${END}`]);
    const { shown, frames } = await watch(page);
    assert.equal(shown, 'kept');
    assert.ok(frames.at(-1)?.includes('red'));
    assert.ok(!frames.some(frame => frame.includes('blue')));
  }));

test('a file in the head decides as the inlined one does', () =>
  visiting(browser, async ({ page, errors }) => {
    put([hero(), END], { head: LINKED });
    const { shown, frames } = await watch(page);
    assert.equal(shown, 'sale');
    assert.ok(!frames.some(frame => frame.includes('red')), JSON.stringify(frames));
    assert.deepEqual(
      shop.asked.filter(path => path.startsWith('/vitrine')),
      ['/vitrine/shop.js'],
    );
    assert.deepEqual(errors, []);
  }));

test('the visitor is remembered, and decides on the next page before its first frame', () =>
  visiting(browser, async ({ page }) => {
    put([hero(), END], { type: 'home' });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'default');
    await push(page, { event: 'view_item' });
    await leave(page, shop.origin);
    const { shown, frames } = await watch(page);
    assert.equal(shown, 'returning');
    assert.ok(frames.at(-1)?.includes('green'));
    assert.ok(!frames.some(frame => frame.includes('red')), JSON.stringify(frames));
  }));

const item = (/** @type {string} */ id, /** @type {number} */ popularity) =>
  `<li data-vitrine-item="${id}" data-popularity="${popularity}">${id}</li>`;
const [A, B, C] = [item('a', 0.1), item('b', 0.5), item('c', 0.9)];

test('a list is sorted when its end has come', () =>
  visiting(browser, async ({ page }) => {
    put([`<ul data-vitrine-slot="category.popular">${A}${B}${C}</ul>${END}`]);
    await watch(page);
    assert.equal(await shownIn(page, 'category.popular'), 'sorted');
    assert.deepEqual(await page.locator('li').allInnerTexts(), ['c', 'b', 'a']);
  }));

test('a list of which a part has been seen stays', () =>
  visiting(browser, async ({ page }) => {
    put([`<ul data-vitrine-slot="category.popular">${A}${B}`, seen(page, 'data-vitrine-item="b"'), `${C}</ul>${END}`]);
    await watch(page);
    assert.equal(await shownIn(page, 'category.popular'), 'kept');
    assert.deepEqual(await page.locator('li').allInnerTexts(), ['a', 'b', 'c']);
  }));

test('a list far below that comes in parts is sorted all the same', () =>
  visiting(browser, async ({ page }) => {
    const begin = `<div class="far"></div><ul data-vitrine-slot="category.popular">${A}${B}`;
    put([begin, seen(page, 'data-vitrine-item="b"'), `${C}</ul>${END}`]);
    await watch(page);
    assert.equal(await shownIn(page, 'category.popular'), 'sorted');
  }));

test('where Wasm is refused the JavaScript core comes without blocking, and no slot changes that was seen', () =>
  visiting(browser, async ({ page, errors }) => {
    const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; connect-src 'self'; script-src 'self'";
    const far =
      '<div class="far"></div><section data-vitrine-slot="home.note"><template data-vitrine-variant="sale">sale</template>note</section>';
    put([hero(), far, END], { head: LINKED, headers: { 'content-security-policy': policy } });
    shop.pages.set('/vitrine/vitrine-core.js', { type: 'js', parts: [seen(page, '<p>'), fileOf('vitrine-core.js')] });
    const { shown, frames } = await watch(page);
    assert.ok(shop.asked.includes('/vitrine/vitrine-core.js'));
    assert.equal(shown, 'kept');
    assert.ok(!frames.some(frame => frame.includes('blue')), JSON.stringify(frames));
    assert.equal(await shownIn(page, 'home.note'), 'sale');
    assert.deepEqual(
      errors.filter(error => !/WebAssembly/.test(error)),
      [],
    );
  }));

test('a bundle with the JavaScript core inside asks for nothing where the policy lets it run', () =>
  visiting(browser, async ({ page, errors }) => {
    put([hero(WAITING), END], { head: `<script data-consent="granted">${bundles.js}</script>` });
    const { shown, frames } = await watch(page);
    assert.equal(shown, 'sale');
    assert.ok(!frames.some(frame => frame.includes('red')), JSON.stringify(frames));
    assert.deepEqual(shop.asked, ['/']);
    assert.deepEqual(errors, []);
  }));

test('denied: context decides before the first frame, and nothing is stored', () =>
  visiting(browser, async ({ page }) => {
    put([hero(), END], { head: INLINE.replace('granted', 'denied') });
    const { shown, frames } = await watch(page);
    assert.equal(shown, 'sale');
    assert.ok(!frames.some(frame => frame.includes('red')));
    assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
  }));

test('switched off it does nothing', () =>
  visiting(browser, async ({ page }) => {
    shop.pages.set('/', { parts: [pageText({ type: 'sale', html: 'data-vitrine="off"', head: INLINE, body: hero() })] });
    await page.goto(`${shop.origin}/`);
    assert.deepEqual(await toldBy(page), []);
    assert.equal(await shownIn(page, 'home.hero'), null);
  }));

for (const time of ['first', 'second', 'third']) {
  test(`the module with a waiting slot shows default or variant, never one after the other, a ${time} time`, () =>
    visiting(browser, async ({ page }) => {
      put([hero('data-vitrine-wait="100"'), END], { head: SCRIPT });
      const { shown, frames } = await watch(page);
      assert.deepEqual([...new Set(frames.flat())], shown === 'sale' ? ['blue'] : ['red'], JSON.stringify({ shown, frames }));
    }));
}
