// What a frame has shown, or would show now, and how far the parser has come.

/** Windows below the upper edge from which on nobody can scroll to a slot before it has changed. */
const FAR = 1.5;

/** @returns {boolean} false: no frame of this page has been made. Paint entries would tell too late: a frame is on its way before they do. */
export const hasPainted = () => Number(document.timeline.currentTime) > 0;

/** @param {Element} element @returns {DOMRect} of what it renders, also where it has no box of its own (display: contents) */
export function boxOf(element) {
  const box = element.getBoundingClientRect();
  if (box.width || box.height) return box;
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

/** @param {Element} element @returns {boolean} a frame made now would show somebody what is in it, or what stands above it would move */
export function isInSight(element) {
  // The page's own style sheet still hides the content of a slot that waits.
  const isWaiting = element
    .getAnimations({ subtree: true })
    .some(animation => /** @type {CSSAnimation} */ (animation).animationName === 'vitrine-wait' && animation.playState === 'running');
  const { top, width, height } = boxOf(element);
  // What is not rendered at all has no box.
  return !isWaiting && width + height > 0 && top < FAR * innerHeight;
}

/** @param {Element} slot @returns {boolean} it has content of the shop already */
export const hasContent = slot => [...slot.childNodes].some(node => node.nodeName !== 'TEMPLATE' && node.textContent?.trim());

/** @param {Node | null} node @returns {boolean} the parser is done with it */
export function isParsed(node) {
  for (; node; node = node.parentNode) if (node.nextSibling) return true;
  return document.readyState !== 'loading';
}
