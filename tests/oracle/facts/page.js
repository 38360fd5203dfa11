// Facts of what the visitor looked at last: `page.*`, `last.search_term`.
import { textOf } from '../event.js';
import { locationOf } from '../traffic.js';
import { readAddress } from '../url.js';
import { label } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */
/** @typedef {import('../event.js').Event} Event */

/** @param {import('../history.js').History} history @param {string[]} names @returns {Event | undefined} the newest event of one of these names */
function newest(history, ...names) {
  return history.events.findLast(event => names.includes(event.name));
}

/** @param {string} ofPage @param {string} ofItem @returns {Fact} of the newest page view or product view, whichever came later */
function viewed(ofPage, ofItem) {
  return history => {
    const event = newest(history, 'page_view', 'view_item');
    if (!event) return null;
    return label(textOf(event.name === 'page_view' ? event.fields[ofPage] : event.items[0]?.[ofItem]));
  };
}

/** @type {Record<string, Fact>} */
export const PAGE_FACTS = {
  'page.type': history => label(textOf(newest(history, 'page_view')?.fields.page_type)),
  'page.path': history => {
    const event = newest(history, 'page_view');
    const location = event ? locationOf(event) : null;
    return label(textOf(event?.fields.page_path) ?? (location === null ? null : readAddress(location).path));
  },
  'page.category': viewed('page_category', 'item_category'),
  'page.item': viewed('page_item', 'item_id'),
  'last.search_term': history => label(textOf(history.collected().findLast(event => event.name === 'search')?.fields.search_term)),
};
