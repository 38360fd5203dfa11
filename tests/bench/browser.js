// The same strategy in Chromium: hot loops in one page, first events in many fresh ones.
import { openBrowser } from '../browser/chromium.js';
import { COLD, FIRST_EVENTS, servePages } from './pages.js';
import { loadModule, prepare } from './prepare.js';
import { madeUpStream } from './stream.js';
import { median } from './timing.js';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {{ hashes: Record<string, number>, ns: Record<string, number> }} Hot */
/** @typedef {{ ms: number, members: number[], begin: number, at: Record<string, number> }} Told begin, at: on the page's own clock */

/** @param {Browser} browser @param {string} url @returns {Promise<Told>} of a page that nobody has loaded before */
async function freshPage(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.on('pageerror', error => console.error(`${url}: ${error.message}`));
    await page.goto(url);
    await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
    return await page.evaluate(() => /** @type {any} */ (window).go());
  } finally {
    await context.close();
  }
}

/** @param {Browser} browser @param {string} origin @param {{ rounds: number, budget: number }} options @returns {Promise<Hot>} */
async function hotPage(browser, origin, options) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/hot.html`);
  await page.waitForFunction(() => 'compare' in window);
  const hot = await page.evaluate(given => /** @type {any} */ (window).compare(given), options);
  await context.close();
  return hot;
}

/** @param {Browser} browser @param {string} origin @param {number} pages of each kind */
async function coldPages(browser, origin, pages) {
  /** @type {Record<string, Told[]>} */
  const told = Object.fromEntries([...COLD, 'decision'].map(name => [name, []]));
  for (let round = 0; round < pages; round++) {
    for (const name of COLD) told[name].push(await freshPage(browser, `${origin}/cold_${name}.html`));
    told.decision.push(await freshPage(browser, `${origin}/decision.html`));
  }
  return told;
}

/** Where a fresh page's time goes, in medians. @param {Told[]} pages */
function partsOf(pages) {
  const names = /** @type {const} */ ([
    ['host fetched and run', 'begin', 'begun'],
    ['module and pack fetched, module compiled', 'begun', 'loaded'],
    ['instance made, pack verified', 'loaded', 'ready'],
    ['20 events', 'ready', 'done'],
  ]);
  const when = (/** @type {Told} */ told, /** @type {string} */ name) => (name === 'begin' ? told.begin : told.at[name]);
  return Object.fromEntries(names.map(([name, from, to]) => [name, median(pages.map(told => when(told, to) - when(told, from)))]));
}

/**
 * @param {{ segments: number, visitors: number, events: number, rounds: number, budget: number, pages: number }} options
 */
export async function measureInBrowser({ segments, visitors, events, pages, ...options }) {
  const stream = madeUpStream(visitors, events);
  const made = prepare(`browser_${segments}`, segments, stream);
  const served = await servePages(made, stream);
  const browser = await openBrowser();
  try {
    const hot = await hotPage(browser, served.origin, options);
    const cold = await coldPages(browser, served.origin, pages);
    const expected = await loadModule(made.folder, 'closures');
    const out = new Uint16Array(8192);
    expected.reset();
    expected.run(stream.prepared, 0, FIRST_EVENTS);
    const members = [...out.subarray(0, expected.members(out))].join();
    return {
      hot: hot.ns,
      cold: Object.fromEntries(Object.entries(cold).map(([name, all]) => [name, median(all.map(({ ms }) => ms))])),
      fastest: Object.fromEntries(Object.entries(cold).map(([name, all]) => [name, Math.min(...all.map(({ ms }) => ms))])),
      parts: partsOf(cold.core),
      sizes: served.sizes,
      unequal: [
        ...Object.keys(hot.hashes)
          .filter(name => hot.hashes[name] !== hot.hashes.wasm)
          .map(name => `${name}, hot`),
        ...COLD.filter(name => cold[name].some(each => each.members.join() !== members)).map(name => `${name}, cold`),
      ],
      compared: Object.keys(hot.hashes).length + COLD.length,
      version: browser.version(),
    };
  } finally {
    await browser.close();
    served.close();
  }
}
