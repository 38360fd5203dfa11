// The same strategy in Chromium: hot loops in one page, first events in many fresh ones.
import { openBrowser } from '../browser/chromium.js';
import { bundlePages, isDecided } from './page_bundle.js';
import { COLD, FIRST_EVENTS, servePages } from './pages.js';
import { loadModule, prepare } from './prepare.js';
import { madeUpStream } from './stream.js';
import { median, takeTurns } from './timing.js';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ hashes: Record<string, number>, ns: Record<string, number> }} Hot */
/** @typedef {{ ms: number, members: any[], begin: number, at: Record<string, number> }} Answer begin, at: on the page's own clock */
/** @typedef {Answer & { cpu: number }} Told milliseconds of CPU that the page's main thread has used */

/**
 * What the page's main thread has used: unlike in the page's clock, no other work on the machine is in it.
 * @param {Page} page
 * @returns {Promise<() => Promise<number>>} milliseconds
 */
export async function openMeter(page) {
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

/**
 * @param {Browser} browser
 * @param {string} origin
 * @param {string[]} bundles names of their pages
 * @param {number} pages of each kind
 */
async function coldPages(browser, origin, bundles, pages) {
  const addresses = [
    ...COLD.map(name => [name, `${origin}/cold_${name}.html`]),
    ...['decision', ...bundles].map(name => [name, `${origin}/${name}.html`]),
  ];
  /** @type {Record<string, Told[]>} */
  const told = Object.fromEntries(addresses.map(([name]) => [name, []]));
  for (let round = 0; round < pages; round++) for (const [name, address] of addresses) told[name].push(await freshPage(browser, address));
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
const BUNDLE_PARTS = [
  ['one-file script: fetched, compiled', 'begin', 'firstLine'],
  ['one-file script: first line to decision shown', 'firstLine', 'lastLine'],
];

/** @param {Told[]} pages @param {string[][]} parts @returns {[string, number][]} median milliseconds */
function partsOf(pages, parts) {
  const when = (/** @type {Told} */ told, /** @type {string} */ name) => (name === 'begin' ? told.begin : told.at[name]);
  return parts.map(([name, from, to]) => [name, median(pages.map(told => when(told, to) - when(told, from)))]);
}

/** The core's answer after the first events of the stream. @param {string} folder @param {import('./stream.js').Stream} stream */
async function expectedMembers(folder, stream) {
  const expected = await loadModule(folder, 'closures');
  const out = new Uint16Array(8192);
  expected.reset();
  expected.run(stream.prepared, 0, FIRST_EVENTS);
  return [...out.subarray(0, expected.members(out))].join();
}

/** @param {Record<string, Told[]>} cold @param {string[]} bundles @param {string} members that are expected @returns {string[]} who answered otherwise */
const unequalCold = (cold, bundles, members) => [
  ...COLD.filter(name => cold[name].some(each => each.members.join() !== members)),
  ...bundles.filter(name => cold[name].some(each => !isDecided(each.members))),
];

/**
 * @template T
 * @param {{ segments: number, visitors: number, events: number, pages: number, beside?: string[] }} plan
 * @param {(browser: Browser, origin: string) => Promise<T>} more what else is measured in the same browser
 */
async function measurePages({ segments, visitors, events, pages, beside = [] }, more) {
  const stream = madeUpStream(visitors, events);
  const made = prepare(`browser_${segments}`, segments, stream);
  const { files, names: bundles } = bundlePages(beside);
  const served = await servePages(made, stream, files);
  const browser = await openBrowser();
  try {
    const also = await more(browser, served.origin);
    const cold = await coldPages(browser, served.origin, bundles, pages);
    const bundleParts = bundles.flatMap((name, i) =>
      partsOf(cold[name], BUNDLE_PARTS).map(([part, ms]) => [beside[i - 1] ? `${part} (${beside[i - 1]})` : part, ms]),
    );
    return {
      also,
      cold: mediansOf(cold, 'ms'),
      cpu: mediansOf(cold, 'cpu'),
      fastest: Object.fromEntries(Object.entries(cold).map(([name, all]) => [name, Math.min(...all.map(({ ms }) => ms))])),
      /** @type {Record<string, number>} */
      parts: Object.fromEntries([...partsOf(cold.core, COLD_PARTS), ...partsOf(cold.decision, DECISION_PARTS), ...bundleParts]),
      sizes: served.sizes,
      unequal: unequalCold(cold, bundles, await expectedMembers(made.folder, stream)).map(name => `${name}, cold`),
      compared: COLD.length + bundles.length,
      version: browser.version(),
    };
  } finally {
    await browser.close();
    served.close();
  }
}

/** Fresh pages alone. @param {Parameters<typeof measurePages>[0]} plan */
export const measureFresh = plan => measurePages(plan, async () => undefined);

/**
 * @param {Parameters<typeof measurePages>[0] & { rounds: number, budget: number, warm: number }} plan
 */
export async function measureInBrowser(plan) {
  const { also: hot, ...fresh } = await measurePages(plan, (browser, origin) => hotPage(browser, origin, plan));
  const others = Object.keys(hot.hashes).filter(name => hot.hashes[name] !== hot.hashes.wasm);
  return {
    ...fresh,
    hot: hot.ns,
    unequal: [...others.map(name => `${name}, hot`), ...fresh.unequal],
    compared: Object.keys(hot.hashes).length + fresh.compared,
  };
}
