// `vitrine/react` in pages of real React 18 and 19, development builds: what is rendered, what a frame shows, what is told.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createEngine } from 'vitrine/engine';
import { openBrowser, push, pushed, shownIn, toldBy, visiting, waitFor } from './chromium.js';
import { bindingScript, serverSide } from './frameworks.js';
import { madeOf, openShop, pageText } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
const bundle = `<script data-consent="granted">${madeOf('foreign', 'bundle', '--core', 'wasm')}</script>`;
const VERSIONS = /** @type {const} */ ([18, 19]);
/** @type {Map<number, string>} */
const scripts = new Map();
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop('foreign')]);
  for (const version of VERSIONS) scripts.set(version, await bindingScript(version));
});
beforeEach(() => shop.pages.clear());
after(async () => {
  await browser.close();
  await shop.close();
});

const ITEMS = [
  { item_id: 'a', popularity: 0.1 },
  { item_id: 'b', popularity: 0.9 },
  { item_id: 'c', popularity: 0.5 },
];

/** The same text runs on the server and in the page: a slot, a list, and what the hooks say. */
const APP = `const e = React.createElement;
const { VitrineSlot, VitrineDecisions, useDecision, useOrder, useSegments } = binding;
const link = text => e('a', { href: '#' + text }, text);
const variants = { welcome: link('WELCOME'), new: link('NEW') };
const Hero = () => e(VitrineSlot, { name: 'hero', as: 'section', className: 'hero', variants }, e('p', null, 'banner'));
const Grid = ({ items }) => e('ul', null, useOrder('grid', items).map(({ item_id }) => e('li', { key: item_id }, item_id)));
function Words() {
  const { variant, reason } = useDecision('hero');
  return e('output', null, variant + ' ' + reason + ' [' + useSegments().join() + ']');
}
const App = ({ turn, items }) => e(React.StrictMode, null, e(VitrineDecisions, { value: turn }, e(Hero), e(Grid, { items }), e(Words)));`;

/**
 * @param {object} page
 * @param {18 | 19} page.version
 * @param {string} page.run what the page's script does with App
 * @param {string} [page.head]
 * @param {string} [page.above]
 * @param {string} [page.root] the server's markup
 * @param {number} [page.pause] milliseconds before the end of the page
 */
function put({ version, run, head = bundle, above = '', root = '', pause = 0 }) {
  const body = `${above}<div id="root">${root}</div><script src="/react.js"></script><script>${NOTE_FRAMES}
    const root = document.getElementById('root'); const items = ${JSON.stringify(ITEMS)};${APP}${run}</script>`;
  shop.pages.set('/', { parts: [pageText({ head, body }).replace('</body></html>', ''), pause, '</body></html>'] });
  shop.pages.set('/react.js', { type: 'js', parts: [scripts.get(version) ?? ''] });
}

/** Keeps what each frame can have shown of the slot. */
const NOTE_FRAMES = `window.frames_shown = [];
  requestAnimationFrame(function note() { const slot = document.querySelector('[data-vitrine-slot]'); if (slot?.innerText) frames_shown.push(slot.innerText.trim()); requestAnimationFrame(note); });`;
const RENDER = 'createRoot(root).render(e(App, { items }));';
/** Started by the application itself, as late as it likes. */
const START = `window.begin = async () => { const { start } = await import('/vitrine/vitrine.js'); return !!await start({ strategy: '/vitrine/shop.pack', consent: 'granted' }) };`;

/** @param {Page} page @returns {Promise<string[]>} without repetition */
const framesOf = page => page.evaluate(() => [...new Set(/** @type {any} */ (window).frames_shown)]);

/** @param {Page} page waits until two more frames were made */
const frames = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))));

/** @param {Page} page @param {string} text */
const waitForWords = (page, text) =>
  page.waitForFunction(wanted => document.querySelector('output')?.textContent?.includes(wanted), text, { polling: 20 });

/** @param {Page} page */
const textOf = async page => (await page.innerText('#root')).replace(/\s+/g, ' ').trim();

/** @param {Page} page @param {string} name */
const toldOf = async (page, name) => (await toldBy(page)).filter(told => told.name === name).map(({ detail }) => detail);

/** @param {Page} page @returns {string[]} what the console says from now on, warnings too; React's advertisement is none */
function consoleOf(page) {
  /** @type {string[]} */
  const said = [];
  page.on('console', message => message.text().includes('React DevTools') || said.push(message.text()));
  return said;
}

/** What the engine decides on the server for one page view. */
async function serverTurn() {
  const engine = await createEngine({ pack: Buffer.from(madeOf('foreign', 'compile')) });
  const at = Math.floor(Date.now() / 1000);
  const events = [{ event: 'page_view', fields: { page_path: '/' } }];
  const { decisions, orders } = engine.turn({ events, slots: ['hero'], lists: { grid: ITEMS }, at });
  return { decisions, orders };
}

/** @param {18 | 19} version @param {unknown} turn @returns {Promise<string>} the server's markup */
async function markupOf(version, turn) {
  const { React, binding, renderToString } = await serverSide(version);
  const App = new Function('React', 'binding', `${APP}return App;`)(React, binding);
  return renderToString(React.createElement(App, { turn, items: ITEMS }));
}

/** Draws the page before any copy of ours is there. @param {import('./chromium.js').Page} page @param {typeof VERSIONS[number]} version */
async function drawWithoutCopy(page, version) {
  put({ version, head: '', run: START + RENDER });
  await page.goto(`${shop.origin}/`);
  await waitForWords(page, 'default NOT_READY []');
  await frames(page);
}

for (const version of VERSIONS) {
  const named = (/** @type {string} */ sentence) => `React ${version}: ${sentence}`;

  test(named('the server renders the turn of the engine, hydration finds the same and says nothing, and it stays so'), () =>
    visiting(browser, async ({ page, errors }) => {
      const turn = await serverTurn();
      const root = await markupOf(version, turn);
      assert.match(root, /<section[^>]* data-vitrine-slot="hero"[^>]*><a href="#WELCOME">WELCOME<\/a><\/section>/);
      assert.match(root, /<li>b<\/li><li>c<\/li><li>a<\/li>/);
      assert.match(root, /welcome TARGETING_MATCH \[\]/);
      const said = consoleOf(page);
      put({ version, root, run: `hydrateRoot(root, e(App, { items, turn: ${JSON.stringify(turn)} }));` });
      await page.goto(`${shop.origin}/`);
      await waitForWords(page, '[pages1,');
      await frames(page);
      assert.match(await textOf(page), /^WELCOME b c a welcome TARGETING_MATCH \[pages1,/);
      assert.deepEqual(await framesOf(page), ['WELCOME']);
      assert.equal(await shownIn(page, 'hero'), 'welcome');
      assert.deepEqual([errors, said], [[], []]);
    }),
  );

  test(named('what the server decided otherwise stays in sight, and changes out of sight'), () =>
    visiting(browser, async ({ page, errors }) => {
      const said = consoleOf(page);
      const turn = { decisions: { hero: { slot: 'hero', variant: 'new', reason: 'TARGETING_MATCH' } } };
      const root = await markupOf(version, turn);
      const run = `window.hydrate = () => hydrateRoot(root, e(App, { items, turn: ${JSON.stringify(turn)} }));`;
      for (const [above, stands, words] of [
        ['', 'new', 'NEW'],
        ['<div class="far"></div>', 'welcome', 'WELCOME'],
      ]) {
        put({ version, root, above, run });
        await page.goto(`${shop.origin}/`);
        await frames(page);
        await page.evaluate('void hydrate()');
        await waitForWords(page, 'welcome');
        await frames(page);
        assert.deepEqual([await shownIn(page, 'hero'), (await textOf(page)).split(' ')[0]], [stands, words]);
      }
      assert.deepEqual([errors, said], [[], []]);
    }),
  );

  test(named('a server that decided nothing sends the default, and a slot in sight stays so after hydration'), () =>
    visiting(browser, async ({ page, errors }) => {
      const said = consoleOf(page);
      const root = await markupOf(version, undefined);
      assert.match(root, /<p>banner<\/p>.*<li>a<\/li><li>b<\/li><li>c<\/li>.*default NOT_READY/);
      put({ version, root, run: `window.hydrate = () => hydrateRoot(root, e(App, { items }))` });
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      await frames(page);
      assert.equal(await shownIn(page, 'hero'), null, 'nothing was touched before');
      await page.evaluate('void hydrate()');
      await waitForWords(page, 'welcome');
      await frames(page);
      assert.equal(await textOf(page), 'banner a b c welcome TARGETING_MATCH [pages1,path_known]');
      assert.equal(await shownIn(page, 'hero'), 'kept');
      assert.deepEqual([errors, said], [[], []]);
    }),
  );

  test(named('what the client renders shows its decision from the first frame on, also while the page is parsed'), () =>
    visiting(browser, async ({ page, errors }) => {
      put({ version, run: RENDER, pause: 500 });
      await page.goto(`${shop.origin}/`);
      await waitForWords(page, 'welcome');
      await frames(page);
      assert.match(await textOf(page), /^WELCOME b c a welcome TARGETING_MATCH \[pages1,/);
      assert.deepEqual(await framesOf(page), ['WELCOME']);
      assert.deepEqual(await toldOf(page, 'fault'), []);
      assert.deepEqual(errors, []);
    }),
  );

  test(named('an exposure and a click in a variant are told once, in StrictMode too'), () =>
    visiting(browser, async ({ page, errors }) => {
      const consent = `<script>window.dataLayer = [];</script>${bundle}`;
      put({ version, head: consent, run: RENDER });
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'exposure');
      await page.click('a');
      await page.click('a');
      // The next second of a watch that should not be there.
      await page.waitForFunction(until => performance.now() > until, (await page.evaluate(() => performance.now())) + 1500);
      assert.deepEqual(
        (await toldOf(page, 'exposure')).map(({ slot, variant }) => `${slot}/${variant}`),
        ['hero/welcome'],
      );
      const ecommerce = (await pushed(page)).filter(entry => entry.ecommerce).map(entry => [entry.event, entry.ecommerce.promotion_id]);
      assert.deepEqual(ecommerce, [
        ['view_promotion', 'hero/welcome'],
        ['select_promotion', 'hero/welcome'],
      ]);
      assert.deepEqual(errors, []);
    }),
  );

  test(named('segments follow an event at once'), () =>
    visiting(browser, async ({ page }) => {
      put({ version, run: RENDER });
      await page.goto(`${shop.origin}/`);
      await waitForWords(page, '[pages1,');
      await push(page, { ecommerce: null }, { event: 'add_to_cart', ecommerce: { items: [{ item_id: 'x', quantity: 1, price: 1 }] } });
      await waitForWords(page, '[pages1,adds1,');
    }),
  );

  test(named('a decision that comes after the first frame changes nothing in sight, and what is out of sight'), () =>
    visiting(browser, async ({ page, errors }) => {
      await drawWithoutCopy(page, version);
      assert.equal(await page.evaluate('begin()'), true);
      await waitForWords(page, 'welcome TARGETING_MATCH');
      await frames(page);
      assert.equal(await textOf(page), 'banner a b c welcome TARGETING_MATCH [pages1,path_known]');
      assert.equal(await shownIn(page, 'hero'), 'kept');
      assert.deepEqual(await framesOf(page), ['banner']);
      await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<div class="far"></div>'));
      await frames(page);
      assert.equal(await shownIn(page, 'hero'), 'kept', 'in this view');

      put({ version, head: '', above: '<div class="far"></div>', run: START + RENDER });
      await page.goto(`${shop.origin}/`);
      await waitForWords(page, 'default NOT_READY []');
      await frames(page);
      await page.evaluate('begin()');
      await page.waitForFunction(() => document.querySelector('[data-vitrine-shown=welcome]'));
      assert.match(await textOf(page), /^WELCOME/);
      assert.deepEqual(errors, []);
    }),
  );

  test(named('another view changes what is out of sight, and what was in sight as soon as it no longer is'), () =>
    visiting(browser, async ({ page, errors }) => {
      const below = `document.body.insertAdjacentHTML('beforeend', '<div class="far"></div>');`;
      put({
        version,
        run: `${below}${RENDER}window.remount = () => { const at = document.createElement('div'); document.body.append(at); createRoot(at).render(e(Hero)) };`,
      });
      await page.goto(`${shop.origin}/`);
      await waitForWords(page, 'welcome');
      await frames(page);
      await page.evaluate(() => history.pushState(null, '', '/new'));
      await waitForWords(page, 'new TARGETING_MATCH');
      await frames(page);
      assert.equal(await shownIn(page, 'hero'), 'welcome', 'in sight');
      await page.evaluate('remount()');
      await page.waitForFunction(() => document.querySelectorAll('[data-vitrine-slot]').length === 2);
      assert.match(await page.locator('[data-vitrine-slot]').last().innerText(), /NEW/);
      await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<div class="far"></div>'));
      await page.evaluate(() => scrollTo(0, 0));
      await page.waitForFunction(() => document.querySelector('#root [data-vitrine-shown=new]'));
      assert.match(await textOf(page), /^NEW/);
      assert.deepEqual(errors, []);
    }),
  );

  test(named('without a copy in the page, and with one that fails, everything renders its default'), () =>
    visiting(browser, async ({ page, errors }) => {
      await drawWithoutCopy(page, version);
      assert.equal(await textOf(page), 'banner a b c default NOT_READY []');
      shop.pages.set('/vitrine/shop.pack', { type: 'pack', parts: ['no pack at all'] });
      assert.equal(await page.evaluate('begin()'), false);
      await frames(page);
      assert.deepEqual(
        (await toldOf(page, 'fault')).map(({ name }) => name),
        ['VitrinePack'],
      );
      assert.equal(await textOf(page), 'banner a b c default NOT_READY []');
      assert.equal(await shownIn(page, 'hero'), null);
      assert.deepEqual(errors, []);
    }),
  );

  test(named('a variant that the application does not have renders the default and is a fault; an unknown slot too'), () =>
    visiting(browser, async ({ page, errors }) => {
      const run = `createRoot(root).render([e(VitrineSlot, { key: 1, name: 'hero', variants: {} }, 'one'), e(VitrineSlot, { key: 2, name: 'nothing', variants }, 'two')]);`;
      put({ version, run });
      await page.goto(`${shop.origin}/`);
      await page.waitForFunction(() => document.querySelectorAll('[data-vitrine-shown]').length === 2);
      assert.equal(await textOf(page), 'one two');
      assert.deepEqual([await shownIn(page, 'hero'), await shownIn(page, 'nothing')], ['kept', 'default']);
      const faults = (await toldOf(page, 'fault')).map(({ name, message }) => `${name} ${message}`);
      assert.deepEqual(faults.sort(), [
        'VitrineNoSlot nothing',
        'VitrineNoTemplate <VitrineSlot name="hero"> has no "welcome" in its variants, so it renders its default',
      ]);
      assert.deepEqual(errors, []);
    }),
  );

  test(named('what is added behind a list leaves its order, another list gets its own'), () =>
    visiting(browser, async ({ page, errors }) => {
      put({ version, run: `const app = createRoot(root); window.show = items => flushSync(() => app.render(e(App, { items })));` });
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      const show = async (/** @type {object[]} */ items) => {
        await page.evaluate(list => /** @type {any} */ (window).show(list), items);
        return (await page.locator('li').allInnerTexts()).join('');
      };
      const more = { item_id: 'd', popularity: 1 };
      assert.equal(await show(ITEMS), 'bca');
      assert.equal(await show([...ITEMS, more]), 'bcad');
      assert.equal(await show([more, ...ITEMS]), 'dbca');
      assert.equal(await show(ITEMS), 'bca');
      assert.deepEqual(errors, []);
    }),
  );
}
