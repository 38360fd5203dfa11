// Begins a session when the page has come as far as its first slot, and settles the slots as the parser adds them.

import { tell } from './report/report.js';

/**
 * @param {import('./session.js').Session} session
 * @param {() => import('./host/engine.js').Engine | undefined} engine undefined: not there yet; `look` is called when it is
 * @param {(handle: ReturnType<import('./session.js').Session['handle']>) => void} ready called once
 * @returns {() => void} look: to be called when something may have changed
 */
export function whileParsing(session, engine, ready) {
  let isBegun = false;
  const look = session.guard(() => {
    const made = engine();
    if (!isBegun && made && (document.readyState !== 'loading' || document.querySelector('[data-vitrine-slot]'))) {
      isBegun = true;
      session.begin(made);
    }
    session.settle();
    if (document.readyState === 'loading' || !isBegun) return;
    observer.disconnect();
    tell('ready');
    ready(session.handle());
  });
  // It is told of new nodes before any frame shows them.
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', look);
  look();
  return look;
}
