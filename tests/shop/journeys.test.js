// Random journeys in a real browser, against the real edge: pages, events, tabs, the history, prefetches and overflow; in the end both have counted the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../toolchains/host.js';
import { openBrowser, visiting } from '../browser/chromium.js';
import { STRATEGY } from '../edge/journey.js';
import { served } from '../edge/served.js';
import { engineOf, KEY, slot } from '../edge/shop.js';
import { makeRandom } from '../page/random_page.js';

const JOURNEYS = Number(process.env.VITRINE_BROWSER_JOURNEYS ?? 10);
const STEPS = 8;

/** @type {Awaited<ReturnType<typeof served>>} */
let shop;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-journeys-'));

/** @param {boolean} isInside the part for pages of the edge; else it lies beside the script */
function bundleOf(isInside) {
  const strategy = path.join(folder, 'strategy.json');
  const out = path.join(folder, 'shop.js');
  writeFileSync(strategy, JSON.stringify(STRATEGY));
  const args = ['bundle', strategy, '-o', out, ...(isInside ? ['--edge'] : [])];
  const { status, stderr } = spawnSync(path.join(root, 'build/native/vitrine'), args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return readFileSync(out);
}

/** @param {string} script @param {number} next number of the page that is prefetched */
const page = (script, next) => `<!doctype html><html><head><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">
<script async src="/${script}" data-consent="granted"></script>
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["/${script}/p/${next}"],"eagerness":"immediate"}]}</script></head>
<body>${slot('hero', 'back')}<a href="/${script}/p/${next}">next</a></body></html>`;

before(async () => {
  const scripts = /** @type {Record<string, Buffer>} */ ({
    '/inside.js': bundleOf(true),
    '/beside.js': bundleOf(false),
    '/arrive.js': readFileSync(path.join(root, 'js/dist/arrive.js')),
  });
  let next = 1000;
  shop = await served(
    (request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://shop.example');
      if (scripts[pathname])
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=600' }).end(scripts[pathname]);
      else if (pathname.includes('/p/'))
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(pathname.split('/')[1], next++));
      else response.writeHead(404).end();
    },
    { engine: await engineOf(STRATEGY), secret: KEY },
  );
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {import('playwright-core').Page} of */
const ready = of =>
  of.waitForFunction(() => document.readyState !== 'loading' && /** @type {any} */ (document)[Symbol.for('vitrine')]?.handle());
/** @param {import('playwright-core').Page} of @returns {Promise<string[]>} */
const segmentsOf = of => of.evaluate(() => /** @type {any} */ (document)[Symbol.for('vitrine')].handle().segments());

test('a page that comes back out of the history before anything was stored keeps what the page between has left', () =>
  visiting(browser, async ({ page: tab }) => {
    const at = `http://localhost:${shop.port}/inside.js/p`;
    for (const number of [1, 2]) {
      await tab.goto(`${at}/${number}`);
      await ready(tab);
    }
    await tab.goBack({ waitUntil: 'commit' });
    await ready(tab);
    await tab.goto(`${at}/3`);
    await ready(tab);
    assert.deepEqual(await segmentsOf(tab), ['views_1', 'views_2', 'views_3', 'views_4']);
  }));

/** @param {number} seed @param {string} script */
const journey = (seed, script) =>
  visiting(browser, async ({ context, page: first, newPage, errors }) => {
    const { below } = makeRandom(seed);
    const at = `http://localhost:${shop.port}/${script}`;
    const tabs = [first];
    const done = [];
    const tab = () => tabs[below(tabs.length)];
    let number = 0;
    /** Views before the one that stands in the tab. @type {Map<import('playwright-core').Page, number>} */
    const depth = new Map();
    const deeper = (/** @type {import('playwright-core').Page} */ of) => depth.set(of, (depth.get(of) ?? -1) + 1);
    /** @param {import('playwright-core').Page} of */
    async function go(of) {
      deeper(of);
      await of.goto(`${at}/p/${++number}`);
      await ready(of);
    }
    const tell = (/** @type {import('playwright-core').Page} */ of, /** @type {string[]} */ events) =>
      of.evaluate(told => {
        const { dataLayer } = Object.assign(window, { dataLayer: /** @type {any} */ (window).dataLayer ?? [] });
        for (const event of told) dataLayer.push({ event });
      }, events);
    const steps = {
      go: () => go(tab()),
      open: async () => {
        tabs.push(await newPage());
        await go(/** @type {any} */ (tabs.at(-1)));
      },
      event: () => tell(tab(), [['quiz_done', 'cart_seen'][below(2)]]),
      move: async () => {
        const of = tab();
        deeper(of);
        await of.evaluate(to => history.pushState(null, '', to), `/${script}/p/${++number}`);
      },
      back: async () => {
        const of = tab();
        if (depth.get(of) === 0) return;
        depth.set(of, /** @type {number} */ (depth.get(of)) - 1);
        await of.goBack({ waitUntil: 'commit' });
        await ready(of);
      },
      reload: async () => {
        const of = tab();
        await of.reload();
        await ready(of);
      },
      follow: async () => {
        const of = tab();
        deeper(of);
        await Promise.all([of.waitForNavigation(), of.click('a')]);
        await ready(of);
      },
      overflow: () => tell(tab(), Array(24).fill('quiz_done')),
    };
    await go(first);
    const names = /** @type {(keyof typeof steps)[]} */ (Object.keys(steps));
    for (let i = 0; i < STEPS; i++) {
      const name = names[below(names.length)];
      done.push(name);
      await steps[name]();
    }
    // What each tab has told has reached the others; a quiet page shows what an overtaken answer has wiped, and the next one carries it.
    await first.waitForTimeout(250);
    const last = await newPage();
    await go(last);
    await last.waitForTimeout(150);
    await go(last);
    const ofEdge = await last.evaluate(() => fetch('/.vitrine/export', { method: 'POST' }).then(answer => answer.json()));
    const known = await segmentsOf(last);
    assert.deepEqual(ofEdge.segments, known, `seed ${seed}, ${script}: ${done.join(' ')}`);
    assert.ok(known.length >= 2);
    const sizes = (await context.cookies()).filter(({ name }) => /vitrine/.test(name)).map(({ value }) => value.length);
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= 2600, `${sizes}`);
    assert.deepEqual(errors, []);
  });

for (const [script, first, count] of /** @type {[string, number, number][]} */ ([
  ['inside.js', 1, JOURNEYS * 0.8],
  ['beside.js', 1001, JOURNEYS * 0.2],
]))
  test(`page and edge agree after ${count} journeys in a browser, the part for pages of the edge ${script === 'inside.js' ? 'inside the script' : 'beside it'}`, async () => {
    for (let seed = first; seed < first + count; seed++) await journey(seed, script);
  });
