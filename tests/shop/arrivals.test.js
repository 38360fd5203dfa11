// Pages that the edge has decided, in a real browser: React's own pages hydrate, plain ones are stitched, and the tree is the one that the page's script would make.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openBrowser, toldBy, visiting } from '../browser/chromium.js';
import { bindingScript, serverSide } from '../browser/frameworks.js';
import { madeOf } from '../browser/shop.js';
import { served } from '../edge/served.js';
import { KEY, slot } from '../edge/shop.js';
import { createEngine } from '../../js/src/engine.js';
import { distFile } from '../js/packs.js';

/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {Awaited<ReturnType<typeof served>>} */
let shop;
/** @type {Map<string, { type: string, body: string | Buffer }>} */
const files = new Map();
const VERSIONS = /** @type {const} */ ([18, 19]);
/** @type {Map<number, string>} */
const scripts = new Map();

before(async () => {
  browser = await openBrowser();
  for (const version of VERSIONS) scripts.set(version, await bindingScript(version));
  const engine = await createEngine({
    module: new WebAssembly.Module(distFile('vitrine-edge.wasm')),
    pack: new Uint8Array(madeOf('foreign', 'compile')),
  });
  shop = await served(
    (request, response) => {
      const file = files.get(new URL(request.url ?? '', 'http://shop.example').pathname);
      if (file) response.writeHead(200, { 'content-type': file.type }).end(file.body);
      else response.writeHead(404, { 'content-type': 'text/plain' }).end();
    },
    { engine, secret: KEY, consent: 'pm' },
  );
});
beforeEach(() => {
  files.clear();
  files.set('/shop.js', { type: 'text/javascript', body: madeOf('foreign', 'bundle', '--edge') });
});
after(async () => {
  await browser?.close();
  shop?.close();
});

const SCRIPT = '<script async src="/shop.js" data-consent="granted"></script>';
/** @param {string} body @param {string} [head] */
function put(body, head = SCRIPT) {
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
  files.set('/', { type: 'text/html; charset=utf-8', body: page });
}
const address = () => `http://localhost:${shop.port}/`;
/** @param {import('playwright-core').Page} page */
const decisions = page =>
  page.evaluate(() => JSON.parse(document.querySelector('script[data-vitrine-edge]')?.textContent ?? 'null').decisions);

const APP = `const e = React.createElement; const { VitrineSlot } = binding;
const variants = { welcome: e('b', null, 'WELCOME'), new: e('b', null, 'NEW') };
const Hero = () => e(VitrineSlot, { name: 'hero', as: 'section', variants }, e('p', null, 'banner'));
const App = ({ late }) => e('main', null, e('div', { style: { height: late ? '4000px' : '1px' } }), e(Hero), e('section', { 'data-vitrine-slot': 'note' }, 'note'));`;

for (const version of VERSIONS)
  for (const late of [false, true])
    test(`React ${version}: a page that a server has rendered hydrates without a word, and what is told is what stands, a slot ${late ? 'out of' : 'in'} sight`, () =>
      visiting(browser, async ({ page, errors }) => {
        const { React, binding, renderToString } = await serverSide(version);
        const make = new Function('React', 'binding', `${APP}; return late => e(App, { late });`);
        const markup = renderToString(make(React, binding)(late));
        files.set('/react.js', { type: 'text/javascript', body: scripts.get(version) ?? '' });
        files.set('/app.js', {
          type: 'text/javascript',
          body: `${APP} hydrateRoot(document.getElementById('root'), e(App, { late: ${late} }), { onRecoverableError: error => console.error(error) }); window.hydrated = true;`,
        });
        put(`<div id="root">${markup}</div><script src="/react.js"></script><script src="/app.js"></script>`);
        const response = await page.goto(address());
        assert.ok(String(await response?.text()).includes(markup), 'nothing in the root was touched');
        await page.waitForFunction(
          () => /** @type {any} */ (window).hydrated && document.querySelector('[data-vitrine-slot=hero][data-vitrine-shown]'),
        );
        const hero = page.locator('[data-vitrine-slot=hero]');
        const decided = (await decisions(page)).find((/** @type {any} */ each) => each.slot === 'hero').variant;
        assert.equal(decided, 'welcome');
        const shown = await hero.getAttribute('data-vitrine-shown');
        assert.equal(await hero.innerText(), shown === 'welcome' ? 'WELCOME' : 'banner');
        assert.equal(shown, late ? 'welcome' : 'kept', 'in sight what the server has sent stays');
        await hero.scrollIntoViewIfNeeded();
        if (late)
          await page.waitForFunction(() => /** @type {any} */ (window).told.some((/** @type {any} */ each) => each.name === 'exposure'));
        const exposures = (await toldBy(page)).filter(({ name }) => name === 'exposure').map(({ detail }) => [detail.slot, detail.variant]);
        assert.deepEqual(exposures, late ? [['hero', 'welcome']] : []);
        assert.deepEqual(errors, []);
      }));

test('a plain page is stitched, taken over as it came, and its exposure told', () =>
  visiting(browser, async ({ page, errors }) => {
    put(
      `${slot('hero', 'new', 'welcome')}<ul data-vitrine-slot="grid"><li data-vitrine-item="a" data-popularity="0.1">a</li><li data-vitrine-item="b" data-popularity="0.9">b</li></ul>`,
    );
    await page.goto(address());
    await page.waitForFunction(() => document.querySelectorAll('[data-vitrine-shown]').length === 2);
    const marks = await page.evaluate(() =>
      [...document.querySelectorAll('[data-vitrine-slot]')].map(each => [
        each.getAttribute('data-vitrine-shown'),
        /** @type {HTMLElement} */ (each).innerText.trim(),
      ]),
    );
    assert.deepEqual(marks, [
      ['welcome', 'welcome'],
      ['sorted', 'b\na'],
    ]);
    await page.waitForFunction(
      () => /** @type {any} */ (window).told.filter((/** @type {any} */ each) => each.name === 'exposure').length === 2,
    );
    const exposures = (await toldBy(page)).filter(({ name }) => name === 'exposure').map(({ detail }) => [detail.slot, detail.variant]);
    assert.deepEqual(exposures.toSorted(), [
      ['grid', 'sorted'],
      ['hero', 'welcome'],
    ]);
    assert.deepEqual(errors, []);
  }));

test('what waits is shown by the page as the edge has decided, before a frame shows it', () =>
  visiting(browser, async ({ page, errors }) => {
    put(`<div style="height:4000px"></div><div data-vitrine-edge="decide">${slot('hero', 'new', 'welcome')}</div>`);
    const response = await page.goto(address());
    assert.ok(String(await response?.text()).includes(slot('hero', 'new', 'welcome')));
    await page.waitForSelector('[data-vitrine-slot=hero][data-vitrine-shown=welcome]', { state: 'attached' });
    assert.deepEqual(errors, []);
  }));

test('another view of the document leaves what the edge has filled, and decides the rest anew', () =>
  visiting(browser, async ({ page, errors }) => {
    put(`${slot('hero', 'new', 'welcome')}<div style="height:4000px"></div><div data-vitrine-edge="decide">${slot('note', 'hello')}</div>`);
    await page.goto(address());
    await page.waitForSelector('[data-vitrine-slot=note][data-vitrine-shown=hello]', { state: 'attached' });
    await page.evaluate(() => history.pushState(null, '', '/new'));
    await page.waitForFunction(() => /** @type {any} */ (document)[Symbol.for('vitrine')].handle().decision('hero').variant === 'new');
    assert.equal(await page.locator('[data-vitrine-slot=hero]').innerText(), 'welcome');
    assert.equal(await page.getAttribute('[data-vitrine-slot=hero]', 'data-vitrine-shown'), 'welcome');
    assert.deepEqual(errors, []);
  }));

test('without the part for pages of the edge the page stays as it came, and says what to add', () =>
  visiting(browser, async ({ page }) => {
    files.set('/shop.js', { type: 'text/javascript', body: madeOf('foreign', 'bundle') });
    put(
      `${slot('hero', 'new', 'welcome')}<ul data-vitrine-slot="grid"><li data-vitrine-item="a" data-popularity="0.1">a</li><li data-vitrine-item="b" data-popularity="0.9">b</li></ul>`,
    );
    await page.goto(address());
    await page.waitForFunction(() =>
      /** @type {any} */ (window).told.some((/** @type {any} */ each) => each.name === 'fault' && each.detail.name === 'VitrineEdge'),
    );
    assert.equal(await page.locator('[data-vitrine-slot=hero]').innerText(), 'welcome');
    assert.equal(await page.locator('[data-vitrine-slot=grid]').innerText(), 'b\na');
  }));

test('a page that asks for the memory goes on from the edge’s, where it has none', () =>
  visiting(browser, async ({ page, errors }) => {
    put(slot('hero', 'new', 'welcome'));
    for (let i = 0; i < 3; i++) await page.goto(address());
    await page.evaluate(() => localStorage.clear());
    const asks = String(files.get('/')?.body).replace('<html>', '<html data-vitrine-memory="edge">');
    files.set('/', { type: 'text/html; charset=utf-8', body: asks });
    await page.goto(address());
    await page.waitForSelector('[data-vitrine-shown]');
    const segments = await page.evaluate(() => /** @type {any} */ (document)[Symbol.for('vitrine')].handle().segments());
    assert.ok(segments.includes('pages4'), segments.join());
    assert.deepEqual(errors, []);
  }));

test('what the edge tells, spoiled: the page stays as it came', () =>
  visiting(browser, async ({ page, errors }) => {
    for (const spoiled of ['{', 'null', '{"decisions":1}', '[]', '{"decisions":[],"at":"x"}']) {
      put(
        `<p>x</p>${slot('hero', 'new', 'welcome').replace(/<template.*<\/template>/, '')}`,
        `${SCRIPT}<script type="application/json" data-vitrine-edge>${spoiled}</script>`,
      );
      // Past the edge: its own word would stand beside this one.
      files.set('/plain', { type: 'text/html; charset=utf-8', body: String(files.get('/')?.body) });
      await page.goto(`http://localhost:${shop.shopPort}/plain`);
      await page.waitForSelector('[data-vitrine-shown]', { state: 'attached' });
      assert.equal(await page.locator('[data-vitrine-slot=hero]').innerText(), 'shop', spoiled);
      assert.deepEqual(errors, []);
    }
  }));
