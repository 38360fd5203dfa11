// Random pages in a real browser: what the edge has stitched is what the page's own script makes of the origin's page, node by node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../toolchains/host.js';
import { openBrowser, visiting } from '../browser/chromium.js';
import { served } from '../edge/served.js';
import { engineOf, KEY } from '../edge/shop.js';
import { makeRandom, shopPage } from '../page/random_page.js';

const PAGES = 40;
const NUMBERS = Array.from({ length: 6 }, (_, i) => i);
const STRATEGY = {
  name: 'trees',
  currency: 'EUR',
  features: { views: { count: 'page_view' } },
  segments: { all: { when: { views: { gte: 1 } } } },
  stages: [{ id: 'one' }],
  slots: Object.fromEntries(
    NUMBERS.flatMap(i => [
      [`s${i}`, { kind: 'content', variants: [{ id: 'v0', for: { segment: 'all' } }, { id: 'default' }] }],
      [`l${i}`, { kind: 'sort', signals: { popularity: 1 } }],
    ]),
  ),
};

/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {Awaited<ReturnType<typeof served>>} */
let shop;
/** @type {Map<string, Buffer>} */
const pages = new Map();
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-trees-'));

before(async () => {
  writeFileSync(path.join(folder, 's.json'), JSON.stringify(STRATEGY));
  const args = ['bundle', path.join(folder, 's.json'), '-o', path.join(folder, 'shop.js')];
  assert.equal(spawnSync(path.join(root, 'build/native/vitrine'), args).status, 0);
  const script = readFileSync(path.join(folder, 'shop.js'));
  shop = await served(
    (request, response) => {
      const page = pages.get(request.url ?? '');
      if (request.url === '/shop.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      else response.writeHead(404).end();
    },
    { engine: await engineOf(STRATEGY), secret: KEY, consent: 'p' },
  );
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** In the page: what is rendered in each slot, as a text that two equal trees share. Nodes of the host count as what they stand for. @returns {Record<string, string>} */
function contents() {
  /** @param {Node} node @returns {string} */
  function written(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
    if (!(node instanceof Element)) return '';
    const names = node.getAttributeNames().filter(name => !['slot', 'data-vitrine-shown'].includes(name));
    const own = names.map(name => ` ${name}=${node.getAttribute(name)}`).sort();
    return `<${node.localName}${own.join('')}>${childrenOf(node).map(written).join('')}</>`;
  }
  /** @param {Element} node @returns {Node[]} */
  function childrenOf(node) {
    const ours = [...node.children].filter(each => each.getAttribute('slot') === 'vitrine');
    if (node.shadowRoot && ours.length > 0)
      return ours.flatMap(each =>
        /** @type {HTMLElement} */ (each).style.display === 'contents' && each.localName === 'span' ? [...each.childNodes] : [each],
      );
    const isSlot = node.hasAttribute('data-vitrine-slot');
    const inside = node instanceof HTMLTemplateElement ? node.content : node;
    return [...inside.childNodes].filter(
      each => !isSlot || !(each instanceof HTMLTemplateElement && each.dataset.vitrineVariant !== undefined),
    );
  }
  /** @type {Record<string, string>} */
  const found = {};
  for (const slot of document.querySelectorAll('[data-vitrine-slot]'))
    found[/** @type {HTMLElement} */ (slot).dataset.vitrineSlot ?? ''] = childrenOf(slot).map(written).join('').trim();
  return found;
}

test(`${PAGES} pages: each slot that the edge has filled renders what the script shows, and the page around it is the same`, () =>
  visiting(browser, async ({ page }) => {
    const address = (/** @type {string} */ name) => `http://localhost:${shop.shopPort}${name}`;
    let filled = 0;
    for (let seed = 1; seed <= PAGES; seed++) {
      const html = shopPage(makeRandom(seed)).replace(
        '<title>t</title>',
        '<meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">',
      );
      if (!html.includes('</head>')) continue;
      pages.set('/origin', Buffer.from(html));
      pages.set('/host', Buffer.from(html.replace('</head>', '<script src="/shop.js" data-consent="granted"></script></head>')));
      const answer = await fetch(`http://localhost:${shop.port}/origin`, {
        headers: { 'sec-fetch-dest': 'document', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' },
      });
      const stitched = (await answer.text()).replace(/<script type="application\/json" data-vitrine-edge>.*?<\/script>/, '');
      pages.set('/stitched', Buffer.from(stitched));
      await page.goto(address('/stitched'));
      const byEdge = await page.evaluate(contents);
      const names = await page.evaluate(() =>
        [...document.querySelectorAll('[data-vitrine-slot]')]
          .filter(
            slot =>
              /^s/.test(/** @type {HTMLElement} */ (slot).dataset.vitrineSlot ?? '') &&
              !slot.querySelector('template[data-vitrine-variant]'),
          )
          .map(slot => /** @type {HTMLElement} */ (slot).dataset.vitrineSlot ?? ''),
      );
      await page.goto(address('/host'));
      await page.waitForFunction(() => /** @type {any} */ (window).told.some((/** @type {any} */ each) => each.name === 'ready'));
      const byHost = await page.evaluate(contents);
      for (const name of names) assert.equal(byEdge[name], byHost[name], `seed ${seed}, ${name}: ${html}`);
      assert.deepEqual(Object.keys(byEdge).sort(), Object.keys(byHost).sort(), `seed ${seed}`);
      filled += names.length;
    }
    assert.ok(filled > PAGES / 4, `${filled} slots were filled`);
  }));
