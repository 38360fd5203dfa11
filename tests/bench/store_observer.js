// What watching the page costs: 1,000 changes a second in a document of 20,000 nodes, with the script and without it.
import { openShop, pageText, SCRIPT } from '../browser/shop.js';
import { openMeter } from './browser.js';

const NODES = 20_000;
const SECONDS = 3;
/** Every 10 ms, so that they come in many small tasks, as a busy page's do. */
const EACH = 10;

/** Runs in the page: cards come and go, and counters count. @param {{ seconds: number, each: number }} plan @returns {Promise<number>} changes that were made */
async function change({ seconds, each }) {
  const groups = [...document.querySelectorAll('section')];
  let made = 0;
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    for (let i = 0; i < each; i++, made++) {
      const group = groups[made % groups.length];
      const card = group.firstElementChild;
      if (i % 2) group.append(/** @type {Element} */ (card).cloneNode(true));
      else if (card && group.childElementCount > 1) card.remove();
    }
    await new Promise(done => setTimeout(done, 10));
  }
  return made;
}

/** @param {import('playwright-core').Browser} browser @param {string} url @returns {Promise<number>} milliseconds of the main thread a second */
async function busySecond(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'isThere' in window);
    const meter = await openMeter(page);
    const before = await meter();
    await page.evaluate(change, { seconds: SECONDS, each: EACH });
    return ((await meter()) - before) / SECONDS;
  } finally {
    await context.close();
  }
}

/** @param {import('playwright-core').Browser} browser @param {number} pairs @returns {Promise<number[]>} what the script adds, in percent of the main thread, from its CPU time */
export async function observerCost(browser, pairs) {
  const shop = await openShop();
  try {
    const card = '<div><a href="#"><b>Card</b></a><span>9.90</span></div>';
    const body = `<p data-vitrine-slot="home.hero">default</p>${`<section>${card.repeat(16)}</section>`.repeat(NODES / 80)}`;
    const there = (/** @type {string} */ target, /** @type {string} */ event) =>
      `<script>${target}.addEventListener('${event}', () => { window.isThere = true })</script>`;
    shop.pages.set('/with', { parts: [pageText({ head: there('document', 'vitrine:ready') + SCRIPT, body })] });
    shop.pages.set('/without', { parts: [pageText({ head: there('window', 'load'), body })] });
    const all = [];
    for (let i = 0; i < pairs; i++) {
      const both = { with: 0, without: 0 };
      /** @type {('with' | 'without')[]} */
      const ways = i % 2 === 0 ? ['with', 'without'] : ['without', 'with'];
      for (const way of ways) both[way] = await busySecond(browser, `${shop.origin}/${way}`);
      all.push((both.with - both.without) / 10);
    }
    return all;
  } finally {
    await shop.close();
  }
}
