// The golden recording in JavaScriptCore.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { playedIn, servePage, wasmInstances } from '../golden/cores.js';
import { makeRecording } from '../golden/recording.js';
import { openWebKit } from './webdriver.js';

const GOLDEN = readFileSync(new URL('../golden/golden.txt', import.meta.url), 'utf8').trim();

test('the Wasm and the JavaScript core give the golden hash in WebKit', { timeout: 120_000 }, async () => {
  makeRecording(wasmInstances());
  const [webkit, served] = [await openWebKit(14_465), await servePage()];
  try {
    await webkit.go(served.url);
    assert.equal(await playedIn(webkit.evaluate), `${GOLDEN} ${GOLDEN}`);
  } finally {
    served.stop();
    await webkit.close();
  }
});
