// The collector of `data-collect="auto"`: loads those others for which the page has something, from beside this file.

import { blame } from './blame.js';

/** @type {Record<string, () => unknown>} */
const FOUND = {
  segment: () => /** @type {any} */ (window).analytics?.track,
  shopify: () => /** @type {any} */ (window).Shopify || /** @type {any} */ (window).ShopifyAnalytics,
  schema: () =>
    document.querySelector(
      'script[type="application/ld+json"],[itemtype*="schema.org/Product"],meta[property="product:price:amount"],meta[property="og:type"][content*="product"]',
    ),
  engagement: () => document.querySelector('[data-vitrine-seen]'),
};

/**
 * Looks now, when the document is parsed, and when it is loaded.
 * @param {import('../collect.js').Host} host
 * @returns {Promise<unknown>} those that were found now are at work
 */
export default function auto(host) {
  const look = () => {
    const found = Object.keys(FOUND).filter(name => FOUND[name]());
    return found.map(async name => {
      delete FOUND[name];
      try {
        (await import(new URL(`collect_${name}.js`, import.meta.url).href)).default(host);
      } catch {
        blame(host, name);
      }
    });
  };
  for (const when of ['DOMContentLoaded', 'load']) addEventListener(when, host.safely(look));
  return Promise.all(look());
}
