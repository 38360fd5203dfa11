// One place of the page in which React renders a variant: which one, and that no shopper sees it change.

import { hasPainted, isInSight } from '../activate/sight.js';
import { live } from '../session/live.js';
import { decisionNow } from './decisions.js';

/** What `data-vitrine-shown` says of a default that a frame has shown before the decision came. */
const KEPT = 'kept';

/** @param {Element} element @returns {boolean} a frame made now would show something of it */
const isOnShow = element => element.childNodes.length > 0 && isInSight(element);

/** @param {string} slot */
export function openPlace(slot) {
  /** The variant that is rendered, or kept; '': nobody has decided. */
  let shown = '';
  /** It came in the server's markup, and a frame may have shown it before React had it. */
  let isServed = false;
  /** A frame was made since it is there. */
  let isFramed = false;
  /** A frame has shown it in this view, before anybody had decided. */
  let isSeen = false;
  /** It may change: nobody has decided, or it was in sight when its view began. */
  let isOpen = true;
  let turn = live.turn_();
  /** @type {HTMLElement | null} */
  let element = null;
  /** @type {(() => void) | null} */
  let notify = null;
  /** @type {IntersectionObserver | null} */
  let observer = null;
  let frame = 0;

  /** Decides if it may. @returns {boolean} something else is to be rendered */
  function decide() {
    const decision = decisionNow(slot);
    if (!decision || !isOpen) return false;
    const before = shown;
    const isKept = !!element && isSeen;
    if (!isKept) shown = decision.variant;
    else if (!shown) shown = KEPT;
    isOpen = false;
    observer?.disconnect();
    return shown !== before;
  }

  const expose = () => {
    if (element && shown) live.handle()?.expose(element);
  };

  /** What a frame has shown of an earlier view stays until nobody can see it. */
  function begin() {
    turn = live.turn_();
    if (!element || !isFramed || !isOnShow(element)) {
      isSeen = false;
      isOpen = true;
    } else if (!isOpen) {
      watch(element);
      expose();
    }
  }

  function settle() {
    if (turn !== live.turn_()) begin();
    const wasOpen = isOpen;
    if (decide()) notify?.();
    else if (wasOpen && !isOpen) expose();
  }

  /** @param {HTMLElement} target */
  function watch(target) {
    observer?.disconnect();
    observer = new IntersectionObserver(
      entries => {
        const isNear = entries[entries.length - 1].isIntersecting;
        if (isOpen) isSeen ||= isNear && isOnShow(target);
        else if (!isInSight(target)) {
          observer?.disconnect();
          isSeen = false;
          isOpen = true;
          settle();
        }
      },
      { rootMargin: '50%' },
    );
    observer.observe(target);
  }

  const note = () => {
    isFramed = true;
    if (element && isOpen) isSeen ||= isOnShow(element);
  };

  /** React has put it into the document. @param {HTMLElement} target */
  function attach(target) {
    element = target;
    if (isServed) isOpen = true;
    if (isServed && hasPainted()) note();
    // The frame that is made next shows what stands now.
    frame = requestAnimationFrame(note);
    if (isOpen) watch(target);
  }

  function detach() {
    cancelAnimationFrame(frame);
    observer?.disconnect();
    element = null;
  }

  return {
    expose,

    /** @param {() => void} changed */
    subscribe(changed) {
      notify = changed;
      const end = live.subscribe(settle);
      settle();
      return () => {
        notify = null;
        end();
      };
    },

    /** @returns {string} what is rendered now */
    shown() {
      if (!element && !isServed) decide();
      return shown;
    },

    /** @param {string} variant that the server decided; '': nobody did @returns {string} */
    served(variant) {
      isServed = true;
      shown = variant;
      isOpen = false;
      return variant;
    },

    /** A ref. @param {HTMLElement | null} target */
    ref: (/** @type {HTMLElement | null} */ target) => (target ? attach(target) : detach()),
  };
}
