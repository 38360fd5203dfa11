// What a page has got and shown so far: a test waits for that, and not for a time that a busy machine makes too short.

/** @typedef {import('playwright-core').Page} Page */

/** Runs before any script of the page: notes the text and opening tags of all that the parser adds, also of what is removed again. */
export function noteArrivals() {
  const page = /** @type {Window & { arrived?: string }} */ (window);
  page.arrived = '';
  const isCode = (/** @type {Node | null} */ node) => node?.nodeName === 'SCRIPT' || node?.nodeName === 'STYLE';
  /** @param {Node} node */
  const textOf = node => {
    if (!(node instanceof Element)) return isCode(node.parentNode) ? '' : node.nodeValue;
    return `<${node.localName}${[...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).join('')}>`;
  };
  new MutationObserver(records => {
    for (const { type, target, addedNodes } of records)
      for (const node of type === 'childList' ? addedNodes : [target]) page.arrived += textOf(node) ?? '';
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** @param {Page} page */
export const twoFrames = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

/**
 * A part of an answer: what comes after it is sent once the page has shown what came before it.
 * @param {Page} page that has been nowhere else, since that may have had the same text
 * @param {string} text of what came before it, an opening tag or a part of one
 * @returns {() => Promise<void>}
 */
export const seen = (page, text) => async () => {
  await page.waitForFunction(wanted => /** @type {any} */ (window).arrived?.includes(wanted), text, { polling: 20 });
  await twoFrames(page);
};
