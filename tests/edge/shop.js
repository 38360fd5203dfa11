// A small shop behind the edge: a strategy, its pages, and requests to them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { personalize } from '../../js/src/edge/personalize.js';
import { createEngine } from '../../js/src/engine.js';
import { compiled, distFile } from '../js/packs.js';

export const KEY = 'k'.repeat(32);
export const HERO =
  '<section data-vitrine-slot=hero><template data-vitrine-variant=again>Again</template><template data-vitrine-variant=hallo>Hallo</template>Shop</section>';
export const GRID =
  '<ul data-vitrine-slot=grid><li data-vitrine-item=a data-popularity=0.1>a</li><li data-vitrine-item=b data-popularity=0.9>b</li></ul>';
export const PAGE = `<!doctype html><html><head><title>t</title></head><body><p>x</p>${HERO}${GRID}</body></html>`;

export const STRATEGY = {
  name: 'edge',
  currency: 'EUR',
  visit_gap: '30m',
  events: ['quiz_done'],
  traits: { tier: ['none', 'gold'] },
  features: { views: { count: 'page_view' }, quizzes: { count: 'quiz_done' }, seen: { count: 'view_item' } },
  segments: {
    back: { when: { views: { gte: 2 } } },
    german: { when: { language: 'de' } },
    measured: { when: { views: { gte: 1 } }, purpose: 'measurement' },
    four: { when: { views: { gte: 4 } } },
    quiz: { when: { quizzes: { gte: 2 } } },
    full: { when: { 'cart.items': { gte: 1 } } },
    gold: { when: { 'trait.tier': 'gold' } },
    unread: { when: { seen: { gte: 9 } } },
  },
  stages: [{ id: 'all' }],
  slots: {
    hero: {
      kind: 'content',
      variants: [{ id: 'again', for: { segment: 'back' } }, { id: 'hallo', for: { segment: 'german' } }, { id: 'default' }],
    },
    count: {
      kind: 'content',
      variants: [{ id: 'quiz', for: { segment: 'quiz' } }, { id: 'four', for: { segment: 'four' } }, { id: 'default' }],
    },
    ads: { kind: 'content', variants: [{ id: 'measured', for: { segment: 'measured' } }, { id: 'default' }] },
    cart: {
      kind: 'content',
      variants: [{ id: 'full', for: { segment: 'full' } }, { id: 'gold', for: { segment: 'gold' } }, { id: 'default' }],
    },
    proof: {
      kind: 'content',
      variants: [{ id: 'few', for: { segment: 'german' }, message: 'urgency', needs: { stock: { lt: 6 } } }, { id: 'default' }],
    },
    grid: { kind: 'sort', signals: { popularity: 1 } },
  },
};

/** @typedef {import('../../js/src/edge/personalize.js').Engine} Engine */
/** @typedef {import('../../js/src/edge/personalize.js').Options} Options */

/** @param {object} [strategy] @param {string[]} [more] arguments of `vitrine compile` @returns {Promise<Engine & Awaited<ReturnType<typeof createEngine>>>} */
export async function engineOf(strategy = STRATEGY, more = []) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-edge-'));
  try {
    const file = path.join(folder, 'strategy.json');
    writeFileSync(file, JSON.stringify(strategy));
    const module = new WebAssembly.Module(distFile('vitrine-edge.wasm'));
    return await createEngine({ module, pack: compiled(file, more).pack });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string | Uint8Array<ArrayBuffer> | ReadableStream} body @param {Record<string, string>} [headers] @param {number} [status] */
export const origin =
  (body, headers = {}, status = 200) =>
  async () =>
    new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } });

/** @param {Engine} engine @param {Record<string, string>} [headers] @param {Partial<Options>} [more] @param {string} [url] */
export const askOf = (engine, headers = {}, more = {}, url = 'https://shop.example/') =>
  personalize(new Request(url, { headers: { 'sec-fetch-dest': 'document', ...headers } }), {
    engine,
    origin: origin(PAGE),
    secret: KEY,
    ...more,
  });

/** @param {Response} response @param {string} [name] @returns {string} the cookie that it sets, as a request carries it; '' for none */
export const cookieOf = (response, name = '__Host-vitrine') =>
  response.headers
    .getSetCookie()
    .find(line => line.startsWith(`${name}=`))
    ?.split(';', 1)[0] ?? '';

/** @param {string} page @param {string} slot @returns {string | undefined} what stands in it */
export const slotOf = (page, slot) => new RegExp(`data-vitrine-slot=${slot}>(.*?)</section>`).exec(page)?.[1];

/** @param {string} page @returns {any} what the edge tells it */
export const toldIn = page => JSON.parse(/<script type="application\/json" data-vitrine-edge>(.*?)<\/script>/.exec(page)?.[1] ?? 'null');

/** @param {string} name @param {...string} variants @returns {string} a slot with a template for each */
export const slot = (name, ...variants) =>
  `<section data-vitrine-slot=${name}>${variants.map(variant => `<template data-vitrine-variant=${variant}>${variant}</template>`).join('')}shop</section>`;
