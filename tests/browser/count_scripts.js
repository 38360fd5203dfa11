// Which parts of the page's script a test reaches, where VITRINE_SCRIPT_COVERAGE names a folder (npm run coverage -- --browser); Chromium alone.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.env.VITRINE_SCRIPT_COVERAGE;

/** @param {import('playwright-core').Page} page @returns {Promise<() => Promise<void>>} writes what was reached until then */
export async function countScripts(page) {
  if (folder === undefined) return async () => {};
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  return async () => {
    if (page.isClosed()) return;
    const reached = await page.coverage.stopJSCoverage();
    const ours = reached.filter(({ url }) => url.endsWith('/vitrine/vitrine.js'));
    writeFileSync(path.join(folder, `${randomUUID()}.json`), JSON.stringify(ours));
  };
}
