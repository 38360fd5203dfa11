// Faults: whatever breaks, the page is the shop's own, nothing is thrown, and one event says what it was.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { leave, openBrowser, push, readIn, shownIn, stored, toldBy, visiting, waitFor } from './chromium.js';
import { hero, openShop, pageText, SCRIPT, WAITING } from './shop.js';

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
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

const BODY = hero(WAITING);
const STRICT = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; connect-src 'self'; script-src 'self'";

/** @param {Partial<Parameters<typeof pageText>[0]>} [page] @param {Record<string, string>} [headers] */
const put = (page, headers) => shop.pages.set('/', { headers, parts: [pageText({ type: 'sale', body: BODY, ...page })] });

/** @param {import('./chromium.js').Page} page @returns {Promise<string[]>} */
const faults = async page => (await toldBy(page)).filter(told => told.name === 'fault').map(told => told.detail.name);

/** @param {import('./chromium.js').Page} page @param {string} text */
async function showsTheShop(page, text = '#ff0000') {
  assert.equal(await readIn(page), text);
}

test('a policy without wasm-unsafe-eval gets the JavaScript core, without a word of ours', () =>
  visiting(browser, async ({ page, errors }) => {
    put({}, { 'content-security-policy': STRICT });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
    assert.ok(shop.asked.includes('/vitrine/vitrine-core.js'));
    assert.deepEqual(await faults(page), []);
    assert.deepEqual(
      errors.filter(error => !/WebAssembly/.test(error)),
      [],
    );
  }));

test('a policy with wasm-unsafe-eval and Trusted Types enforced runs Wasm, and nothing is a sink', () =>
  visiting(browser, async ({ page, errors }) => {
    put({}, { 'content-security-policy': `${STRICT} 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'` });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
    assert.ok(!shop.asked.includes('/vitrine/vitrine-core.js'));
    assert.deepEqual(errors, []);
  }));

test('Trusted Types and no Wasm together: the JavaScript core still loads', () =>
  visiting(browser, async ({ page }) => {
    put({}, { 'content-security-policy': `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'` });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
  }));

test('nothing is asked for beyond script, module and pack', () =>
  visiting(browser, async ({ page }) => {
    put();
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    await leave(page, shop.origin);
    assert.deepEqual(shop.asked.filter(path => path.startsWith('/vitrine/')).sort(), [
      '/vitrine/shop.pack',
      '/vitrine/vitrine.js',
      '/vitrine/vitrine.js',
      '/vitrine/vitrine.wasm',
    ]);
  }));

test('a script that hangs holds nothing: the page is there, and the waiting slot shows its default', () =>
  visiting(browser, async ({ page }) => {
    let release = () => {};
    /** @type {Promise<void>} */
    const hanging = new Promise(done => {
      release = done;
    });
    shop.pages.set('/vitrine/vitrine.js', { type: 'js', parts: [() => hanging] });
    put({ body: hero('data-vitrine-wait="100"') });
    await page.goto(`${shop.origin}/`, { waitUntil: 'commit' });
    const visible = () => getComputedStyle(/** @type {Element} */ (document.querySelector('.box'))).visibility === 'visible';
    await page.waitForSelector('.box', { state: 'attached' });
    await page.waitForFunction(visible);
    await showsTheShop(page);
    release();
  }));

for (const [what, answer, name] of /** @type {[string, import('./shop.js').Answer, string][]} */ ([
  ['is not there', { status: 404, parts: [] }, 'VitrineLoad'],
  ['is the page that says it is not there', { parts: ['<!doctype html><title>Not found</title>'] }, 'VitrinePack'],
  ['is empty', { type: 'pack', parts: [] }, 'VitrinePack'],
])) {
  test(`a pack that ${what} leaves the shop’s page`, () =>
    visiting(browser, async ({ page, errors }) => {
      shop.pages.set('/vitrine/shop.pack', answer);
      put();
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'fault');
      assert.deepEqual(await faults(page), [name]);
      assert.equal(await shownIn(page, 'home.hero'), null);
      assert.deepEqual(
        errors.filter(error => !/404/.test(error)),
        [],
      );
    }));
}

test('a damaged pack is refused whichever byte is wrong', () =>
  visiting(browser, async ({ page }) => {
    for (const at of [0, 9, 12, 200, shop.pack.length - 9]) {
      const damaged = Buffer.from(shop.pack);
      damaged[at] ^= 0x55;
      shop.pages.set('/vitrine/shop.pack', { type: 'pack', parts: [damaged] });
      put();
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'fault');
      assert.deepEqual(await faults(page), ['VitrinePack'], `byte ${at}`);
    }
  }));

test('without vitrine.wasm the JavaScript core takes its place; without both the page is the shop’s', () =>
  visiting(browser, async ({ page, errors }) => {
    shop.pages.set('/vitrine/vitrine.wasm', { status: 404, parts: [] });
    put();
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
    shop.pages.set('/vitrine/vitrine-core.js', { type: 'js', status: 404, parts: [] });
    await page.evaluate(() => localStorage.clear());
    await page.evaluate(() => addEventListener('pagehide', () => localStorage.clear()));
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'fault');
    assert.equal((await faults(page)).length, 1);
    assert.equal(await shownIn(page, 'home.hero'), null);
    assert.deepEqual(
      errors.filter(error => !/404/.test(error)),
      [],
    );
  }));

test('data-vitrine="off" switches all of it off', () =>
  visiting(browser, async ({ page }) => {
    put({ html: 'data-vitrine="off"' });
    await page.goto(`${shop.origin}/`);
    assert.deepEqual(await toldBy(page), []);
    assert.equal(await page.evaluate(() => 'dataLayer' in window), false);
    // The script has run, and a request that it had made would have come before this one is answered.
    await page.evaluate(() => fetch('/last').then(answer => answer.text()));
    assert.deepEqual(shop.asked, ['/', '/vitrine/vitrine.js', '/last']);
    assert.deepEqual(await stored(page), {});
    await showsTheShop(page);
  }));

/** Each runs in the page before anything else. @type {[string, () => void][]} */
const brokenStorages = [
  [
    'localStorage is forbidden',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      }),
  ],
  [
    'writing is over the quota',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  ['there are no locks', () => Object.defineProperty(navigator, 'locks', { value: undefined })],
  [
    'locks are refused',
    () => {
      LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
    },
  ],
];
for (const [what, breakIt] of brokenStorages) {
  test(`where ${what} the page is decided all the same`, () =>
    visiting(browser, async ({ page, errors }) => {
      await page.addInitScript(breakIt);
      put();
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      assert.equal(await shownIn(page, 'home.hero'), 'sale');
      await push(page, { event: 'view_item' });
      await waitFor(page, 'segment');
      await leave(page, shop.origin);
      assert.deepEqual(errors, []);
    }));
}

for (const [what, text] of /** @type {[string, string][]} */ ([
  ['no snapshot', 'id'],
  ['not base64', 'id §§§'],
  ['damaged', 'id VlRTMWvjLgKZ1wJrAQAAAJw+0DQRAAEB'],
  ['empty', ''],
  ['enormous', `id ${'A'.repeat(400_000)}`],
])) {
  test(`a memory that is ${what} is a new visitor`, () =>
    visiting(browser, async ({ page, errors }) => {
      put({ head: '' });
      await page.goto(`${shop.origin}/`);
      await page.evaluate(value => {
        localStorage.setItem('vitrine', value);
      }, text);
      put();
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      assert.equal(await shownIn(page, 'home.hero'), 'sale');
      await page.waitForFunction(value => localStorage.getItem('vitrine') !== value, text);
      assert.deepEqual(errors, []);
      assert.deepEqual(await faults(page), []);
    }));
}

test('a slot that the strategy does not know keeps the page, and says so once', () =>
  visiting(browser, async ({ page, errors }) => {
    const cellar = '<section data-vitrine-slot="home.cellar">cellar</section>';
    put({ body: cellar + cellar + BODY });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'sale');
    assert.deepEqual(await faults(page), ['VitrineNoSlot']);
    assert.deepEqual(errors, []);
  }));

test('a variant without its template keeps the page, and says so', () =>
  visiting(browser, async ({ page }) => {
    put({ body: '<section data-vitrine-slot="home.hero" data-vitrine-wait="100">default</section>' });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(await shownIn(page, 'home.hero'), 'kept');
    assert.deepEqual(await faults(page), ['VitrineNoTemplate']);
    await showsTheShop(page, 'default');
  }));

test('with data-debug a fault is also a warning in the console, never an error', () =>
  visiting(browser, async ({ page, errors }) => {
    /** @type {string[]} */
    const warnings = [];
    page.on('console', message => message.type() === 'warning' && warnings.push(message.text()));
    put({
      head: SCRIPT.replace('data-strategy', 'data-debug data-strategy'),
      body: '<section data-vitrine-slot="home.cellar">cellar</section>',
    });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /VitrineNoSlot: home\.cellar/);
    assert.deepEqual(errors, []);
  }));

test('start() from a page’s own module answers null on a fault instead of throwing', () =>
  visiting(browser, async ({ page, errors }) => {
    shop.pages.set('/own.js', {
      type: 'js',
      parts: ["import { start } from '/vitrine/vitrine.js'; window.answer = await start({ strategy: '/nothing.pack' });"],
    });
    put({ head: '<script type="module" src="/own.js"></script>' });
    await page.goto(`${shop.origin}/`);
    await page.waitForFunction(() => 'answer' in window);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).answer), null);
    assert.deepEqual(
      errors.filter(error => !/404/.test(error)),
      [],
    );
  }));
