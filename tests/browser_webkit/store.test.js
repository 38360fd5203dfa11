// The demo store in WebKit, by each way in.
import { after, before, test } from 'node:test';
import { openStore } from '../edge/store.js';
import { walk } from '../edge/walk.js';
import { openWebKit } from './webdriver.js';

/** @type {Awaited<ReturnType<typeof openStore>>} */
let store;
before(async () => {
  store = await openStore();
});
after(() => store.stop());

for (const [at, mode] of ['bundle', 'head', 'module'].entries()) {
  test(`a first visit in WebKit with ?vitrine=${mode} is decided as in Chromium`, { timeout: 90_000 }, async () => {
    const webkit = await openWebKit(14_455 + at);
    try {
      await walk(webkit, store.url, mode);
    } finally {
      await webkit.close();
    }
  });
}
