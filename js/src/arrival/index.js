// A page that arrives decided: what the edge tells of it is taken over without a change, and what happens in it is handed back.
// Loaded where a page is the edge's. Its names are whole: it is built apart from the host that calls it.

import { toBytes } from '../handover/base64url.js';
import { openLog } from './log.js';
import { outbox } from './outbox.js';

/** @typedef {{ slot: string, variant: string, reason: string }} Decision */
/** @typedef {{ id?: string, view: number, counted: boolean, at: number, mark?: number, previous?: number, seen?: number, decisions: Decision[], snapshot?: string }} Told */
/** @typedef {{ event: string, time?: number, fields?: Record<string, unknown>, items?: Record<string, unknown>[] }} PageEvent */
/**
 * @typedef {object} Host
 * @property {() => string | null} read what is noted of the edge beside the visitor; null: nothing, or it may not be read. May throw
 * @property {(text: string) => void} write the same; nothing is written that may not be. May throw
 * @property {() => string} readCookie of what is handed over
 * @property {(text: string) => void} writeCookie the same
 * @property {(field: string) => boolean} wants some rule reads it
 * @property {() => string} id of the page's visitor
 */
/** @typedef {ReturnType<typeof arrive>} Arrival */

/** @param {Element | null} script @returns {Told | null} null: it is not there, or cannot be read */
function readTold(script) {
  try {
    const told = JSON.parse(script?.textContent ?? 'null');
    return told && Array.isArray(told.decisions) && typeof told.at === 'number' ? told : null;
  } catch {
    return null;
  }
}

/**
 * @param {Element | null} script with what the edge tells; null: this page has passed it whole
 * @param {Host} host
 */
export function arrive(script, host) {
  const told = readTold(script);
  const log = openLog(host);
  // The history, or a service worker, has brought a page again that was an answer once.
  const isAnswer = told !== null && !log.hasMet(told);
  const misses = isAnswer && log.misses(told);
  const decisions = new Map(told?.decisions.map(each => [each.slot, each]));
  const isOfHead = document.head.querySelector('script[data-vitrine-state]') !== null;
  const box = told && told.seen === undefined ? null : outbox(host, log, isAnswer ? told : null);
  let isFirst = true;
  let isHeld = false;

  return {
    /** The one that the edge knows the visitor by; what the page remembers has one of its own. */
    id: isAnswer ? told.id : undefined,

    /** @param {boolean} isKnown the page remembers the visitor @returns {Uint8Array | undefined} what it is to go on from instead: it holds this view */
    snapshot(isKnown) {
      const bytes = isAnswer && told.snapshot && (!isKnown || misses) ? toBytes(told.snapshot) : null;
      isHeld = bytes !== null;
      return bytes ?? undefined;
    },

    /** Does the visitor's memory hold this view already? */
    holdsView: () => isFirst && isHeld,

    /** Of the document's first view. @param {string} slot @returns {Decision | undefined} */
    decision: slot => (isFirst ? decisions.get(slot) : undefined),

    /** @param {string} slot @returns {string | undefined} the variant by which the edge has filled it, or 'sorted' */
    filled: slot => decisions.get(slot)?.variant,

    /** Another view of the document begins. */
    moved() {
      isFirst = false;
    },

    /** An event that the page's visitor has taken. @param {PageEvent} event @param {'view' | 'state' | undefined} of what the edge may have taken itself */
    keep(event, of) {
      const isTaken = isFirst && isAnswer && told.counted && (of === 'view' || (of === 'state' && isOfHead));
      if (!isTaken) box?.add(event);
      else if (of === 'view') box?.note(event);
    },
  };
}
