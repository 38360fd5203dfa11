// The copy at work in the document as a store that bindings of other libraries subscribe to: its handle, and a call when an answer may be another.

import { copyThere } from './copy.js';

/** @typedef {import('./copy.js').Vitrine} Vitrine */

/** After these a decision, an order or the segments may be others; `turn`: a view begins, or more is known of the visitor. */
const CHANGES = ['ready', 'decision', 'segment', 'turn', 'fault'];

let turns = 0;
let isFollowing = false;
let isTelling = false;
/** @type {Set<() => void>} */
const listeners = new Set();

/** Deferred, since asking for a decision tells it at once, and may be done while others are at work; all of one task are one. */
function tell() {
  if (isTelling) return;
  isTelling = true;
  queueMicrotask(() => {
    isTelling = false;
    for (const changed of [...listeners]) changed();
  });
}

export const live = {
  /** @returns {Vitrine | null} null: there is none, or it cannot decide yet, or it failed, or it is of an older version */
  handle: () => copyThere()?.handle?.() ?? null,

  /** @returns {Promise<boolean> | undefined} false: none in this document will ever decide; undefined: there is none yet */
  works() {
    if (document.documentElement.dataset.vitrine === 'off') return Promise.resolve(false);
    return copyThere()?.vitrine.then(found => !!found);
  },

  /** @returns {number} another one in each view, and whenever all is decided anew */
  turn_: () => turns,

  /** @param {() => void} changed must not throw @returns {() => void} ends it */
  subscribe(changed) {
    if (!isFollowing)
      for (const name of CHANGES)
        document.addEventListener(`vitrine:${name}`, () => {
          if (name === 'turn') turns++;
          tell();
        });
    isFollowing = true;
    listeners.add(changed);
    return () => void listeners.delete(changed);
  },
};
