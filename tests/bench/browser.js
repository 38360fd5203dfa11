// The same strategy in Chromium: hot loops in one page, first events in many fresh ones.
import { openBrowser } from '../browser/chromium.js';
import { COLD, FIRST_EVENTS, servePages } from './pages.js';
import { loadModule, prepare } from './prepare.js';
import { madeUpStream } from './stream.js';
import { median, takeTurns } from './timing.js';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ hashes: Record<string, number>, ns: Record<string, number> }} Hot */
/** @typedef {{ ms: number, members: number[], begin: number, at: Record<string, number> }} Answer begin, at: on the page's own clock */
/** @typedef {Answer & { cpu: number }} Told milliseconds of CPU that the page's main thread has used */

/**
 * What the page's main thread has used: unlike in the page's clock, no other work on the machine is in it.
 * @param {Page} page
 * @returns {Promise<() => Promise<number>>} milliseconds
 */
async function openMeter(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN);
  };
}

/** @param {Browser} browser @param {string} url @returns {Promise<Told>} of a page that nobody has loaded before */
async function freshPage(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.on('pageerror', error => console.error(`${url}: ${error.message}`));
    await page.goto(url);
    const meter = await openMeter(page);
    await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
    const before = await meter();
    const answer = await page.evaluate(() => /** @type {any} */ (window).go());
    return { ...answer, cpu: (await meter()) - before };
  } finally {
    await context.close();
  }
}

/** @param {Browser} browser @param {string} origin @param {{ rounds: number, budget: number, warm: number }} options @returns {Promise<Hot>} */
async function hotPage(browser, origin, { rounds, ...options }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/hot.html`);
  await page.waitForFunction(() => 'begin' in window);
  const hashes = await page.evaluate(given => /** @type {any} */ (window).begin(given), options);
  const meter = await openMeter(page);
  const sample = async (/** @type {string} */ name) => {
    const before = await meter();
    const events = await page.evaluate(given => /** @type {any} */ (window).sample(given), name);
    return (1e6 * ((await meter()) - before)) / events;
  };
  const ns = await takeTurns(
    Object.keys(hashes).map(name => ({ name, sample: () => sample(name) })),
    rounds,
  );
  await context.close();
  return { hashes, ns };
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

/** @param {Record<string, Told[]>} told @param {'ms' | 'cpu'} what */
const mediansOf = (told, what) =>
  Object.fromEntries(Object.entries(told).map(([name, all]) => [name, median(all.map(each => each[what]))]));

/** What a fresh page of the core does, with the moments that begin and end it. */
const COLD_PARTS = [
  ['host fetched and run', 'begin', 'begun'],
  ['module and pack fetched, module compiled', 'begun', 'loaded'],
  ['instance made, pack verified', 'loaded', 'ready'],
  ['20 events', 'ready', 'done'],
];
const DECISION_PARTS = [
  ['to a decision: module compiled at once', 'begun', 'compiled'],
  ['to a decision: instance made, pack verified', 'compiled', 'ready'],
  ['to a decision: visitor, one event, decide', 'ready', 'done'],
];

/** @param {Told[]} pages @param {string[][]} parts @returns {[string, number][]} median milliseconds */
function partsOf(pages, parts) {
  const when = (/** @type {Told} */ told, /** @type {string} */ name) => (name === 'begin' ? told.begin : told.at[name]);
  return parts.map(([name, from, to]) => [name, median(pages.map(told => when(told, to) - when(told, from)))]);
}

/**
 * @param {{ segments: number, visitors: number, events: number, rounds: number, budget: number, warm: number, pages: number }} options
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
      cold: mediansOf(cold, 'ms'),
      cpu: mediansOf(cold, 'cpu'),
      fastest: Object.fromEntries(Object.entries(cold).map(([name, all]) => [name, Math.min(...all.map(({ ms }) => ms))])),
      parts: Object.fromEntries([...partsOf(cold.core, COLD_PARTS), ...partsOf(cold.decision, DECISION_PARTS)]),
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
