// Which variant each slot and which order each list of the page shows: decided before anybody has seen it, or not in this view.

import { watchExposures } from '../activate/exposures.js';
import { itemsOf, sort } from '../activate/lists.js';
import { rootOf, stateOf } from '../activate/roots.js';
import { hasContent, hasPainted, isInSight, isParsed } from '../activate/sight.js';
import { doubledId, hide, isEmptied, show, templateOf, whyStays } from '../activate/slots.js';
import { isOrdered } from '../collect/fields.js';
import { itemOf } from '../collect/page.js';
import { fault } from '../host/fault.js';
import { edgeScript } from './edge.js';
import { tell, tellClick, tellExposure } from '../report/report.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').Decision} Decision */
/** @typedef {import('./state.js').PageEvent} PageEvent */

/** A slot that the application fills itself (`vitrine/react`) is watched, and nothing else. */
const FILLED = ':not([data-vitrine-own])';
export const SLOTS = `[data-vitrine-slot]${FILLED}`;
const SHOWN = 'data-vitrine-shown';
/** Milliseconds: an application that has not taken its root yet is asked again. */
const ASK_AGAIN = 100;
/** Milliseconds after a click in which a list that the page changes is the shopper's own choice. */
const CHOICE = 5000;

/** @param {Element} slot @returns {boolean} the page is the edge's, and this slot is not left to the page: it stays as it came */
const mayBeFilled = slot =>
  edgeScript() !== null &&
  !slot.querySelector(':scope>template[data-vitrine-variant]') &&
  !slot.closest('[data-vitrine-edge="decide"]') &&
  !rootOf(slot);

/**
 * @param {State} state
 * @param {(event: PageEvent) => void} take
 */
export function openSlots(state, take) {
  const { gate_: gate, guard_: guard, fail_: fail } = state;
  /** Of this view. @type {Map<string, Decision>} */
  const decisions = new Map();
  /** Exposures and clicks of this view. */
  const told = new Set();
  /** Found, and not decided yet. @type {Set<HTMLElement>} */
  const pending = new Set();
  /** Filled since the last frame. @type {Set<HTMLElement>} */
  const fresh = new Set();
  /** Gives a sorted list its own order back. @type {WeakMap<Element, () => void>} */
  const restores = new WeakMap();
  /** Filled or sorted by the edge: they stay as they are in this document. @type {WeakSet<Element>} */
  const arrived = new WeakSet();
  let chosenAt = -CHOICE;
  let isFramed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;

  /** @param {string} name */
  function decide(name) {
    const known = decisions.get(name);
    if (known) return known;
    const told = state.edge_?.decision(name);
    const decision = /** @type {Decision} */ (told ?? /** @type {import('./state.js').Visitor} */ (state.visitor_).decide(name));
    decisions.set(name, decision);
    tell('decision', decision);
    if (decision.reason === 'ERROR') fail(fault('NoSlot', name));
    return decision;
  }

  const nameOf = (/** @type {HTMLElement} */ slot) => slot.dataset.vitrineSlot ?? '';

  /** @param {HTMLElement} slot @param {string} shown */
  function mark(slot, shown) {
    pending.delete(slot);
    slot.setAttribute(SHOWN, shown);
    if (!state.isPrerendering_ && isTold(slot)) exposures.watch_(slot);
    else exposures.drop_(slot);
  }

  /** Is what stands in the slot what was decided, and chosen by somebody? @param {HTMLElement} slot */
  function isTold(slot) {
    const { vitrineShown: shown } = slot.dataset;
    const { variant, reason } = decide(nameOf(slot));
    if (shown !== variant) return false;
    if (shown === 'default') return reason === 'SPLIT' || reason === 'HOLDOUT';
    return shown === 'sorted' || arrived.has(slot) || !slot.matches(SLOTS) || !isEmptied(slot);
  }

  const exposures = watchExposures(
    guard(slot => {
      const { vitrineShown = '' } = slot.dataset;
      const shown = `${nameOf(slot)}/${vitrineShown}`;
      if (told.has(shown) || !isTold(slot)) return;
      told.add(shown);
      take(tellExposure(decide(nameOf(slot)), gate.send_));
    }),
  );

  /** It stays the shop's. @param {HTMLElement} slot @param {'Slot' | 'List'} [what] a fault @param {string} [why] */
  function keep(slot, what, why) {
    clear(slot);
    mark(slot, 'kept');
    if (what) fail(fault(what, nameOf(slot), why));
  }

  /** The page's own again. @param {HTMLElement} slot */
  function clear(slot) {
    restores.get(slot)?.();
    restores.delete(slot);
    hide(slot);
  }

  /** @param {HTMLElement} slot @param {HTMLTemplateElement} template */
  function fill(slot, template) {
    const why = whyStays(slot);
    if (why) return keep(slot, 'Slot', why);
    const doubled = doubledId(template);
    if (doubled) fail(fault('Slot', nameOf(slot), `its id ${doubled} stands elsewhere too`));
    // The mark first: the style sheet that hides a waiting slot would animate what is put in.
    mark(slot, template.dataset.vitrineVariant ?? '');
    show(slot, template);
    mark(slot, template.dataset.vitrineVariant ?? '');
    fresh.add(slot);
    frame();
  }

  /** @param {HTMLElement} list */
  function order(list) {
    const isChosen = list.dataset.vitrineOrder === 'chosen' || isOrdered(location.search);
    if (isChosen || list.contains(document.activeElement) || performance.now() - chosenAt < CHOICE) return keep(list);
    const found = itemsOf(list);
    if (typeof found === 'string') return keep(list, 'List', found);
    const ranks = /** @type {import('./state.js').Visitor} */ (state.visitor_).rank(nameOf(list), found.items.map(itemOf));
    restores.set(
      list,
      sort(found, ranks, () => keep(list)),
    );
    mark(list, 'sorted');
  }

  /**
   * As the edge has left it. Whether it has sorted a list shows only where nothing in it would be moved; nothing is, so as not to move twice.
   * @param {HTMLElement} slot
   * @param {string} shown
   */
  function leave(slot, shown) {
    const found = shown === 'sorted' && itemsOf(slot);
    if (found && !isParsed(slot)) return;
    arrived.add(slot);
    pending.delete(slot);
    const rank = (/** @type {HTMLElement[]} */ items) =>
      /** @type {import('./state.js').Visitor} */ (state.visitor_).rank(nameOf(slot), items.map(itemOf));
    const isAsDecided = !found || (typeof found !== 'string' && rank(found.items).every((place, i) => place === i));
    mark(slot, isAsDecided ? shown : 'kept');
  }

  /** @param {HTMLElement} slot */
  function settleOne(slot) {
    if (!slot.isConnected) return pending.delete(slot);
    const app = stateOf(slot);
    if (app === 'waits') {
      if (!asking) asking = setTimeout(askAgain, ASK_AGAIN);
      return waiting.add(slot);
    }
    // While an application had not taken it, somebody may have looked at it.
    if (app === 'late' || (waiting.delete(slot) && isInSight(slot))) return keep(slot);
    if (mayBeFilled(slot)) return leave(slot, state.edge_?.filled(nameOf(slot)) ?? 'kept');
    const { variant } = decide(nameOf(slot));
    if (variant === 'default') return keepDefault(slot);
    const template = templateOf(slot, variant);
    if (template && isParsed(template)) return fill(slot, template);
    if (!isParsed(slot)) return;
    if (variant === 'sorted') return order(slot);
    keep(slot);
    needed(slot);
  }

  /** @returns {HTMLElement[]} slots that are marked */
  const all = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[${SHOWN}]${FILLED}`))];

  /** @param {HTMLElement} slot whose variant must be there */
  function needed(slot) {
    const { variant } = decide(nameOf(slot));
    if (variant !== 'default' && !templateOf(slot, variant)) fail(fault('NoTemplate', nameOf(slot), variant));
  }

  /** @param {HTMLElement} slot */
  function keepDefault(slot) {
    clear(slot);
    mark(slot, 'default');
  }

  /** Slots in the root of an application that has not taken it yet. @type {Set<HTMLElement>} */
  const waiting = new Set();
  function askAgain() {
    asking = undefined;
    // A frame later: the application is still at work when the first sign shows.
    requestAnimationFrame(() => slots.settle_());
  }

  /** What a frame shows stays: its slots are not decided any more. */
  const seen = guard(() => {
    isFramed = false;
    fresh.clear();
    for (const slot of pending)
      if (stateOf(slot) !== 'waits' && !mayBeFilled(slot) && hasContent(slot) && isInSight(slot)) slot.setAttribute(SHOWN, 'kept');
    for (const slot of [...pending]) if (slot.hasAttribute(SHOWN)) pending.delete(slot);
    const isAwaited = [...pending].some(slot => !waiting.has(slot) && !mayBeFilled(slot));
    if (isAwaited || document.readyState === 'loading') frame();
  });

  function frame() {
    if (!isFramed) requestAnimationFrame(seen);
    isFramed = true;
  }

  const stale = new IntersectionObserver(
    guard(entries => {
      for (const { target } of entries) {
        if (isInSight(target)) continue;
        stale.unobserve(target);
        anew(/** @type {HTMLElement} */ (target));
      }
    }),
    { rootMargin: '50%' },
  );

  /** @param {HTMLElement} slot that nobody can see now: what it shows may change */
  function anew(slot) {
    const { vitrineShown } = slot.dataset;
    if (vitrineShown === decide(nameOf(slot)).variant && vitrineShown !== 'sorted') return mark(slot, vitrineShown);
    clear(slot);
    slot.removeAttribute(SHOWN);
    pending.add(slot);
    slots.settle_();
  }

  const slots = {
    /** @param {Iterable<Element>} found slots and lists that nobody has looked at yet */
    add(found) {
      for (const each of found) {
        const slot = /** @type {HTMLElement} */ (each);
        // A copy that was made as a text has lost its shadow root: it would show both.
        const isLost = !slot.shadowRoot && !isEmptied(slot);
        if (isLost) clear(slot);
        if (isLost || !slot.hasAttribute(SHOWN)) pending.add(slot);
      }
      frame();
    },

    /** Decides what is pending. */
    settle_: guard(() => {
      if (state.visitor_) for (const slot of [...pending]) guard(settleOne)(slot);
    }),

    /** Frames were made before the script was there. */
    begin_() {
      if (hasPainted()) seen();
    },

    /** The engine has come: what it decides of the slots that stay is told all the same. */
    meet_() {
      for (const slot of all()) if (!mayBeFilled(slot) && decide(nameOf(slot)).variant !== 'sorted') needed(slot);
      tell('turn');
    },

    /** @param {HTMLElement} slot to which the page has added something */
    check_(slot) {
      const { vitrineShown } = slot.dataset;
      if (!vitrineShown || isEmptied(slot)) return;
      const why = whyStays(slot);
      if (!why) return;
      if (fresh.has(slot)) keep(slot, 'Slot', why);
      else fail(fault('Slot', nameOf(slot), why));
    },

    /**
     * Another view of the same document, or another visitor: what can be seen stays until it cannot.
     * @param {boolean} [isSame] view and visitor, of whom more is known
     */
    turn_(isSame) {
      decisions.clear();
      if (!isSame) told.clear();
      chosenAt = -CHOICE;
      if (!state.visitor_) return;
      for (const slot of all()) {
        if (arrived.has(slot)) mark(slot, slot.dataset.vitrineShown ?? '');
        else if (!isInSight(slot)) anew(slot);
        else {
          stale.observe(slot);
          mark(slot, slot.dataset.vitrineShown ?? '');
        }
      }
      slots.settle_();
      tell('turn');
    },

    /** @param {EventTarget | null} target of a click or a change: outside of the items it may be a choice of order */
    chose_(target) {
      if (!(target instanceof Element) || !target.closest('[data-vitrine-item]')) chosenAt = performance.now();
    },

    /** @param {HTMLElement} slot in which a link or button was clicked */
    clicked_(slot) {
      const shown = slot.dataset.vitrineShown ?? '';
      const key = `click ${nameOf(slot)}/${shown}`;
      if (shown === 'sorted' || shown === 'default' || shown === 'kept' || !state.visitor_ || told.has(key) || !isTold(slot)) return;
      told.add(key);
      take(tellClick(decide(nameOf(slot)), gate.send_));
    },

    decisions: () => [...decisions.values()],
    decide,

    /** @param {HTMLElement} slot that the application has filled and marked */
    expose: slot => mark(slot, slot.dataset.vitrineShown ?? ''),
  };
  return slots;
}
