// What the server has decided, for its own rendering and for the hydration of it, and what the copy in the document says.

import { createContext, createElement, useContext, useSyncExternalStore } from 'react';
import { live } from '../session/live.js';

/** @typedef {import('../host/visitor.js').Decision} Decision */
/**
 * @typedef {object} Turn what `engine.turn` gave on the server, as it is or from JSON
 * @property {Record<string, Decision>} [decisions]
 * @property {Record<string, ArrayLike<number> | Record<string, number>>} [orders]
 * @property {string[]} [segments]
 */

/** @type {string[]} */
const NONE = [];

/** Our own word beside the engine's reasons: nobody has decided yet. */
const NOT_READY = 'NOT_READY';

/** @type {Map<string, Decision>} */
const undecided = new Map();

/** @param {string} slot @returns {Decision} the same object each time, as a store has to */
function undecidedOf(slot) {
  const decision = undecided.get(slot) ?? { slot, variant: 'default', reason: NOT_READY };
  undecided.set(slot, decision);
  return decision;
}

const Turned = createContext(/** @type {Turn} */ ({}));

/** @returns {Turn} of the nearest <VitrineDecisions> */
export const useTurn = () => useContext(Turned);

/**
 * Gives what is below it the decisions of the server: the same value there and in the document, so that hydration finds what was sent.
 * @param {{ value: Turn, children?: import('react').ReactNode }} props
 */
export const VitrineDecisions = ({ value, children }) => createElement(Turned.Provider, { value: value ?? {} }, children);

/** @param {string} slot @returns {Decision | null} null: there is nobody who could decide, and never an error */
export function decisionNow(slot) {
  try {
    return live.handle()?.decision(slot) ?? null;
  } catch {
    return null;
  }
}

/**
 * Has no place in the page, so that it changes whenever the decision does: what must not change before a shopper's eyes is a `VitrineSlot`.
 * @param {string} slot
 * @returns {Decision}
 */
export function useDecision(slot) {
  const { decisions } = useTurn();
  return useSyncExternalStore(
    live.subscribe,
    () => decisionNow(slot) ?? undecidedOf(slot),
    () => decisions?.[slot] ?? undecidedOf(slot),
  );
}

let segments = NONE;

/** @returns {string[]} the same array while it holds the same */
function segmentsNow() {
  try {
    const found = live.handle()?.segments() ?? NONE;
    if (`${found}` !== `${segments}`) segments = found;
  } catch {
    segments = NONE;
  }
  return segments;
}

/** @returns {string[]} ids of the exported segments that the visitor is in, numbers of the others */
export function useSegments() {
  const { segments: turned } = useTurn();
  return useSyncExternalStore(live.subscribe, segmentsNow, () => turned ?? NONE);
}
