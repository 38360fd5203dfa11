// Scripts that run in every page of a visitor before its own, whichever of the two came first.

/** @typedef {import('./page.js').EnginePage} EnginePage */

export function initScripts() {
  /** @type {EnginePage[]} */
  const pages = [];
  /** @type {[import('./page.js').Work, unknown][]} */
  const scripts = [];
  return {
    /** @param {import('./page.js').Work} script @param {unknown} [arg] */
    async addInitScript(script, arg) {
      scripts.push([script, arg]);
      for (const page of pages) await page.addInitScript(script, arg);
    },
    /** @param {EnginePage} page that is new */
    async join(page) {
      pages.push(page);
      for (const [script, arg] of scripts) await page.addInitScript(script, arg);
    },
  };
}
