// Puts the items of a list into another order by moving their nodes, so that keyboard and screen readers follow, and gives the page its own order back
// as soon as the page changes the list itself.

const ITEM = '[data-vitrine-item]';

/** @typedef {{ box: Element, items: HTMLElement[], nodes_: Element[] }} Found the node that moves for each item, all of them children of the box */

/**
 * @param {Element} list
 * @returns {Found | string} a text: why it cannot be sorted
 */
export function itemsOf(list) {
  /** Nearest to the list: an item in an item is not one of its own. @type {HTMLElement[]} */
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(ITEM))].filter(
    item => !list.contains(/** @type {Node} */ (item.parentElement?.closest(ITEM))),
  );
  if (!items.length) return 'it has no item';
  let box = /** @type {Element} */ (items[0].parentElement);
  while (box !== list && !items.every(item => box.contains(item))) box = /** @type {Element} */ (box.parentElement);
  const nodes = items.map(item => {
    /** @type {Element} */
    let node = item;
    while (node.parentElement !== box) node = /** @type {Element} */ (node.parentElement);
    return node;
  });
  if (new Set(nodes).size < nodes.length) return 'a part of it holds several items';
  if (!('moveBefore' in box) && nodes.some(node => /-/.test(node.localName) || node.querySelector('iframe,:not(:defined)')))
    return 'an item holds what cannot be moved';
  return { box, items, nodes_: nodes };
}

/** Moves as few nodes as a walk from the first to the last needs. @param {any} box @param {Node[]} order of all of its child nodes */
function put(box, order) {
  let next = box.firstChild;
  for (const node of order) {
    if (node === next) next = next.nextSibling;
    else if (box.moveBefore && node instanceof Element) box.moveBefore(node, next);
    else box.insertBefore(node, next);
  }
}

/**
 * Sorts now, and until the page itself changes the list: then its own order is put back, with its change in it, before a frame is made.
 * Only what it adds behind the last item leaves ours as it is.
 * @param {Found} found
 * @param {ArrayLike<number>} order the item that began at order[i] goes to place i
 * @param {() => void} undone the page's order was put back; called once
 * @returns {() => void} puts the page's order back
 */
export function sort({ box, nodes_: nodes }, order, undone) {
  /** The page's own order of all child nodes. @type {Node[]} */
  let own = [...box.childNodes];
  const place = new Map(nodes.map((node, i) => [/** @type {Node} */ (node), nodes[order[i]]]));
  put(
    box,
    own.map(node => place.get(node) ?? node),
  );

  /** @param {MutationRecord} record */
  const replay = ({ removedNodes, addedNodes, nextSibling }) => {
    const gone = new Set([...removedNodes, ...addedNodes]);
    own = own.filter(node => !gone.has(node));
    const at = nextSibling ? own.indexOf(nextSibling) : -1;
    own.splice(at < 0 ? own.length : at, 0, ...addedNodes);
  };
  /** @param {MutationRecord} record */
  const isBehind = ({ removedNodes, addedNodes }) =>
    !removedNodes.length && [...addedNodes].every(node => nodes.every(item => isBefore(item, node)));
  const observer = new MutationObserver(records => {
    const areAllBehind = records.every(isBehind);
    records.forEach(replay);
    if (areAllBehind) return;
    restore();
    undone();
  });
  const restore = () => {
    observer.takeRecords().forEach(replay);
    observer.disconnect();
    put(
      box,
      own.filter(node => node.parentNode === box),
    );
  };
  observer.observe(box, { childList: true });
  return restore;
}

/** @param {Node} item @param {Node} node @returns {boolean} or one of the two is no longer in the document */
const isBefore = (item, node) =>
  !item.isConnected || !node.isConnected || (item.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
