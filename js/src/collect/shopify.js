// Hears a Shopify shop: what its theme's pages state (ShopifyAnalytics.meta), forms that add to the cart, and a custom pixel that hands on its events.

import { blame } from './blame.js';
import { begins, claims, forget } from './claims.js';
import { metaItem, pageOf, pixelEvent } from './shopify_events.js';

/** @typedef {import('../collect.js').PageEvent} PageEvent */

/** What the custom pixel's messages are called: `parent.postMessage({ vitrine: 'pixel', name, data, id }, SHOP)`. */
const PIXEL = 'pixel';

/**
 * An action that form and pixel both tell is counted once: of each event and item as often as the one of the two says that says it most.
 * Where the page has a data layer, its events are the shop's: then only the pixel is heard besides, which the shop has set up for us.
 * @type {import('../collect.js').Collector}
 */
export function shopify(host) {
  if (!begins(host, 'shopify')) return;
  const page = /** @type {any} */ (window);
  /** How often each source has told what, in this view. @type {Map<string, Record<string, number>>} */
  let told = new Map();
  /** Ids of the pixel's events. @type {Set<string>} */
  const ids = new Set();
  let isViewed = false;

  /** @param {'page' | 'pixel'} source @param {PageEvent} event */
  function tell(source, event) {
    const key = `${event.event} ${event.items?.[0]?.item_id ?? ''}`;
    const counts = told.get(key) ?? {};
    told.set(key, counts);
    const before = Math.max(0, ...Object.values(counts));
    counts[source] = (counts[source] ?? 0) + 1;
    if (counts[source] > before) host.tell(event);
  }

  const meta = () => page.ShopifyAnalytics?.meta;
  const hasLayer = () => Array.isArray(page[host.layer]);

  const state = host.safely(() => {
    if (meta()) host.say(pageOf(meta(), location.pathname));
  });

  /** The product of the page, once a view, when it is certain that no data layer tells it. */
  const view = host.safely(() => {
    if (isViewed || document.readyState !== 'complete' || hasLayer() || meta()?.page?.pageType !== 'product' || !meta().product) return;
    isViewed = true;
    if (!claims(host, 'view_item')) return;
    const item = metaItem(meta(), new URLSearchParams(location.search).get('variant'));
    tell('page', { event: 'view_item', fields: { currency: meta().currency, value: item.price }, items: [item] });
  });

  const submitted = host.safely((/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLFormElement) || hasLayer()) return;
    // Named fields hide a form's own properties.
    const action = new URL(target.getAttribute('action') ?? '', document.baseURI);
    if (action.origin !== location.origin || !/\/cart\/add(\.js)?$/.test(action.pathname)) return;
    const said = new FormData(target);
    const id = `${said.get('id') ?? ''}`;
    const product = meta()?.product;
    const isOfPage = product?.variants?.some?.((/** @type {any} */ each) => `${each.id}` === id);
    const item = isOfPage ? metaItem(meta(), id) : { item_id: `${said.get('product-id') ?? ''}` };
    // A variant alone names no product.
    if (!item.item_id) return;
    const quantity = `${said.get('quantity') ?? '1'}`;
    tell('page', { event: 'add_to_cart', fields: { currency: meta()?.currency }, items: [{ ...item, quantity }] });
  });

  const messaged = host.safely((/** @type {MessageEvent} */ { data, origin, source }) => {
    if (data?.vitrine !== PIXEL || typeof data.name !== 'string') return;
    // Custom pixels stand in a sandboxed frame of the page itself, whose origin is none.
    if (
      (origin !== 'null' && origin !== location.origin) ||
      !source ||
      source === window ||
      /** @type {Window} */ (source).parent !== window
    )
      return;
    if (data.id !== undefined && ids.has(`${data.id}`)) return;
    ids.add(`${data.id}`);
    try {
      const event = pixelEvent(data.name, data.data ?? {});
      if (event) tell('pixel', event);
    } catch {
      blame(host, 'shopify', `${data.name} without its data`);
    }
  });

  function look() {
    state();
    view();
  }

  look();
  for (const when of ['DOMContentLoaded', 'load']) addEventListener(when, look);
  document.addEventListener('submit', submitted, true);
  addEventListener('message', messaged);
  host.views.push(() => {
    told = new Map();
    isViewed = false;
    forget(host, 'view_item');
    state();
    // The view itself comes first.
    queueMicrotask(view);
  });
}
