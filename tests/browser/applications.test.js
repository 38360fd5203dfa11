// Pages that React or Vue draw: the application goes on as without us, whatever it does to a slot or a list.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openBrowser, shownIn, toldBy, visiting, waitFor } from './chromium.js';
import { reactScript, vueScript } from './frameworks.js';
import { madeOf, openShop, pageText } from './shop.js';

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
const bundle = `<script data-consent="granted">${madeOf('foreign', 'bundle', '--core', 'wasm')}</script>`;
/** @type {Record<string, string>} */
const scripts = { vue: vueScript() };
before(async () => {
  [browser, shop, scripts.react18, scripts.react19] = await Promise.all([
    openBrowser(),
    openShop('foreign'),
    reactScript(18),
    reactScript(19),
  ]);
});
beforeEach(() => shop.pages.clear());
after(async () => {
  await browser.close();
  await shop.close();
});

const FAR = '<div class="far"></div>';
const SLOT =
  '<section data-vitrine-slot="hero"><template data-vitrine-variant="welcome"><b>WELCOME</b></template><p>banner one</p></section>';

/** An application with a heading, a slot and another banner after a change of its state. */
const REACT_APP = `const e = React.createElement;
function App() {
  const [n, set] = React.useState(0);
  window.set = value => flushSync(() => set(value));
  const variant = e('template', { 'data-vitrine-variant': 'welcome', dangerouslySetInnerHTML: { __html: '<b>WELCOME</b>' } });
  const banner = [e('p', { key: 'p' }, 'banner one'), e('i', { key: 'i' }, 'banner two'), 'a text', null][n % 4];
  return e('div', null, e('h1', null, 'Shop ' + n), n === 5 ? null : e('section', { 'data-vitrine-slot': 'hero' }, variant, banner));
}`;

/** @param {{ above?: string, root?: string, framework: string, app: string }} parts */
const put = ({ above = '', root = '', framework, app }) =>
  shop.pages.set('/', {
    parts: [
      pageText({ head: bundle, body: `${above}<div id="root">${root}</div><script src="/framework.js"></script><script>${app}</script>` }),
    ],
  }) && shop.pages.set('/framework.js', { type: 'js', parts: [scripts[framework]] });

/** @param {import('./chromium.js').Page} page */
const textOf = page =>
  page.evaluate(() => /** @type {HTMLElement} */ (document.getElementById('root')).innerText.replace(/\s+/g, ' ').trim());

/** @param {import('./chromium.js').Page} page @param {number} n */
const set = (page, n) => page.evaluate(value => /** @type {any} */ (window).set(value), n);

for (const react of ['react18', 'react19']) {
  test(`${react}: a hydrated slot that nobody can see shows its variant, and the application goes on under it`, () =>
    visiting(browser, async ({ page, errors }) => {
      const root = `<div><h1>Shop 0</h1>${SLOT}</div>`;
      put({ above: FAR, root, framework: react, app: `${REACT_APP}hydrateRoot(document.getElementById('root'), e(App))` });
      await page.goto(`${shop.origin}/`);
      await page.waitForFunction(() => document.querySelector('[data-vitrine-shown=welcome]'));
      assert.equal(await textOf(page), 'Shop 0 WELCOME');
      for (const n of [1, 2, 3, 4, 1]) {
        await set(page, n);
        assert.equal(await textOf(page), `Shop ${n} WELCOME`);
      }
      await set(page, 5);
      assert.equal(await textOf(page), 'Shop 5');
      await set(page, 0);
      await page.waitForFunction(() => document.querySelector('[data-vitrine-shown=welcome]'));
      assert.equal(await textOf(page), 'Shop 0 WELCOME', 'a slot that is made anew is decided anew');
      assert.deepEqual(errors, []);
    }));

  test(`${react}: a hydrated slot in sight stays the shop’s, untouched until the application has it`, () =>
    visiting(browser, async ({ page, errors }) => {
      const root = `<div><h1>Shop 0</h1>${SLOT}</div>`;
      put({ root, framework: react, app: `${REACT_APP} window.hydrate = () => void hydrateRoot(document.getElementById('root'), e(App))` });
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      assert.equal(await shownIn(page, 'hero'), null, 'no attribute before');
      await page.evaluate('hydrate()');
      await page.waitForFunction(() => document.querySelector('[data-vitrine-shown]'));
      assert.equal(await shownIn(page, 'hero'), 'kept');
      await set(page, 1);
      assert.equal(await textOf(page), 'Shop 1 banner two');
      assert.deepEqual(errors, []);
    }));

  test(`${react}: what the client draws is decided before it is seen`, () =>
    visiting(browser, async ({ page, errors }) => {
      put({ framework: react, app: `${REACT_APP}createRoot(document.getElementById('root')).render(e(App))` });
      await page.goto(`${shop.origin}/`);
      await page.waitForFunction(() => document.querySelector('[data-vitrine-shown]'));
      assert.equal(await shownIn(page, 'hero'), 'welcome');
      await set(page, 1);
      assert.equal(await textOf(page), 'Shop 1 WELCOME');
      assert.deepEqual(errors, []);
    }));

  test(`${react}: a list stands as without us after every change that the application makes to it`, () =>
    visiting(browser, async ({ page, errors }) => {
      const app = `const e = React.createElement;
        const item = id => e('li', { key: id, 'data-vitrine-item': id, 'data-popularity': (id.charCodeAt(0) * 7 % 10) / 10 }, id);
        function App({ list }) { const [ids, set] = React.useState(list); window.set = value => flushSync(() => set(value));
          return e('ul', { 'data-vitrine-slot': 'grid' }, ids.map(item)); }
        window.render = list => { const at = document.createElement('div'); at.dataset.vitrineApp = ''; document.getElementById('root').replaceChildren(at); window.app?.unmount(); window.app = createRoot(at); flushSync(() => app.render(e(App, { list }))) };`;
      put({ framework: react, app });
      await page.goto(`${shop.origin}/`);
      await waitFor(page, 'ready');
      assert.deepEqual(await page.evaluate(playRounds, 1000), []);
      assert.deepEqual(errors, []);
    }));
}

test('vue: a list stands as without us after every change that the application makes to it', () =>
  visiting(browser, async ({ page, errors }) => {
    const app = `const item = id => Vue.h('li', { key: id, 'data-vitrine-item': id, 'data-popularity': (id.charCodeAt(0) * 7 % 10) / 10 }, id);
      window.render = list => { window.app?.unmount(); const ids = Vue.shallowRef(list); window.set = async value => { ids.value = value; await Vue.nextTick() };
        window.app = Vue.createApp({ render: () => Vue.h('ul', { 'data-vitrine-slot': 'grid' }, ids.value.map(item)) }); app.mount('#root') };`;
    put({ framework: 'vue', app });
    await page.goto(`${shop.origin}/`);
    await waitFor(page, 'ready');
    assert.deepEqual(await page.evaluate(playRounds, 1000), []);
    assert.deepEqual(errors, []);
  }));

test('vue: a slot given whole by v-html in a hydrated root shows its variant out of sight, and the default lives on under it', () =>
  visiting(browser, async ({ page, errors }) => {
    const inner = '<template data-vitrine-variant="welcome"><b>WELCOME</b></template><p>banner one</p>';
    const app = `const n = Vue.ref(0); window.set = async value => { n.value = value; await Vue.nextTick() };
      Vue.createSSRApp({ render: () => Vue.h('div', [Vue.h('h1', 'Shop ' + n.value), Vue.h('section', { 'data-vitrine-slot': 'hero', innerHTML: ${JSON.stringify(inner)} })]) }).mount('#root')`;
    put({ above: FAR, root: `<div><h1>Shop 0</h1><section data-vitrine-slot="hero">${inner}</section></div>`, framework: 'vue', app });
    await page.goto(`${shop.origin}/`);
    await page.waitForFunction(() => document.querySelector('[data-vitrine-shown=welcome]'));
    await set(page, 1);
    assert.equal(await textOf(page), 'Shop 1 WELCOME');
    await page.evaluate(() => {
      /** @type {any} */ (document.querySelector('section')).innerHTML = '<p>new from the shop</p>';
    });
    assert.equal(await textOf(page), 'Shop 1 new from the shop', 'it heals without a script');
    assert.deepEqual(
      (await toldBy(page)).filter(told => told.name === 'fault'),
      [],
    );
    assert.deepEqual(errors, []);
  }));

/**
 * Runs in the page: random lists, sorted by us, then changed by the application.
 * @param {number} rounds
 * @returns {Promise<string[]>} the rounds in which the list did not stand as without us
 */
async function playRounds(rounds) {
  let seed = 7;
  const random = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  const shuffled = (/** @type {string[]} */ list) => {
    const left = [...list];
    return list.map(() => left.splice(random(left.length), 1)[0]);
  };
  const some = () => shuffled([...'abcdefghijkl']).slice(0, 2 + random(9));
  const page = /** @type {any} */ (window);
  const wrong = [];
  let sorted = 0;
  for (let round = 0; round < rounds; round++) {
    const before = some();
    page.render(before);
    await Promise.resolve();
    await Promise.resolve();
    const list = /** @type {HTMLElement} */ (document.querySelector('[data-vitrine-slot]'));
    if (list.dataset.vitrineShown === 'sorted' && list.innerText.replace(/\s/g, '') !== before.join('')) sorted++;
    for (let change = 0; change < 3; change++) {
      const wanted = some();
      await page.set(wanted);
      await Promise.resolve();
      const stands = [...document.querySelectorAll('li')].map(item => item.textContent).join('');
      // Behind the last item our order stays, and what comes is appended.
      const isAppended = change === 0 && wanted.slice(0, before.length).join() === before.join();
      if (stands !== wanted.join('') && !isAppended) wrong.push(`${before.join('')} to ${wanted.join('')}: ${stands}`);
    }
  }
  if (sorted < rounds / 2) wrong.push(`only ${sorted} of ${rounds} were sorted at all`);
  return wrong;
}
