// The demo store where WebAssembly is refused: the JavaScript core decides, and the console has nothing to say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from '../browser/chromium.js';
import { decided, gridOf, HERO, look, openStore, shopping, TRUST } from './store.js';

for (const csp of ['strict', 'trusted']) {
  /** @type {Awaited<ReturnType<typeof openStore>>} */
  let store;
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  before(async () => {
    store = await openStore({ csp });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await store?.stop();
  });

  test(`under the policy "${csp}" the shop is decided by the JavaScript core, without an error`, () =>
    shopping(browser, async ({ page, errors }) => {
      await page.goto(`${store.url}/`);
      assert.ok(['welcome', 'kept'].includes(String(await decided(page, HERO))));
      await look(page, store.url, ['varrun-scree-3', 'varrun-gully-light', 'varrun-tempo-ridge']);
      assert.ok(['first_visit', 'kept'].includes(String(await decided(page, TRUST))));
      await page.goto(`${store.url}/c/footwear`);
      const shown = await decided(page, 'category.grid');
      if (shown === 'sorted') assert.match((await gridOf(page))[2].kind, /^trail-shoes/);
      else assert.equal(shown, 'kept');
      assert.deepEqual(errors, []);
    }));
}
