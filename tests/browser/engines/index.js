// The engine that a run's tests use: VITRINE_ENGINE=firefox or webkit; without it Chromium, by Playwright.
import { chromium } from 'playwright-core';
import { openFirefox } from './firefox.js';
import { openWebKit } from './webkit.js';

/** @typedef {import('playwright-core').Browser} Browser */

const CHROMIUM =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** @type {Record<string, () => Promise<unknown>>} */
const engines = {
  // Playwright switches the history cache off, since its own goBack waits for a load that a restored page has not: history.back() in the page does.
  chromium: () =>
    chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: CHROMIUM.split(' '),
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
  firefox: openFirefox,
  webkit: openWebKit,
};

export const engine = process.env.VITRINE_ENGINE ?? 'chromium';

/** The part of Playwright's Browser that the tests use, in each engine. @returns {Promise<Browser>} */
export async function openEngine() {
  const open = engines[engine];
  if (!open) throw new Error(`VITRINE_ENGINE: '${engine}' is none of ${Object.keys(engines).join(', ')}`);
  return /** @type {Browser} */ (await open());
}
