// The demo store behind the real workerd, and a shopper who walks through it in Chromium.
import { startStore } from '../../demo_store/serve.js';

export const HERO = 'home.hero';
export const TRUST = 'product.trust';
export const DAY = 86_400_000;

/** @param {{ csp?: string }} [options] */
export const openStore = (options = {}) => startStore({ port: 0, say: () => {}, ...options });

/** @param {import('playwright-core').Page} page @param {string} slot @returns {Promise<string | null>} the variant shown, once the slot is decided */
export async function decided(page, slot) {
  const selector = `[data-vitrine-slot="${slot}"]`;
  await page.waitForSelector(`${selector}[data-vitrine-shown]`, { state: 'attached', timeout: 15_000 });
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
