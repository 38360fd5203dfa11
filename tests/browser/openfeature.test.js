// `vitrine/openfeature` in the real web SDK: the specification's own scenarios, and what is ours to decide.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { compiled } from '../js/packs.js';
import { openBrowser, visiting } from './chromium.js';
import { scenariosOf } from './gherkin.js';
import { flagsOf } from './openfeature_flags.js';
import { stage, take } from './openfeature_steps.js';
import { madeOf, openShop, pageText } from './shop.js';

/** @typedef {import('./chromium.js').Page} Page */
/** @typedef {import('./gherkin.js').Scenario} Scenario */

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = ['../../../shared/data/openfeature', '../../../../shared/data/openfeature']
  .map(beside => path.join(here, beside))
  .find(existsSync);
const skip = folder ? false : 'the data are not beside this checkout';
const dataOf = (/** @type {string} */ name) => readFileSync(path.join(folder ?? '', name), 'utf8');

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
let script = '';
before(async () => {
  const contents = `import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'; import { VitrineProvider } from 'vitrine/openfeature';
    Object.assign(window, { OpenFeature, ProviderEvents, VitrineProvider });`;
  const building = esbuild.build({ stdin: { contents, resolveDir: here }, bundle: true, write: false, logLevel: 'error' });
  [browser, shop] = await Promise.all([openBrowser(), openShop('foreign')]);
  script = (await building).outputFiles[0].text;
});
beforeEach(() => {
  shop.pages.clear();
  shop.pages.set('/sdk.js', { type: 'js', parts: [script] });
  put('');
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** The SDK, the provider and `start` are global. @param {string} head */
function put(head) {
  const body = `<script src="/sdk.js"></script><script type="module">import { start } from '/vitrine/vitrine.js';
    window.start = () => start({ strategy: '/vitrine/shop.pack', consent: 'granted' });</script>`;
  shop.pages.set('/', { parts: [pageText({ head, body })] });
}

/** Scenarios that say nothing about a provider such as this one, and why. @type {Record<string, (scenario: Scenario) => boolean>} */
const ELSEWHERE = {
  'the web SDK has one context, that of the API: no level lies below it': ({ steps }) =>
    steps.some(({ text }) => /"(Transaction|Client|Invocation|Before Hooks)" level/.test(text)),
  'decided in the document, a flag is never taken from a cache': ({ tags }) => tags.includes('@reason-codes-cached'),
  'decided in the document, a flag is never stale': ({ steps }) => steps.some(({ text }) => text === 'a stale provider'),
};

/** @type {[string, number, number][]} file, scenarios that are run, and that are not */
const FILES = [
  ['evaluation.feature', 13, 0],
  ['evaluation_v2.feature', 79, 3],
  ['hooks.feature', 3, 0],
  ['metadata.feature', 5, 0],
  ['contextMerging.feature', 6, 23],
];

for (const [file, most, rest] of FILES) {
  test(`OpenFeature's ${file}: ${most} scenarios hold, ${rest} are not about slots`, { skip }, async () => {
    const { strategy, ...options } = flagsOf(JSON.parse(dataOf('test-flags.json')));
    shop.pages.set('/vitrine/shop.pack', { type: 'pack', parts: [packOf(strategy)] });
    const scenarios = scenariosOf(dataOf(file));
    const runs = scenarios.filter(scenario => !Object.values(ELSEWHERE).some(says => says(scenario)));
    assert.deepEqual([runs.length, scenarios.length - runs.length], [most, rest]);
    /** @type {string[]} */
    const failed = [];
    for (const { name, steps } of runs) {
      await visiting(browser, async ({ page, errors }) => {
        await page.goto(`${shop.origin}/`);
        await page.evaluate(stage, options);
        await take(page, steps).catch(error => failed.push(`${name}: ${error.message}`));
        failed.push(...errors.map(error => `${name}: ${error}`));
      });
    }
    assert.deepEqual(failed, []);
  });
}

/** @param {object} strategy @returns {Buffer} */
function packOf(strategy) {
  const at = mkdtempSync(path.join(os.tmpdir(), 'vitrine-'));
  try {
    writeFileSync(path.join(at, 'strategy.json'), JSON.stringify(strategy));
    return compiled(path.join(at, 'strategy.json')).pack;
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

const bundle = `<script data-consent="granted">${madeOf('foreign', 'bundle', '--core', 'wasm')}</script>`;

/** @param {Page} page @param {string} code an expression, which may wait @returns {Promise<any>} */
const run = (page, code) => page.evaluate(`(async () => ${code})()`);

/** @param {Page} page registers the provider and notes its events */
async function provide(page, options = '{}') {
  await run(
    page,
    `{ window.heard = []; for (const name of Object.values(ProviderEvents)) OpenFeature.addHandler(name, ({ flagsChanged }) => heard.push(name + ' of ' + (flagsChanged ?? '-')));
    await OpenFeature.setProviderAndWait(new VitrineProvider(${options})).catch(error => { window.failure = error.message }); window.client = OpenFeature.getClient(); }`,
  );
}

/** @param {import('./chromium.js').Page} page */
async function openWithProvider(page) {
  put(bundle);
  await page.goto(`${shop.origin}/`);
  await provide(page);
}

test('without values a text flag is the variant, a boolean one whether it is not the default, an object the decision', () =>
  visiting(browser, async ({ page }) => {
    await openWithProvider(page);
    assert.equal(await run(page, `client.getStringValue('hero', 'fallback')`), 'welcome');
    assert.equal(await run(page, `client.getBooleanValue('hero', false)`), true);
    const decision = { variant: 'welcome', reason: 'TARGETING_MATCH', segment: 'pages1' };
    assert.deepEqual(await run(page, `client.getObjectValue('hero', {})`), decision);
    const { errorCode, value } = await run(page, `client.getNumberDetails('hero', 7)`);
    assert.deepEqual([errorCode, value], ['TYPE_MISMATCH', 7]);
    const { reason, variant, flagMetadata } = await run(page, `client.getStringDetails('hero', '')`);
    assert.deepEqual([reason, variant, flagMetadata], ['TARGETING_MATCH', 'welcome', { segment: 'pages1' }]);
  }));

test('events that are tracked reach the visitor, and what changes is told as a change of configuration', () =>
  visiting(browser, async ({ page }) => {
    await openWithProvider(page);
    await run(
      page,
      `{ client.getStringValue('hero', ''); client.track('add_to_cart', { items: [{ item_id: 'x', price: 1, quantity: 1 }] }) }`,
    );
    await page.waitForFunction('heard.length === 2');
    assert.deepEqual(await run(page, 'heard'), ['PROVIDER_READY of -', 'PROVIDER_CONFIGURATION_CHANGED of ']);
    assert.ok((await run(page, `(await document[Symbol.for('vitrine')].vitrine).segments()`)).includes('adds1'));
    await run(page, `history.pushState(null, '', '/new')`);
    await page.waitForFunction('heard.length === 3');
    assert.equal((await run(page, 'heard'))[2], 'PROVIDER_CONFIGURATION_CHANGED of hero');
    assert.equal(await run(page, `client.getStringValue('hero', '')`), 'new');
  }));

test('a provider is ready as soon as a copy is at work, whoever started it', () =>
  visiting(browser, async ({ page }) => {
    await page.goto(`${shop.origin}/`);
    await run(page, `{ window.set = OpenFeature.setProviderAndWait(new VitrineProvider()); window.client = OpenFeature.getClient() }`);
    assert.equal((await run(page, `client.getStringDetails('hero', 'x')`)).errorCode, 'PROVIDER_NOT_READY');
    await run(page, '{ await start(); await set }');
    assert.equal(await run(page, `client.getStringValue('hero', 'x')`), 'welcome');
  }));

test('a copy that fails is the end of the provider, and the caller gets its own value', () =>
  visiting(browser, async ({ page }) => {
    shop.pages.set('/vitrine/shop.pack', { type: 'pack', parts: ['no pack at all'] });
    await page.goto(`${shop.origin}/`);
    await run(page, 'start()');
    await provide(page);
    const { errorCode, value } = await run(page, `client.getStringDetails('hero', 'x')`);
    assert.deepEqual([errorCode, value], ['PROVIDER_FATAL', 'x']);
    assert.match(await run(page, 'failure'), /vitrine:fault on document says why$/);
  }));

test('values for what the strategy does not have are an error that names the place', () =>
  visiting(browser, async ({ page }) => {
    put(bundle);
    await page.goto(`${shop.origin}/`);
    await provide(page, `{ values: { hero: { welcom: 1 } } }`);
    assert.equal(await run(page, 'failure'), 'values: slot "hero" has no variant "welcom", only new, welcome, default');
    assert.equal(await run(page, 'client.providerStatus'), 'ERROR');
  }));

test('a page where Vitrine is switched off, or fails while a provider waits for it, is the end of the provider too', () =>
  visiting(browser, async ({ page }) => {
    shop.pages.set('/vitrine/shop.pack', { type: 'pack', parts: ['no pack at all'] });
    await page.goto(`${shop.origin}/`);
    await run(
      page,
      `{ window.set = OpenFeature.setProviderAndWait(new VitrineProvider()).catch(() => OpenFeature.getClient().providerStatus); void start() }`,
    );
    assert.equal(await run(page, 'await set'), 'FATAL');
    await page.goto(`${shop.origin}/`);
    await run(page, `document.documentElement.dataset.vitrine = 'off'`);
    await provide(page);
    assert.equal(await run(page, 'client.providerStatus'), 'FATAL');
  }));

test('the key of a context is not taken as a trait, and a provider that was closed is silent', () =>
  visiting(browser, async ({ page }) => {
    await openWithProvider(page);
    await run(
      page,
      `{ const turns = []; document.addEventListener('vitrine:turn', () => turns.push(1)); window.turns = turns; await OpenFeature.setContext({ targetingKey: 'someone' }); }`,
    );
    assert.equal(await run(page, 'turns.length'), 0);
    await run(page, `{ await OpenFeature.setContext({ targetingKey: 'someone', email: 'a@b.c' }); }`);
    assert.equal(await run(page, 'turns.length'), 1);
    await run(
      page,
      `{ client.getStringValue('hero', ''); await OpenFeature.close(); heard.length = 0; history.pushState(null, '', '/new'); }`,
    );
    await page.waitForFunction('turns.length === 2');
    assert.deepEqual(await run(page, 'heard'), []);
  }));
