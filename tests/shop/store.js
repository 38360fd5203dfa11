// The demo store behind the real workerd, and a shopper who walks through it in Chromium.
import { startStore } from '../../demo_store/serve.js';
import { visiting } from '../browser/chromium.js';

export const HERO = 'home.hero';
export const TRUST = 'product.trust';
export const DAY = 86_400_000;

/** @param {{ csp?: string }} [options] */
export const openStore = (options = {}) => startStore({ port: 0, say: () => {}, ...options });

/** Runs before any script of the page: its slots wait for their decision longer than any machine takes for it. */
function waitLong() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('[data-vitrine-wait]:not([data-vitrine-shown]) > :not(template) { animation-duration: 600s !important }');
  document.adoptedStyleSheets = [sheet];
}

/**
 * A visit to the store that a busy machine does not change: what a slot shows depends on how early the script comes only where it is seen first.
 * @param {Parameters<typeof visiting>[0]} browser
 * @param {Parameters<typeof visiting>[1]} work
 */
export const shopping = (browser, work) =>
  visiting(browser, async visit => {
    await visit.context.addInitScript(waitLong);
    await work(visit);
  });

/**
 * A category's page of which no frame is made before all of it is there: a list of which a part has been seen stays as it is.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 */
export async function goInOnePiece(page, address) {
  await page.route(address, async route => {
    const response = await route.fetch();
    const text = await response.text();
    const held = text
      .replace('<head>', '<head><link rel="expect" href="#behind" blocking="render">')
      .replace('</body>', '<i id="behind"></i></body>');
    await route.fulfill({ response, body: held });
  });
  await page.goto(address);
  await page.unroute(address);
}

/** @param {import('playwright-core').Page} page @param {string} slot @returns {Promise<string | null>} the variant shown, once the slot is decided */
export async function decided(page, slot) {
  const selector = `[data-vitrine-slot="${slot}"]`;
  await page.waitForSelector(`${selector}[data-vitrine-shown]`, { state: 'attached' });
  return page.getAttribute(selector, 'data-vitrine-shown');
}

/** What people can read in a slot. @param {import('playwright-core').Page} page @param {string} slot */
export const readIn = async (page, slot) =>
  (await page.locator(`[data-vitrine-slot="${slot}"] > :not(template)`).allTextContents()).join(' ');

/** Product pages by their addresses. @param {import('playwright-core').Page} page @param {string} url @param {string[]} addresses */
export async function look(page, url, addresses) {
  for (const address of addresses) {
    await page.goto(`${url}/p/${address}`);
    await decided(page, TRUST);
  }
}

/** Items of the grid in their order. @param {import('playwright-core').Page} page */
export const gridOf = page =>
  page.$$eval('[data-vitrine-slot="category.grid"] [data-vitrine-item]', items =>
    items.map(item => ({
      id: item.getAttribute('data-vitrine-item'),
      kind: `${item.getAttribute('data-category2')}/${item.getAttribute('data-brand')}`,
    })),
  );

/** Moves the browser's clock, for this page and those after it. @param {import('playwright-core').BrowserContext} context @param {number} by milliseconds */
export const moveClock = (context, by) =>
  context.addInitScript(shift => {
    const now = Date.now.bind(Date);
    const Real = Date;
    // @ts-expect-error: the page's own Date, moved
    globalThis.Date = class extends Real {
      /** @param {any[]} args */
      constructor(...args) {
        // @ts-expect-error: handed on as they came
        super(...(args.length === 0 ? [now() + shift] : args));
      }
      /** @override */
      static now() {
        return now() + shift;
      }
    };
  }, by);
