// Tells when a slot was really seen: for a second without a break, in a visible tab, half of it or half a window of it.

import { boxOf } from './sight.js';

/** Milliseconds. */
const EVERY = 200;
const LONG_ENOUGH = 1000;
/** Longer than this between two looks, and the page was frozen. */
const FROZEN = 5 * EVERY;

/** @param {Element} slot @returns {boolean} enough of what it renders lies in the window, and nothing hides it */
function isSeen(slot) {
  const how = { opacityProperty: true, visibilityProperty: true };
  // A host without a box of its own (display: contents) is seen by what is in it.
  if (![slot, ...slot.children].some(each => each.checkVisibility(how))) return false;
  const { top, bottom, left, right, width, height } = boxOf(slot);
  const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
  const wide = Math.min(right, innerWidth) - Math.max(left, 0);
  if (high <= 0 || wide <= 0) return false;
  return high * wide >= (width * height) / 2 || (high >= innerHeight / 2 && wide >= width / 2);
}

/**
 * Looks five times a second while there is something to wait for that is near the window.
 * @param {(slot: HTMLElement) => void} seen must not throw
 * @returns {{ watch_(slot: Element): void, drop_(slot: Element): void }} watch: its second begins anew, and when it is over `seen` is called, once
 */
export function watchExposures(seen) {
  /** Since when each was seen at every look; NaN: it was not at the last one. @type {Map<Element, number>} */
  const since = new Map();
  /** @type {Set<Element>} */
  const near = new Set();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let looking;
  let before = 0;

  function look() {
    const now = performance.now();
    const isBroken = document.hidden || now - before > FROZEN;
    before = now;
    for (const slot of near) {
      const first = /** @type {number} */ (since.get(slot));
      if (isBroken || !isSeen(slot)) since.set(slot, NaN);
      else if (!(now - first >= 0)) since.set(slot, now);
      else if (now - first >= LONG_ENOUGH) {
        drop(slot);
        seen(/** @type {HTMLElement} */ (slot));
      }
    }
  }

  function pace() {
    if (!near.size === !looking) return;
    clearInterval(looking);
    looking = near.size ? setInterval(look, EVERY) : undefined;
    before = performance.now();
  }

  /** @param {Element} slot */
  function drop(slot) {
    if (!since.delete(slot)) return;
    for (const target of [slot, slot.lastElementChild]) if (target) observer.unobserve(target);
    near.delete(slot);
    pace();
  }

  // It is told after a layout, when to ask for a style costs nothing.
  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      const slot = since.has(target) ? target : /** @type {Element} */ (target.parentElement);
      if (isIntersecting && since.has(slot)) near.add(slot);
      else near.delete(slot);
      // A slot without a box of its own: its last part stands for it.
      if (target === slot && slot.lastElementChild && getComputedStyle(slot).display === 'contents')
        observer.observe(slot.lastElementChild);
    }
    pace();
  });

  return {
    watch_(slot) {
      drop(slot);
      since.set(slot, NaN);
      observer.observe(slot);
    },
    drop_: drop,
  };
}
