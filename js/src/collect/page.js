// What the page says of itself: its view, the state the shop knows, its items, evidence, and its marked clicks.

import { fieldOf } from './fields.js';

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ event: string, fields: Fields, items?: Fields[] }} PageEvent */

/** @returns {'mobile' | 'tablet' | 'desktop'} */
function deviceClass() {
  if (!matchMedia('(pointer:coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < 600 ? 'mobile' : 'tablet';
}

/** @param {string} referrer the address before @returns {Fields} of the page_view that stands for what is in the document now */
export function pageFields(referrer) {
  const { vitrinePageType, vitrinePageCategory, vitrinePageItem } = document.documentElement.dataset;
  return {
    page_location: location.href,
    page_path: location.pathname,
    page_referrer: referrer,
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

/** @returns {PageEvent[]} what the page proves now */
export const evidenceEvents = () =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-vitrine-evidence]'))].map(({ dataset }) => ({
    event: 'evidence',
    fields: { name: dataset.vitrineEvidence, value: dataset.value, at: dataset.at },
  }));

/** Fields by the attributes that carry them. @type {Record<string, string>} */
const fieldNames = {};

/** @param {HTMLElement} element with data-vitrine-item @returns {Fields} */
export function itemOf(element) {
  const { dataset } = element;
  /** @type {Fields} */
  const item = { item_id: dataset.vitrineItem, pinned: 'vitrinePin' in dataset };
  // A list has hundreds: a walk through dataset takes ten times as long.
  for (const name of element.getAttributeNames()) {
    if (!/^data-/.test(name)) continue;
    fieldNames[name] ??= fieldOf(name);
    item[fieldNames[name]] = element.getAttribute(name);
  }
  return item;
}

/**
 * @param {(event: PageEvent) => void} take a click on a marked element; must not throw
 * @param {(slot: HTMLElement) => void} chosen a click on a link or button in a slot; must not throw
 */
export function followClicks(take, chosen) {
  const listen = (/** @type {MouseEvent} */ event) => {
    if (event.type === 'auxclick' && event.button !== 1) return;
    // From the innermost outwards, through open shadow roots; a click may come from what is no element.
    const path = /** @type {HTMLElement[]} */ (event.composedPath().filter(target => target instanceof Element));
    const nearest = (/** @type {string} */ selector, from = 0) => path.slice(from).findIndex(each => each.matches(selector)) + from;
    const source = nearest('[data-vitrine-event]');
    if (source >= 0 && event.type === 'click') {
      const item = nearest('[data-vitrine-item]', source);
      take({ event: path[source].dataset.vitrineEvent ?? '', fields: {}, items: item < source ? undefined : [itemOf(path[item])] });
    }
    const button = nearest('a[href],button,[role=button]');
    const slot = nearest('[data-vitrine-slot]');
    if (button >= 0 && slot > button) chosen(path[slot]);
  };
  // Before the page's own listeners, which may stop the event.
  for (const type of /** @type {const} */ (['click', 'auxclick'])) document.addEventListener(type, listen, true);
}
