// What a page's nodes of schema.org say of it: which page it is, of which category, and its product or list.

import { listOf, typesOf } from './schema_blocks.js';

/** @typedef {import('./schema_blocks.js').Node} Node */
/** @typedef {Record<string, unknown>} Fields */
/**
 * @typedef {object} Facts
 * @property {Fields} page fields of the page_view
 * @property {import('../collect.js').PageEvent | null} event that such a page is a view of
 */

/** Types of nodes, and of the pages that they make. A product goes before, a list counts only where nothing else is said. @type {Record<string, string>} */
const PAGES = {
  CollectionPage: 'category',
  ProductCollection: 'category',
  OfferCatalog: 'category',
  SearchResultsPage: 'search',
  CheckoutPage: 'checkout',
  Article: 'article',
  BlogPosting: 'article',
  NewsArticle: 'article',
};
const PRODUCTS = ['Product', 'ProductGroup', 'ProductModel', 'IndividualProduct', 'SomeProducts', 'Vehicle', 'Book'];
/** In this order. */
const IDS = ['sku', 'productGroupID', 'productID', 'mpn', 'gtin', 'gtin13', 'gtin14', 'gtin12', 'gtin8', 'isbn'];
/** Items of one list that are told. */
const MOST_LISTED = 50;

const isProduct = (/** @type {Node} */ node) => typesOf(node).some(type => PRODUCTS.includes(type));

/** @param {unknown} value a text or number, a node with a name, or a list of them @returns {string | undefined} */
function textOf(value) {
  const first = listOf(value)[0];
  const text = typeof first === 'object' && first ? (first.name ?? first['@value']) : first;
  return /string|number/.test(typeof text) && `${text}`.trim() ? `${text}`.trim() : undefined;
}

/** @param {unknown} address a text, or a node with an `@id` or url @returns {string | undefined} its path */
function pathOf(address) {
  const first = listOf(address)[0];
  const text = typeof first === 'object' && first ? (first['@id'] ?? first.url) : first;
  try {
    return text ? decodeURI(new URL(text, document.baseURI).pathname).replace(/(.)\/$/, '$1') : undefined;
  } catch {
    return undefined;
  }
}

const here = () => pathOf(location.href);

/** @param {Node[]} crumbs of the trail @param {Node | undefined} product @returns {string | undefined} the last of them that is a category */
function categoryOf(crumbs, product) {
  const trail = crumbs.map(crumb => ({
    name: textOf(crumb.name) ?? textOf(crumb.item),
    path: pathOf(crumb.item ?? crumb.url),
  }));
  const last = trail.at(-1);
  // The product itself may stand at the end.
  if (product && last && (!last.path || last.path === here() || last.name === textOf(product.name))) trail.pop();
  // The beginning is the shop, in one language or another.
  if (trail[0] && (/^\/(\w\w(-\w\w)?)?$/.test(trail[0].path ?? '/') || trail.length > 1)) trail.shift();
  return trail.at(-1)?.name;
}

/** @param {Node} product @param {boolean} isOfPage the page's own: its path will do where it has no id @returns {{ item: Fields, currency: string | undefined }} */
function itemOf(product, isOfPage) {
  const [variant] = listOf(product.hasVariant);
  const [offer] = listOf(product.offers ?? variant?.offers);
  const [priced] = listOf(offer?.priceSpecification);
  const id = IDS.map(name => textOf(product[name])).find(Boolean) ?? textOf(variant?.sku);
  const item = {
    item_id: id ?? (isOfPage ? here() : pathOf(product.url ?? product['@id'])),
    item_name: textOf(product.name),
    item_brand: textOf(product.brand) ?? textOf(product.manufacturer),
    item_category: textOf(product.category)
      ?.split(/\s*[>/|]\s*/)
      .at(-1),
    price: textOf(offer?.price) ?? textOf(priced?.price) ?? textOf(offer?.lowPrice) ?? textOf(listOf(offer?.offers)[0]?.price),
  };
  return { item, currency: textOf(offer?.priceCurrency) ?? textOf(priced?.priceCurrency) };
}

/** @param {Node} list of type ItemList or the like @returns {Fields[]} */
function listedIn(list) {
  const elements = listOf(list.itemListElement).slice(0, MOST_LISTED);
  return elements
    .map(element => (typeof element?.item === 'object' && element.item ? element.item : element))
    .filter(element => element && (isProduct(element) || element.url))
    .map(element => itemOf(element, false).item)
    .filter(item => item.item_id);
}

/** Of several products the page's own is the one that names the page's address. @param {Node[]} nodes @returns {Node | undefined} */
function productOf(nodes) {
  const products = nodes.filter(isProduct);
  const own = products.find(each => [each.url, each['@id'], each.mainEntityOfPage].some(address => pathOf(address) === here()));
  // A product may be said twice, once in each form.
  const names = new Set(products.map(each => textOf(each.name)));
  return own ?? (names.size === 1 ? products[0] : undefined);
}

/**
 * @param {Node[]} nodes of the best form first: of two that say the same the first counts
 * @returns {Facts | null} null: they say nothing of the page
 */
export function factsOf(nodes) {
  const product = productOf(nodes);
  const trail = nodes.find(node => typesOf(node).includes('BreadcrumbList'));
  const crumbs = [...listOf(trail?.itemListElement)].filter(Boolean).sort((a, b) => Number(a.position ?? 0) - Number(b.position ?? 0));
  const category = categoryOf(crumbs, product);
  const types = nodes.flatMap(typesOf);
  if (product) {
    const { item, currency } = itemOf(product, true);
    // What the first form leaves out another may say.
    for (const other of nodes.filter(each => isProduct(each) && textOf(each.name) === textOf(product.name))) {
      const more = itemOf(other, true);
      for (const name in item) item[name] ??= more.item[name];
      if (item.price === more.item.price && !currency) item.currency = more.currency;
    }
    item.item_category ??= category;
    const fields = { currency: currency ?? item.currency, value: item.price };
    return {
      page: { page_type: 'product', page_category: category ?? item.item_category, page_item: item.item_id },
      event: { event: 'view_item', fields, items: [item] },
    };
  }
  const list = nodes.find(node => node.itemListElement && !typesOf(node).includes('BreadcrumbList'));
  const items = list ? listedIn(list) : [];
  const isHome = here() === '/' && types.includes('WebSite') ? 'home' : undefined;
  const said = types.map(type => (Object.hasOwn(PAGES, type) ? PAGES[type] : undefined)).find(Boolean);
  const page_type = said ?? isHome ?? (items.length > 1 || nodes.filter(isProduct).length > 1 ? 'category' : undefined);
  if (!page_type && !category) return null;
  const isList = items.length > 0 && page_type === 'category';
  return {
    page: { page_type, page_category: category },
    event: isList ? { event: 'view_item_list', fields: { item_list_name: category }, items } : null,
  };
}
