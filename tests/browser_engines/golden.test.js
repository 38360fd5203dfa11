// The golden recording in the engine that VITRINE_ENGINE names: SpiderMonkey in Firefox, JavaScriptCore in WebKit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { playedIn, servePage, wasmInstances } from '../golden/cores.js';
import { makeRecording } from '../golden/recording.js';
import { inWindow } from './walking.js';

const GOLDEN = readFileSync(new URL('../golden/golden.txt', import.meta.url), 'utf8').trim();

test('the Wasm and the JavaScript core give the golden hash', { timeout: 240_000 }, async () => {
  makeRecording(wasmInstances());
  const served = await servePage();
  try {
    await inWindow(async window => {
      await window.go(served.url);
      assert.equal(await playedIn(window.evaluate), `${GOLDEN} ${GOLDEN}`);
    });
  } finally {
    served.stop();
  }
});
