// One answer everywhere: the same recording played into every build of the core gives one hash, in every engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { openBrowser } from '../browser/chromium.js';
import { inJavaScript, inNative, inWasm, playedIn, servePage, wasmInstances } from './cores.js';
import { makeRecording } from './recording.js';
import { inWorkerd } from './workerd.js';

/** It changes with the meaning of a strategy, the pack's, the snapshot's or the wire's form, and the generator: say in the commit which. */
const GOLDEN = readFileSync(new URL('golden.txt', import.meta.url), 'utf8').trim();

before(() => void makeRecording(wasmInstances()));

test('the native core gives the golden hash', () => assert.equal(inNative(), GOLDEN));
test("the Wasm core gives the golden hash in Node's V8", () => assert.equal(inWasm(), GOLDEN));
test('the JavaScript core gives the golden hash', async () => assert.equal(await inJavaScript(), GOLDEN));
test('the Wasm and the JavaScript core give the golden hash in workerd', async () =>
  assert.equal(await inWorkerd(), `${GOLDEN} ${GOLDEN}`));
test('the Wasm and the JavaScript core give the golden hash in Chromium', async () => {
  const [browser, served] = [await openBrowser(), await servePage()];
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    assert.equal(await playedIn(expression => page.evaluate(expression)), `${GOLDEN} ${GOLDEN}`);
  } finally {
    served.stop();
    await browser.close();
  }
});
