// A slot whose variants are React's own: React renders the one that was decided, the host only watches whether it is seen.

import { createElement, useState, useSyncExternalStore } from 'react';
import { decisionNow, useTurn } from './decisions.js';
import { tellFault } from './fault.js';
import { useCommit, useSubscribedAtOnce } from './once.js';
import { openPlace } from './place.js';

/** @typedef {import('react').ReactNode} ReactNode */
/**
 * @typedef {object} SlotProps and any property of the element
 * @property {string} name of the slot in the strategy
 * @property {Record<string, ReactNode>} variants by their ids; one that is not here shows the default
 * @property {string} [as] the element, else a div
 * @property {ReactNode} [children] the default
 */

/** @param {SlotProps & Record<string, unknown>} props */
function Place({ name, variants, as = 'div', children, ...more }) {
  const [place] = useState(() => openPlace(name));
  const { decisions } = useTurn();
  const shown = useSyncExternalStore(place.subscribe, place.shown, () => place.served(decisions?.[name]?.variant ?? ''));
  const isThere = Object.hasOwn(variants ?? {}, shown);
  const mark = shown && !isThere && shown !== 'default' ? 'kept' : shown;
  useSubscribedAtOnce();
  useCommit(() => {
    if (mark) place.expose();
    const wanted = decisionNow(name)?.variant ?? 'default';
    if (wanted !== 'default' && !Object.hasOwn(variants ?? {}, wanted))
      tellFault('VitrineNoTemplate', `<VitrineSlot name="${name}"> has no "${wanted}" in its variants, so it renders its default`);
  }, [place, name, mark]);
  const marks = { 'data-vitrine-slot': name, 'data-vitrine-own': '', 'data-vitrine-shown': mark || undefined };
  return createElement(as, { ...more, ...marks, ref: place.ref }, isThere ? variants[shown] : children);
}

/** Renders the variant that was decided, else its children; another name is another slot. @param {SlotProps & Record<string, unknown>} props */
export const VitrineSlot = props => createElement(Place, { ...props, key: props.name });
