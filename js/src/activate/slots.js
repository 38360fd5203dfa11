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
  if (isWaiting || slot.getClientRects().length === 0) return false;
  return scrollY > 0 || slot.getBoundingClientRect().top < FAR * innerHeight;
}

/** @param {Element} slot @returns {Element[]} */
const templatesOf = slot => [...slot.querySelectorAll(':scope>template')];

/** @param {Element} slot @returns {boolean} it has content of the shop already */
export const hasContent = slot => [...slot.childNodes].some(node => node.nodeName !== 'TEMPLATE' && node.textContent?.trim());

/** @param {Node | null} node @returns {boolean} the parser is done with it */
export function isParsed(node) {
  for (; node; node = node.parentNode) if (node.nextSibling) return true;
  return document.readyState !== 'loading';
}

/** @param {Element} slot @param {string} variant */
export function templateOf(slot, variant) {
  const templates = /** @type {HTMLTemplateElement[]} */ (templatesOf(slot));
  return templates.find(template => template.dataset.vitrineVariant === variant);
}

/** @param {Element} slot @param {Node[]} content beside which only its templates stay */
export const keepOnly = (slot, content) => slot.replaceChildren(...templatesOf(slot), ...content);

/** @param {Element} slot @param {HTMLTemplateElement} template @returns {Node[]} what the slot shows now */
export function fill(slot, template) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  // The parser would add the slot's own text to a text that stands last: the comment keeps them apart.
  const content = [...copy.childNodes, document.createComment('')];
  keepOnly(slot, content);
  return content;
}
