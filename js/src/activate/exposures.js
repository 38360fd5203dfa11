// Tells when a slot is really visible: half of it, or half of the window, in a tab that is shown.

/**
 * @param {(slot: HTMLElement) => void} seen called once for each element; must not throw
 * @returns {(slot: Element) => void} begins to watch an element
 */
export function watchExposures(seen) {
  const observer = new IntersectionObserver(
    entries => {
      for (const { target, intersectionRatio, intersectionRect, isIntersecting } of entries) {
        if (!isIntersecting || document.hidden) continue;
        if (intersectionRatio < 0.5 && intersectionRect.height < innerHeight / 2) continue;
        observer.unobserve(target);
        seen(/** @type {HTMLElement} */ (target));
      }
    },
    { threshold: [0, 0.25, 0.5] },
  );
  return slot => observer.observe(slot);
}
