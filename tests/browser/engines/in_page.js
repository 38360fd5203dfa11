// Functions that run in the page for page.js: each is sent as its text, so it uses nothing from outside itself.

/** @param {[string, 'attached' | 'visible']} wanted */
export function isShown([selector, state]) {
  const element = document.querySelector(selector);
  if (!element || state === 'attached') return element !== null;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
}

/** @param {[string, number]} wanted @returns {Promise<[number, number] | null>} the middle of an element that is in sight, that nothing covers and that does not move */
export async function boxOf([selector, nth]) {
  const element = document.querySelectorAll(selector)[nth];
  if (!element) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const middle = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return /** @type {[number, number]} */ ([Math.round(x + width / 2), Math.round(y + height / 2)]);
  };
  const before = middle();
  await frame();
  await frame();
  const now = middle();
  const hit = document.elementFromPoint(...now);
  return String(before) === String(now) && hit && (element.contains(hit) || hit.contains(element)) ? now : null;
}
