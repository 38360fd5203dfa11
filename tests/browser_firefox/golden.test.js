// The golden recording in SpiderMonkey.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { playedIn, servePage, wasmInstances } from '../golden/cores.js';
import { makeRecording } from '../golden/recording.js';
import { openFirefox } from './bidi.js';

const GOLDEN = readFileSync(new URL('../golden/golden.txt', import.meta.url), 'utf8').trim();

test('the Wasm and the JavaScript core give the golden hash in Firefox', { timeout: 120_000 }, async () => {
  makeRecording(wasmInstances());
  const [firefox, served] = [await openFirefox(), await servePage()];
  try {
    await firefox.go(served.url);
    assert.equal(await playedIn(firefox.evaluate), `${GOLDEN} ${GOLDEN}`);
  } finally {
    served.stop();
    await firefox.close();
  }
});
