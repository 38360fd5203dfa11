// A browser for the tests: one a file, a fresh profile a test, everything that the page says noted down. Chromium, where no other engine is named.
import { noteArrivals } from './arrivals.js';
import { countScripts } from './count_scripts.js';
import { openEngine } from './engines/index.js';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, detail: any }} Told an event of Vitrine on document */

export const openBrowser = openEngine;

/** Runs before any script of the page. */
function noteEvents() {
  /** @type {Told[]} */
  const told = [];
  Object.assign(window, { told });
  for (const name of ['ready', 'segment', 'decision', 'exposure', 'fault']) {
    document.addEventListener(`vitrine:${name}`, event => told.push({ name, detail: /** @type {CustomEvent} */ (event).detail }));
  }
}

/**
 * @param {Browser} browser
 * @param {(visit: Awaited<ReturnType<typeof newVisit>>) => Promise<void>} work
 */
export async function visiting(browser, work) {
  const visit = await newVisit(browser);
  try {
    await work(visit);
  } finally {
    await visit.close();
  }
}

/** @param {Browser} browser */
async function newVisit(browser) {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  /** Uncaught errors and what the console calls an error. @type {string[]} */
  const errors = [];
  /** @type {(() => Promise<void>)[]} */
  const written = [];
  async function newPage() {
    const page = await context.newPage();
    page.on('pageerror', error => errors.push(String(error)));
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(noteEvents);
    await page.addInitScript(noteArrivals);
    written.push(await countScripts(page));
    return page;
  }
  const close = async () => {
    for (const write of written) await write();
    await context.close();
  };
  return { context, errors, newPage, close, page: await newPage() };
}

/** @param {Page} page @returns {Promise<Told[]>} */
export const toldBy = page => page.evaluate(() => /** @type {any} */ (window).told);

/** @param {Page} page @param {string} name of an event; waits for its first */
export async function waitFor(page, name) {
  await page.waitForFunction(event => /** @type {any} */ (window).told.some((/** @type {Told} */ each) => each.name === event), name, {
    polling: 20,
  });
}

/** @param {Page} page @param {string} slot */
export const shownIn = (page, slot) => page.getAttribute(`[data-vitrine-slot="${slot}"]`, 'data-vitrine-shown');

/** @param {Page} page what is in the browser's storage for the shop */
export const stored = page => page.evaluate(() => ({ ...localStorage }));

/** Leaves the page, so that what is to be saved is. @param {Page} page @param {string} origin */
export async function leave(page, origin) {
  await page.goto(`${origin}/vitrine/vitrine.js`);
}

/** The page's own code tells its dataLayer something. @param {Page} page @param {...object} entries */
export const push = (page, ...entries) =>
  page.evaluate(told => {
    const own = /** @type {any} */ (window);
    own.dataLayer ??= [];
    own.dataLayer.push(...told);
  }, entries);

/** What lies in dataLayer. @param {Page} page @returns {Promise<any[]>} */
export const pushed = page => page.evaluate(() => JSON.parse(JSON.stringify(/** @type {any} */ (window).dataLayer ?? [])));

/** What a slot lets people read, without what is hidden. @param {Page} page */
export const readIn = async (page, slot = 'home.hero') =>
  (await page.locator(`[data-vitrine-slot="${slot}"]`).first().allInnerTexts()).join().trim();
