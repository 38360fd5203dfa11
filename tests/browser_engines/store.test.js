// The demo store in the engine that VITRINE_ENGINE names, by each way in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../shop/store.js';
import { walk } from '../shop/walk.js';
import { inWindow } from './walking.js';

/** @type {Awaited<ReturnType<typeof openStore>>} */
let store;
before(async () => {
  store = await openStore();
});
after(() => store.stop());

for (const mode of ['edge', 'bundle', 'head', 'module']) {
  test(`a first visit with ?vitrine=${mode} is decided as in Chromium, and the console is silent`, { timeout: 240_000 }, () =>
    inWindow(async (window, complaints) => {
      await walk(window, store.url, mode);
      assert.deepEqual(complaints, []);
    }),
  );
}
