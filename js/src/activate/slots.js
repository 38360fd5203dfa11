// Puts a variant's markup into a slot, and knows when nobody can have seen the slot yet.

/** Windows below the upper edge from which on nobody can scroll to a slot before it has changed. */
const FAR = 1.5;

/** @returns {boolean} false: no frame of this page has been made. Paint entries would tell too late: a frame is on its way before they do. */
export const hasPainted = () => Number(document.timeline.currentTime) > 0;

/** @param {Element} slot @returns {boolean} a frame made now would show somebody what is in it */
export function isInSight(slot) {
  // The page's own style sheet still hides the content of a slot that waits.
  const isWaiting = slot
    .getAnimations({ subtree: true })
    .some(animation => /** @type {CSSAnimation} */ (animation).animationName === 'vitrine-wait' && animation.playState === 'running');
  const { top, width } = slot.getBoundingClientRect();
  // What is not rendered at all has no width.
  return !isWaiting && width > 0 && (scrollY > 0 || top < FAR * innerHeight);
}

/** @param {Element} slot @returns {boolean} it has content of the shop already */
export const hasContent = slot => [...slot.childNodes].some(node => node.nodeName !== 'TEMPLATE' && node.textContent?.trim());

/** @param {Node | null} node @returns {boolean} the parser is done with it */
export function isParsed(node) {
  for (; node; node = node.parentNode) if (node.nextSibling) return true;
  return document.readyState !== 'loading';
}

/** @param {Element} slot @param {string} variant @returns {HTMLTemplateElement | null} */
export const templateOf = (slot, variant) => slot.querySelector(`:scope>template[data-vitrine-variant="${variant}"]`);

/** Touches nothing where nothing else is: whoever watches the slot would be called for ever. @param {Element} slot @param {Node[]} content */
export function keepOnly(slot, content) {
  for (const node of [...slot.childNodes]) if (node.nodeName !== 'TEMPLATE' && !content.includes(node)) node.remove();
}

/** @param {Element} slot @param {HTMLTemplateElement} template @returns {Node[]} what the slot shows now */
export function fill(slot, template) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  // The parser would add the slot's own text to a text that stands last: the comment keeps them apart.
  const content = [...copy.childNodes, document.createComment('')];
  keepOnly(slot, content);
  slot.append(...content);
  return content;
}
