// Facts of what the visitor looked at last: `page.*`, `last.search_term`.
import { PAGE_TYPES } from '../generate/pools.js';
import { textOf } from '../event.js';
import { locationOf } from '../traffic.js';
import { readAddress } from '../url.js';
import { label } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */
/** @typedef {import('../event.js').Event} Event */

/** @typedef {{type: string | null, path: string | null, category: string | null, item: string | null}} Page */

/** @type {Page} */
const NONE = { type: null, path: null, category: null, item: null };

/** @param {import('../history.js').History} history @returns {Page} */
function pageOf(history) {
  return history.once('page', () => history.events.reduce(pageAfter, NONE));
}

/** @param {Page} page @param {Event} event @returns {Page} */
function pageAfter(page, event) {
  if (event.name === 'view_item') {
    const [first] = event.items;
    return { ...page, item: textOf(first?.item_id), category: textOf(first?.item_category) };
  }
  if (event.name !== 'page_view') return page;
  const { page_type: type, page_category: category, page_item: item } = event.fields;
  const given = { type: textOf(type), category: textOf(category), item: textOf(item) };
  const location = locationOf(event);
  const path = textOf(event.fields.page_path);
  if (path !== null || location !== null) return { ...given, path: path ?? readAddress(location ?? '').path };
  // It is of the page before and changes only what it gives.
  return { type: given.type ?? page.type, path: page.path, category: given.category ?? page.category, item: given.item ?? page.item };
}

/** @type {Record<string, Fact>} */
export const PAGE_FACTS = {
  'page.type': history => label(pageOf(history).type),
  'page.path': history => label(pageOf(history).path),
  'page.category': history => label(pageOf(history).category),
  'page.item': history => label(pageOf(history).item),
  'last.search_term': history => label(textOf(history.collected().findLast(event => event.name === 'search')?.fields.search_term)),
};

/** What the generator compares them with: capability, name, values. @type {import('../generate/names.js').Kinds} */
export const PAGE_KINDS = ({ world, text }) => [
  ['page', 'page.type', text(PAGE_TYPES)],
  ['page', 'page.path', text(world.paths, true)],
  ['page', 'page.category', text(world.categories)],
  ['page', 'page.item', text(world.skus.slice(0, 4))],
];
