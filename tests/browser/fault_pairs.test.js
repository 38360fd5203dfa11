// Every fault alone and with every other one: the shop's page is there and can be read, nothing is thrown, and no fault is told twice.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, openBrowser, stored, visiting, waitFor } from './chromium.js';
import { fileOf, hero, made, openShop, pageText, SCRIPT } from './shop.js';
import { spoils } from './spoils.js';

/** @typedef {import('./chromium.js').Page} Page */
/** @typedef {import('./spoils.js').Spoil} Spoil */
/** @typedef {{ name: string, message: string }} Fault */
/** @typedef {{ hero: string, items: string, kept: boolean, faults: Fault[], uncaught: string[], isSettled: boolean, isRestored: boolean }} Seen */

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
/** Memories that a visitor really has: by the name that stands for them in spoils.js. */
const memories = { ahead: '', today: '' };
const INLINE = `<script data-consent="granted" data-core="/vitrine/vitrine-core.js">${made('bundle', '--core', 'wasm')}</script>`;

const item = (/** @type {string} */ id) => `<li data-vitrine-item="${id}" data-popularity="0.${id.charCodeAt(0) % 10}">${id}</li>`;
const BODY = `${hero('data-vitrine-wait="100"')}<ul data-vitrine-slot="category.popular">${['a', 'b', 'c', 'd'].map(item).join('')}</ul><p>end</p>`;

/** Runs in the page before its faults. */
function prepare() {
  /** @type {any} */
  const page = window;
  const [storage, later, never] = [localStorage, setTimeout, clearTimeout];
  storage.clear();
  const put = storage.setItem.bind(storage);
  page.remember = (/** @type {string} */ text) => put('vitrine', text);
  page.uncaught = [];
  page.isRestored = false;
  addEventListener('pageshow', ({ persisted }) => (page.isRestored ||= persisted));
  addEventListener('error', event => event instanceof ErrorEvent && page.uncaught.push(event.message));
  addEventListener('unhandledrejection', ({ reason }) => page.uncaught.push(String(reason)));
  // What is done a little later is done at once, so that a page takes no longer than it works; the set tells when all of it is done.
  /** @type {Set<unknown>} */
  const waiting = new Set();
  page.setTimeout = (/** @type {(...args: unknown[]) => void} */ work, /** @type {number} */ delay, /** @type {unknown[]} */ ...args) => {
    if (delay > 2000) return later(work, delay, ...args); // WebKit's driver watches over its own scripts by this
    const id = later(() => {
      waiting.delete(id);
      work(...args);
    });
    waiting.add(id);
    return id;
  };
  page.clearTimeout = (/** @type {number} */ id) => {
    waiting.delete(id);
    never(id);
  };
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const read = () => /** @type {HTMLElement} */ (document.querySelector('[data-vitrine-slot="home.hero"]')).innerText.trim();

  // A frame of the same origin is another document for storage, as a tab is.
  page.inOtherTab = async (/** @type {string} */ code) => {
    const other = document.createElement('iframe');
    other.srcdoc = `<script>${code}</script>`;
    const isLoaded = new Promise(done => (other.onload = done));
    document.body.append(other);
    await isLoaded;
    other.remove();
  };

  /** Does what happens once the page is decided. @param {(() => unknown)[]} events */
  page.settle = async events => {
    if (document.readyState !== 'complete') await new Promise(done => addEventListener('load', done));
    const copy = /** @type {any} */ (document)[Symbol.for('vitrine')];
    page.isSettled = await Promise.race([copy?.vitrine.then(() => true), new Promise(done => later(done, 2000, false))]);
    for (const event of events) await event();
    try {
      page.dataLayer ??= [];
      page.dataLayer.push({ event: 'view_item' });
    } catch {
      // It is the fault's own layer.
    }
    document.querySelector('li')?.click();
    page.isPlayed = true;
  };

  page.look = async () => {
    for (let frames = 0; frames < 200 && (waiting.size > 0 || read() === '' || frames < 2); frames++) await frame();
    const told = /** @type {{ name: string, detail: any }[]} */ (page.told);
    return {
      hero: read(),
      kept: document.querySelector('[data-vitrine-slot="home.hero"] > .box:not([slot])')?.textContent === '#ff0000',
      items: [...document.querySelectorAll('li')]
        .map(each => each.innerText.trim())
        .sort()
        .join(''),
      faults: told.filter(({ name }) => name === 'fault').map(({ detail: { name, message } }) => ({ name, message })),
      uncaught: page.uncaught,
      isSettled: page.isSettled,
      isRestored: page.isRestored,
    };
  };
}

before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
  const days = { ahead: 2, today: 0 };
  for (const name of /** @type {const} */ (['ahead', 'today']))
    await visiting(browser, async ({ page }) => {
      const shift = `<script>{ const real = Date.now; Date.now = () => real() + ${days[name]} * 864e5 }</script>`;
      shop.pages.set('/', { parts: [pageText({ head: shift + SCRIPT, body: BODY })] });
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      await page.waitForFunction(() => localStorage.getItem('vitrine'));
      memories[name] = (await stored(page)).vitrine;
    });
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** @param {Spoil[]} all @param {string} way in */
function serve(all, way) {
  shop.pages.clear();
  for (const { files = {} } of all)
    for (const [name, answer] of Object.entries(files))
      shop.pages.set(`/vitrine/${name}`, answer(name === 'shop.pack' ? shop.pack : fileOf(name)));
  const early = all.flatMap(spoil => (spoil.early ? [`(${spoil.early})();`] : [])).join('\n');
  const late = all.flatMap(spoil => (spoil.late ? [`${spoil.late}`] : [])).join(', ');
  const spoilt = early.replace('/*ahead*/', memories.ahead).replace('/*today*/', memories.today);
  const code = `(${prepare})();\n${spoilt}\nsettle([${late}])`.replaceAll('</', '<\\/');
  shop.pages.set('/', {
    parts: [pageText({ type: 'sale', head: `<script>${code}</script>${way === 'bundle' ? INLINE : SCRIPT}`, body: BODY })],
  });
}

/** @param {Page} page @param {string} what @returns {Promise<Seen>} */
async function look(page, what) {
  await page.waitForFunction('window.isPlayed').catch(error => {
    throw new Error(`${what}: the page is not played to its end`, { cause: error });
  });
  return page.evaluate('look()');
}

/** @param {Seen} seen @param {string} what */
function isTheShops({ hero: text, items, kept, faults, uncaught, isSettled }, what) {
  assert.ok(['#ff0000', '#0000ff', '#00ff00'].includes(text), `${what}: the slot reads '${text}'`);
  assert.ok(kept, `${what}: the default's own nodes are there`);
  assert.equal(items, 'abcd', `${what}: each item of the list is there once`);
  assert.deepEqual(uncaught, [], `${what}: nothing is thrown`);
  // Ours by their names; errors of the engine have one name for all kinds, so by what they say.
  const told = faults.map(({ name, message }) => (name.startsWith('Vitrine') ? name : `${name}: ${message}`));
  assert.deepEqual(told, [...new Set(told)], `${what}: no fault is told twice`);
  // Every browser that has modules has an IntersectionObserver: without one the page is the shop's, and that is all.
  assert.ok(isSettled || what.includes('IntersectionObserver'), `${what}: who waits for the script gets an answer`);
}

/**
 * @param {Awaited<Parameters<Parameters<typeof visiting>[1]>[0]>} visit
 * @param {Spoil[]} all
 * @param {string} [way] in
 */
async function play({ page, errors }, all, way = 'module') {
  const what = all.map(spoil => spoil.what).join(' and ');
  serve(all, way);
  await page.goto(`${shop.origin}/`);
  isTheShops(await look(page, what), what);
  if (all.some(spoil => spoil.isBack)) {
    await leave(page, shop.origin);
    await page.evaluate('void setTimeout(() => history.back())');
    const seen = await look(page, what);
    isTheShops(seen, `${what}, come back to`);
    if (all.length === 1) assert.ok(seen.isRestored, `${what}: and not loaded anew`);
  }
  assert.deepEqual(
    errors.filter(error => !/404|WebAssembly/.test(error)),
    [],
    what,
  );
}

test('the bundle leaves the shop its page with each fault alone', () =>
  visiting(browser, async visit => {
    // Without an IntersectionObserver it says so by an error: no browser that runs modules is without.
    for (const spoil of spoils) if (!spoil.what.includes('IntersectionObserver')) await play(visit, [spoil], 'bundle');
  }));

for (const [at, spoil] of spoils.entries())
  test(`${spoil.what}, alone and with each later fault of the list: the page is the shop’s`, () =>
    visiting(browser, async visit => {
      await play(visit, [spoil]);
      for (const other of spoils.slice(at + 1)) await play(visit, [spoil, other]);
    }));
