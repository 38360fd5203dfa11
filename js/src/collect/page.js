// What the page says of itself: its view, the state the shop knows, its items, its marked clicks.

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ event: string, fields: Fields, items?: Fields[] }} PageEvent */

/** @returns {'mobile' | 'tablet' | 'desktop'} */
function deviceClass() {
  if (!matchMedia('(pointer:coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < 600 ? 'mobile' : 'tablet';
}

/** @returns {Fields} of the one page_view that stands for this page */
export function pageFields() {
  const { vitrinePageType, vitrinePageCategory, vitrinePageItem } = document.documentElement.dataset;
  return {
    page_location: location.href,
    page_path: location.pathname,
    page_referrer: document.referrer,
    page_type: vitrinePageType,
    page_category: vitrinePageCategory,
    page_item: vitrinePageItem,
    device_class: deviceClass(),
    language: navigator.language.split('-')[0],
    tz_offset: -new Date().getTimezoneOffset(),
  };
}

/** @returns {string | null} the text in which the shop states what it knows */
export const stateText = () => document.querySelector('script[data-vitrine-state]')?.textContent ?? null;

/** @param {string | null} text @returns {PageEvent[]} what the shop knows, as events that overrule memory */
export function stateEvents(text) {
  const state = JSON.parse(text || '{}');
  const names = { cart: 'cart_update', customer: 'identify', orders: 'customer_sync' };
  return Object.entries(names).flatMap(([part, event]) => (state[part] ? { event, fields: state[part] } : []));
}

/** @param {HTMLElement} element with data-vitrine-item @returns {Fields} */
export function itemOf({ dataset }) {
  /** @type {Fields} */
  const item = { item_id: dataset.vitrineItem, pinned: 'vitrinePin' in dataset };
  // GA4's item_name, item_brand ... stand without their item_.
  for (const name in dataset) item[name.replace(/^(?=name|brand|variant|category)/, 'item_')] = dataset[name];
  return item;
}

/** @param {(event: PageEvent) => void} take must not throw */
export function followClicks(take) {
  const listen = (/** @type {Event} */ { target }) => {
    const source = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-vitrine-event]'));
    const nearest = /** @type {HTMLElement | undefined} */ (source?.closest('[data-vitrine-item]') ?? undefined);
    if (source) take({ event: source.dataset.vitrineEvent ?? '', fields: {}, items: nearest && [itemOf(nearest)] });
  };
  // Before the page's own listeners, which may stop the event.
  document.addEventListener('click', listen, true);
}
