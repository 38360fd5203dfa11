// Finds the slots and lists of the page, those that come later included: one observer for the life of the document.

import { noteRoot, ROOTS } from '../activate/roots.js';
import { isParsed } from '../activate/sight.js';
import { SLOTS } from './slots.js';

const IN_TREES = `${SLOTS},[data-vitrine-shadow],${ROOTS}`;
/** Milliseconds that one look at added nodes may take; the rest is looked at in the next task. */
const MOST = 1;

/**
 * @param {(found: Iterable<Element>) => void} found slots, each as soon as it is there and before any frame shows it; must not throw
 * @param {(slot: HTMLElement) => void} grown a slot to which something was added; must not throw
 * @param {() => void} looked after each look; must not throw
 * @returns {(root: Document | ShadowRoot) => void} looks into a tree and goes on doing so
 */
export function watchTree(found, grown, looked) {
  /** @type {WeakSet<Node>} */
  const roots = new WeakSet();
  /** Added nodes that nobody has looked at yet. @type {Node[]} */
  const queue = [];

  /** @param {Document | Element | ShadowRoot} tree */
  function scan(tree) {
    const all = [...tree.querySelectorAll(IN_TREES)];
    if (tree instanceof Element && tree.matches(IN_TREES)) all.unshift(tree);
    for (const each of /** @type {HTMLElement[]} */ (all)) {
      noteRoot(each, isParsed);
      if (each.shadowRoot && 'vitrineShadow' in each.dataset) look(each.shadowRoot);
    }
    const slots = all.filter(each => each.matches(SLOTS));
    if (slots[0]) found(slots);
  }

  function work() {
    const until = performance.now() + MOST;
    while (queue.length) {
      const node = queue.pop();
      if (node instanceof Element && node.isConnected) scan(node);
      if (performance.now() > until && queue.length) {
        setTimeout(work);
        break;
      }
    }
    looked();
  }

  const observer = new MutationObserver(records => {
    /** Each once: a list that was sorted has hundreds of records. @type {Set<Node>} */
    const parents = new Set();
    for (const { target, type, addedNodes } of records) {
      if (type === 'attributes') queue.push(target);
      else if (document.readyState !== 'loading') queue.push(...addedNodes);
      if (addedNodes.length) parents.add(target);
    }
    for (const parent of parents) {
      const slot = parent instanceof Element && parent.closest(SLOTS);
      if (slot) grown(/** @type {HTMLElement} */ (slot));
    }
    // While the parser is at work its nodes come in a few large parts: the whole is looked at once for each.
    if (document.readyState === 'loading') scan(document);
    work();
  });

  /** @param {Document | ShadowRoot} root */
  function look(root) {
    if (!roots.has(root))
      observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-vitrine-slot'] });
    roots.add(root);
    scan(root);
    looked();
  }
  return look;
}
