// Reads what a page without `data-vitrine-*` states for search engines: which page it is, its category, its product with price and brand.

import { blame } from './blame.js';
import { begins, claims, forget, isClaimed } from './claims.js';
import { jsonLdNodes, microdataNodes, openGraphNodes } from './schema_blocks.js';
import { factsOf } from './schema_facts.js';

/** Milliseconds: an application that goes to another view writes its blocks in several steps. */
const SETTLED = 100;
const STATED = 'script[type="application/ld+json" i],meta[property],[itemscope]';

/**
 * The product or list is told as an event only where nobody else will: no data layer, no other collector of events. It is judged when the page
 * is loaded, because tag managers come late. What was there in the view before says nothing of the one that an application goes to.
 * @type {import('../collect.js').Collector}
 */
export function schema(host) {
  if (!begins(host, 'schema')) return;
  /** @type {import('./schema_facts.js').Facts | null} */
  let facts = null;
  let path = location.pathname;
  /** What the view before had, as a text. */
  let stale = '';
  let isBlamed = false;
  let isTold = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;

  /** @param {string} place @param {string} why */
  function broken(place, why) {
    // While the parser is at work the last block may not be whole.
    if (document.readyState === 'loading' || isBlamed) return;
    isBlamed = true;
    blame(host, 'schema', `${place}: ${why}`);
  }

  const isOthers = () => {
    const { [host.layer]: layer, analytics, ShopifyAnalytics } = /** @type {any} */ (window);
    return (
      Array.isArray(layer) || (analytics?.track && isClaimed(host, 'segment')) || (ShopifyAnalytics?.meta && isClaimed(host, 'shopify'))
    );
  };

  const tellEvent = host.safely(() => {
    if (isTold || !facts?.event || document.readyState !== 'complete' || isOthers()) return;
    isTold = true;
    if (claims(host, facts.event.event)) host.tell(facts.event);
  });

  const read = host.safely(() => {
    const found = factsOf([...jsonLdNodes(broken), ...microdataNodes(), ...openGraphNodes()]);
    if (!found || JSON.stringify(found) === stale) return;
    stale = '';
    facts = found;
    host.say(facts.page);
    tellEvent();
  });

  // An application's pages are written while the script is at work.
  const observer = new MutationObserver(records => {
    const isStated = (/** @type {Node} */ node) => node instanceof Element && (node.matches(STATED) || node.querySelector(STATED));
    const isWithin = (/** @type {Node} */ node) => (node instanceof Element ? node : node.parentElement)?.closest(STATED);
    if (settling || !records.some(({ addedNodes, target }) => isWithin(target) || [...addedNodes].some(isStated))) return;
    settling = setTimeout(() => {
      settling = undefined;
      read();
    }, SETTLED);
  });

  host.views.push(() => {
    const isSame = location.pathname === path;
    path = location.pathname;
    isTold = false;
    for (const event of ['view_item', 'view_item_list']) forget(host, event);
    if (isSame) {
      if (facts) host.say(facts.page);
      // The view itself comes first.
      queueMicrotask(tellEvent);
      return;
    }
    stale ||= JSON.stringify(facts);
    facts = null;
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['content'] });
  });
  read();
  for (const when of ['DOMContentLoaded', 'load']) addEventListener(when, () => read());
}
