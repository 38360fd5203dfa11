// Puts the items of a list into another order by moving their nodes, so that keyboard and screen readers follow.

/** @param {Element} list @returns {HTMLElement[]} its items, in the page's order */
export const itemsOf = list => [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(':scope>[data-vitrine-item]'))];

/**
 * Whatever else is in the list keeps its place.
 * @param {Element[]} items
 * @param {ArrayLike<number>} order the item that began at order[i] goes to place i
 */
export function reorder(items, order) {
  const places = items.map((item, i) => {
    const place = document.createComment('');
    if (order[i] !== i) item.before(place);
    return place;
  });
  for (const [i, place] of places.entries()) place.replaceWith(items[order[i]]);
}
