// One first visit to the demo store in Chromium, on a slow device and network: what the page's own clocks and the network say of it.
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {'off' | 'bundle' | 'head' | 'hung'} Mode how the page loads the script: not at all, async, not async, async from a server that never answers */
/**
 * @typedef {object} Visit milliseconds, unless a unit is said
 * @property {number} shift layout shift, without a unit
 * @property {number} first first paint
 * @property {number} largest largest contentful paint
 * @property {number} delay from a click to the frame after it; the browser's clock for it moves in steps of 8
 * @property {number} long long tasks, added up
 * @property {number} main tasks of the main thread, added up until the page came to rest
 * @property {number} bytes that came over the network
 * @property {number} requests
 */

/** Four times slower than this machine. */
export const SLOW_DOWN = 4;
/** "Slow 4G" as Chromium's own tools have it: a tenth of the rate and most of the time between are lost on the way. */
export const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const REST = 500;
const MOST = 60_000;
const POLL = 25;

/** Runs before any script of the page: keeps what the browser reports. */
function keepReports() {
  const kept = { shift: 0, first: NaN, largest: NaN, delay: NaN, long: 0 };
  Object.assign(window, { kept });
  /** @param {string} type @param {(entry: any) => void} take */
  const on = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on('layout-shift', entry => {
    kept.shift += entry.value;
  });
  on('paint', entry => {
    if (entry.name === 'first-paint') kept.first = entry.startTime;
  });
  on('largest-contentful-paint', entry => {
    kept.largest = entry.startTime;
  });
  on('longtask', entry => {
    kept.long += entry.duration;
  });
  on('first-input', entry => {
    kept.delay = entry.duration;
  });
}

/** Waits until nothing has come for a while, the hung file aside. @param {() => number} open requests @param {() => boolean} isParsed */
async function rest(open, isParsed) {
  const begin = performance.now();
  for (let quiet = begin; performance.now() - quiet < REST; await sleep(POLL)) {
    if (performance.now() - begin > MOST) throw new Error(`the page did not come to rest within ${MOST / 1000} s`);
    if (open() > 0 || !isParsed()) quiet = performance.now();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {Mode} mode
 * @returns {Promise<Visit>}
 */
export async function visitStore(browser, url, mode) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    /** @type {Set<string>} */
    const open = new Set();
    const seen = { bytes: 0, requests: 0 };
    let isParsed = false;
    page.on('domcontentloaded', () => {
      isParsed = true;
    });
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      seen.requests += 1;
      if (mode !== 'hung' || !request.url.endsWith('/vitrine/shop.js')) open.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      seen.bytes += encodedDataLength;
      open.delete(requestId);
    });
    session.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId));
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
    await session.send('Performance.enable');
    await page.addInitScript(keepReports);
    await page.goto(`${url}/?vitrine=${mode === 'hung' ? 'bundle' : mode}`, { waitUntil: 'commit' });
    await rest(
      () => open.size,
      () => isParsed,
    );
    const { metrics } = await session.send('Performance.getMetrics');
    const main = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    await page.locator('.strip p').click({ noWaitAfter: true });
    await page.waitForFunction(() => !Number.isNaN(/** @type {any} */ (window).kept.delay), null, { polling: POLL });
    const kept = await page.evaluate(() => /** @type {any} */ (window).kept);
    return { ...kept, main, ...seen };
  } finally {
    await context.close();
  }
}
