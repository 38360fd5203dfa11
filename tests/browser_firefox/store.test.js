// The demo store in Firefox, by each way in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../edge/store.js';
import { walk } from '../edge/walk.js';
import { openFirefox } from './bidi.js';

/** @type {Awaited<ReturnType<typeof openStore>>} */
let store;
before(async () => {
  store = await openStore();
});
after(() => store.stop());

for (const mode of ['bundle', 'head', 'module']) {
  test(`a first visit in Firefox with ?vitrine=${mode} is decided as in Chromium, and the console is silent`, {
    timeout: 90_000,
  }, async () => {
    const firefox = await openFirefox();
    try {
      await walk(firefox, store.url, mode);
      assert.deepEqual(firefox.complaints, []);
    } finally {
      await firefox.close();
    }
  });
}
