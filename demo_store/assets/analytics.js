// What the shop tells its data layer, in GA4's words. Size guide, gallery and reviews are told by data-vitrine-event alone.

const kCurrency = 'EUR';

/** @typedef {{ item_id: string, item_name: string, item_category: string, item_category2: string, item_brand: string, price: number, quantity: number, item_variant?: string, index?: number, item_list_id?: string, item_list_name?: string }} Item */
/** @typedef {Window & { dataLayer: unknown[], gtag: (...args: unknown[]) => void, shopConsent: (choice: string) => object }} ShopWindow */

const shopWindow = () => /** @type {ShopWindow} */ (/** @type {unknown} */ (window));

/** An item from an element's data attributes. @param {HTMLElement} element @param {Partial<Item>} [more] @returns {Item} */
export function itemFrom(element, more = {}) {
  const d = element.dataset;
  return {
    item_id: d.vitrineItem ?? '',
    item_name: d.name ?? '',
    item_category: d.category ?? '',
    item_category2: d.category2 ?? '',
    item_brand: d.brand ?? '',
    price: Number(d.price),
    quantity: Number(d.quantity ?? 1),
    ...(d.variant ? { item_variant: d.variant } : {}),
    ...more,
  };
}

/** @param {Item[]} items */
const totalOf = items => Math.round(items.reduce((sum, item) => sum + item.price * item.quantity, 0) * 100) / 100;

/** Currency and worth, for events that are about money. @param {Item[]} items @returns {object} */
const money = items => ({ currency: kCurrency, value: totalOf(items) });

/** Pushes an event that is about items. @param {string} event @param {Item[]} items @param {object} [more] */
export function pushItems(event, items, more = money(items)) {
  const layer = shopWindow().dataLayer;
  layer.push({ ecommerce: null });
  layer.push({ event, ecommerce: { ...more, items } });
}

/** Pushes an event of the shop's own. @param {string} event @param {object} fields */
export const pushEvent = (event, fields) => void shopWindow().dataLayer.push({ event, ...fields });

/** Tells an event in gtag's form. @param {string} event @param {object} fields */
export const tell = (event, fields) => shopWindow().gtag('event', event, fields);

/** @param {'granted' | 'denied'} choice */
export const tellConsent = choice => shopWindow().gtag('consent', 'update', shopWindow().shopConsent(choice));

/** @param {HTMLElement} list */
const cardsOf = list => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('li[data-vitrine-item]')]);

/** @param {HTMLElement} list @param {HTMLElement} card */
const itemInList = (list, card) =>
  itemFrom(card, { index: cardsOf(list).indexOf(card), item_list_id: list.dataset.list, item_list_name: list.dataset.listName });

function tellPage() {
  const { vitrinePageType, vitrinePageCategory, vitrinePageItem } = document.documentElement.dataset;
  pushEvent('page_view', {
    page_location: location.href,
    page_referrer: document.referrer,
    page_title: document.title,
    page_path: location.pathname,
    page_type: vitrinePageType,
    ...(vitrinePageCategory ? { page_category: vitrinePageCategory } : {}),
    ...(vitrinePageItem ? { page_item: vitrinePageItem } : {}),
  });
}

function tellLists() {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-list]'))) {
    const items = cardsOf(list).map(card => itemInList(list, card));
    if (!items.length) continue;
    pushItems('view_item_list', items, { item_list_id: list.dataset.list, item_list_name: list.dataset.listName });
    list.addEventListener('click', event => {
      const card = event.target instanceof Element && event.target.closest('a') ? event.target.closest('li[data-vitrine-item]') : null;
      if (card instanceof HTMLElement)
        pushItems('select_item', [itemInList(list, card)], { item_list_id: list.dataset.list, item_list_name: list.dataset.listName });
    });
  }
}

/** The events that a page tells by being opened. */
function tellBuying() {
  const lines = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-cart] [data-line]')]).map(line => itemFrom(line));
  const type = document.documentElement.dataset.vitrinePageType;
  if (type === 'cart' && lines.length) pushItems('view_cart', lines);
  if (type === 'checkout' && lines.length) pushItems('begin_checkout', lines);
  const order = /** @type {HTMLElement | null} */ (document.querySelector('[data-purchase]'));
  if (!order || !isNewOrder(order.dataset.purchase ?? '')) return;
  pushItems('purchase', lines, {
    transaction_id: order.dataset.purchase,
    currency: kCurrency,
    value: Number(order.dataset.value),
    shipping: Number(order.dataset.shipping),
  });
}

/** An order is told once, however often its page is opened. @param {string} id */
function isNewOrder(id) {
  try {
    if (localStorage.getItem('told_order') === id) return false;
    localStorage.setItem('told_order', id);
  } catch {
    // Storage is refused: whoever listens knows the order by its transaction_id.
  }
  return true;
}

/** Tells what opening this page means. */
export function tellThisPage() {
  tellPage();
  const product = document.querySelector('[data-add-to-cart]');
  if (product instanceof HTMLElement) pushItems('view_item', [itemFrom(product)]);
  const search = /** @type {HTMLElement | null} */ (document.querySelector('[data-search]'));
  if (search) tell('search', { search_term: search.dataset.search });
  tellLists();
  tellBuying();
}
