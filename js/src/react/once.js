// Renders again within the commit: React then subscribes to its stores before any frame, not some time after it.

import { useEffect, useLayoutEffect, useReducer } from 'react';

/** React 18 warns of layout effects on a server. */
export const useCommit = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** What is decided after a commit and before its frame, of the view that has just begun for example, is then shown by that frame. */
export function useSubscribedAtOnce() {
  const [, renderAgain] = useReducer((/** @type {number} */ times) => times + 1, 0);
  useCommit(renderAgain, []);
}
