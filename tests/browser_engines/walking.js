// A window of the named engine, as the walk through the demo store and the golden recording use one.
import { openEngine } from '../browser/engines/index.js';

/** @param {import('../browser/chromium.js').Browser} browser @param {string[]} complaints gets what the page's errors and its console say */
async function windowOf(browser, complaints) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  return { go: (/** @type {string} */ url) => page.goto(url), evaluate: (/** @type {string} */ code) => page.evaluate(code) };
}

/** @param {(window: import('../shop/walk.js').Window, complaints: string[]) => Promise<void>} work with a window that has an empty profile */
export async function inWindow(work) {
  const browser = await openEngine();
  /** @type {string[]} */
  const complaints = [];
  try {
    await work(await windowOf(browser, complaints), complaints);
  } finally {
    await browser.close();
  }
}
