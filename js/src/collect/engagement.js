// Small signs of interest without a line of the shop's code: gallery, size guide, reviews, choice of a variant, and whatever is marked to be seen.

import { begins } from './claims.js';
import { itemOf } from './page.js';

/** @typedef {import('../collect.js').Host} Host */

const SEEN = '[data-vitrine-seen]';
/** Reviews are read when they have been seen; these are ours, and those of shops and tools as they come. */
const REVIEWS =
  '[data-vitrine-reviews],#reviews,#product-reviews,#shopify-product-reviews,#judgeme_product_reviews,.jdgm-review-widget,.yotpo-main-widget,.stamped-main-widget,.okeReviews-widget-holder';
/** Told by a click. @type {[event: string, selector: string][]} */
const CLICKED = [
  [
    'gallery_view',
    '[data-vitrine-gallery],media-gallery,.product__media-list,.woocommerce-product-gallery,.gallery-placeholder,.fotorama,.product-images',
  ],
  [
    'size_guide_view',
    '[data-vitrine-size-guide],a[href*="size-guide" i],a[href*="size-chart" i],[aria-controls*="size-guide" i],[aria-controls*="size-chart" i],[data-modal*="size" i]',
  ],
];
/** Told by a change of a field in it. */
const VARIANTS =
  '[data-vitrine-variants],variant-selects,variant-radios,variant-picker,.variations_form .variations,.product-options-wrapper .swatch-opt';

/** @param {Element} element @returns {Record<string, unknown>[] | undefined} */
function itemsAt(element) {
  const item = /** @type {HTMLElement | null} */ (element.closest('[data-vitrine-item]'));
  return item ? [itemOf(item)] : undefined;
}

/** What a click tells by `data-vitrine-event` is told there. @type {import('../collect.js').Collector} */
export function engagement(host) {
  if (!begins(host, 'engagement')) return;
  /** Of this view: event and item. @type {Set<string>} */
  const told = new Set();
  /** @type {Set<Element>} */
  const watched = new Set();

  /** @param {string} event @param {Element} element @param {boolean} [isEach] not once a view alone */
  function tell(event, element, isEach) {
    const items = itemsAt(element);
    const key = `${event} ${items?.[0].item_id ?? ''}`;
    if (!event || (told.has(key) && !isEach)) return;
    told.add(key);
    host.tell({ event, fields: {}, items });
  }

  const watch = host.seen(host.safely(element => tell(element.dataset.vitrineSeen ?? 'review_read', element)));

  /** @param {ParentNode} tree */
  function find(tree) {
    for (const element of tree.querySelectorAll(`${SEEN},${REVIEWS}`)) add(element);
  }

  /** @param {Element} element */
  function add(element) {
    // Of reviews in reviews the outermost is the whole.
    if (watched.has(element) || (!element.matches(SEEN) && element.parentElement?.closest(REVIEWS))) return;
    watched.add(element);
    watch(element);
  }

  /** @param {Event} event @returns {Element[]} from the innermost outwards, through open shadow roots */
  const pathOf = event => /** @type {Element[]} */ (event.composedPath().filter(each => each instanceof Element));

  document.addEventListener(
    'click',
    host.safely(event => {
      const path = pathOf(event);
      if (path.some(each => each.matches('[data-vitrine-event]'))) return;
      for (const [name, selector] of CLICKED) {
        const element = path.find(each => each.matches(selector));
        if (element) tell(name, element);
      }
    }),
    true,
  );
  document.addEventListener(
    'change',
    host.safely(event => {
      const element = pathOf(event).find(each => each.matches(VARIANTS));
      if (element) tell('variant_select', element, true);
    }),
    true,
  );

  const observer = new MutationObserver(
    host.safely(records => {
      for (const { type, target, addedNodes } of records) {
        for (const node of type === 'attributes' ? [target] : addedNodes) {
          if (!(node instanceof Element)) continue;
          if (node.matches(`${SEEN},${REVIEWS}`)) add(node);
          find(node);
        }
      }
    }),
  );
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-vitrine-seen'] });
  find(document);
  host.views.push(() => {
    told.clear();
    for (const element of watched) {
      if (element.isConnected) watch(element);
      else watched.delete(element);
    }
  });
}
