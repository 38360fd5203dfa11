// The demo store with the script and without it, in pairs that take turns; and how long a list of 200 cards takes to be sorted.
import { startStore } from '../../demo_store/serve.js';
import { openBrowser } from '../browser/chromium.js';
import { openShop, pageText, SCRIPT } from '../browser/shop.js';
import { openMeter } from './browser.js';
import { compressedStore } from './compressed.js';
import { observerCost } from './store_observer.js';
import { SLOW_DOWN, visitStore } from './store_visit.js';

/** @typedef {import('./store_visit.js').Visit} Visit */
/** @typedef {import('./store_visit.js').Mode} Mode */
/** @typedef {Awaited<ReturnType<typeof measureStore>>} Measured */

/** @type {Mode[]} */
const MODES = ['off', 'bundle', 'head', 'hung'];
const CARDS = 200;

/** @param {number[]} values @returns {[number, number, number]} lower quartile, median, upper quartile */
export function quartiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  };
  return [at(0.25), at(0.5), at(0.75)];
}

/** Modes in the order of a round: every one comes at every place, and after every other. @param {number} round */
function orderOf(round) {
  const turned = MODES.map((_, i) => MODES[(i + round) % MODES.length]);
  return round % 2 === 0 ? turned : turned.toReversed();
}

const list = () => {
  const cards = Array.from({ length: CARDS }, (_, i) => {
    const popularity = ((i * 37) % CARDS) / CARDS; // every value once, far from sorted
    return `<li data-vitrine-item="sku-${i}" data-price="${i + 0.9}" data-popularity="${popularity}"><a href="#"><img alt=""><b>Card ${i}</b><span>${i}.90</span></a></li>`;
  });
  return `<ul data-vitrine-slot="category.popular">${cards.join('')}</ul>`;
};

/** Runs in the page. @param {string} html @returns {Promise<string[]>} what stands in the list when two frames have shown it */
async function insert(html) {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  document.body.append(holder);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [...holder.querySelectorAll('li')].map(item => item.dataset.popularity ?? '');
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {boolean} isSlot whether the list is one that is sorted
 * @returns {Promise<number>} what the main thread has used for it, in milliseconds of this machine
 */
async function insertedList(browser, origin, isSlot) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'told' in window && /** @type {any} */ (window).told.length > 0);
    const meter = await openMeter(page);
    const before = await meter();
    const order = await page.evaluate(insert, isSlot ? list() : list().replace(/ data-vitrine-slot="[^"]*"/, ''));
    const used = (await meter()) - before;
    const isSorted = order.join() === order.toSorted((a, b) => Number(b) - Number(a)).join();
    if (order.length !== CARDS || isSorted !== isSlot) throw new Error(`the list of the benchmark was ${isSlot ? 'not ' : ''}sorted`);
    return used;
  } finally {
    await context.close();
  }
}

/** What sorting costs a device that is slowed down, from CPU time, so that other work on the machine shows less. @param {import('playwright-core').Browser} browser @param {number} pairs */
async function sortCards(browser, pairs) {
  const shop = await openShop();
  try {
    const ready = "<script>window.told = []; document.addEventListener('vitrine:ready', event => told.push(event))</script>";
    shop.pages.set('/', { parts: [pageText({ head: ready + SCRIPT, body: '<p>A shop</p>' })] });
    const all = [];
    for (let i = 0; i < pairs; i++) {
      const both = { with: 0, without: 0 };
      for (const isSlot of i % 2 === 0 ? [true, false] : [false, true])
        both[isSlot ? 'with' : 'without'] = await insertedList(browser, shop.origin, isSlot);
      all.push(SLOW_DOWN * (both.with - both.without));
    }
    return all;
  } finally {
    await shop.close();
  }
}

/** @param {{ pairs: number }} plan */
export async function measureStore({ pairs }) {
  const store = await startStore({ port: 0, say: line => console.error(`bench: ${line}`) });
  const front = await compressedStore(store.url);
  const browser = await openBrowser();
  const visit = (/** @type {Mode} */ mode) => {
    front.hang(mode === 'hung');
    return visitStore(browser, front.url, mode);
  };
  try {
    /** @type {Record<Mode, Visit[]>} */
    const visits = { off: [], bundle: [], head: [], hung: [] };
    await visit('bundle'); // what the worker and the browser do once is nobody's
    for (let round = 0; round < pairs; round++) {
      console.error(`bench: demo store, round ${round + 1} of ${pairs}`);
      for (const mode of orderOf(round)) visits[mode].push(await visit(mode));
    }
    return {
      pairs,
      version: browser.version(),
      visits,
      sort: await sortCards(browser, pairs),
      observer: await observerCost(browser, Math.min(pairs, 10)),
    };
  } finally {
    await browser.close();
    front.stop();
    await store.stop();
  }
}
