// The parts of the language that a random pair may use, by name: those that the product has, and those that only the oracle has yet.

import { FEATURE_KINDS } from '../features/index.js';

export const READY = [
  ...FEATURE_KINDS,
  'visit',
  'page',
  'cart',
  'orders',
  'trait',
  'device',
  'language',
  'traffic',
  'stay',
  'time',
  'search',
  ...['purposes', 'changes', 'geo', 'channel'],
  ...['caps', 'messages', 'evidence', 'schedule', 'experiments', 'holdout', 'sort'],
];
export const AHEAD = ['doubtful'];

/**
 * @param {string} [text] names with commas; `all`, `ready`, and a name with `-` before it takes one away
 * @returns {Set<string>}
 */
export function readCapabilities(text = 'ready') {
  const enabled = new Set();
  for (const word of text.split(',')) {
    const names = { all: [...READY, ...AHEAD], ready: READY }[word] ?? [word.replace(/^-/, '')];
    for (const name of names) {
      if (!READY.includes(name) && !AHEAD.includes(name))
        throw new Error(`unknown capability "${name}": one of all, ready, ${[...READY, ...AHEAD].join(', ')}`);
      if (word.startsWith('-')) enabled.delete(name);
      else enabled.add(name);
    }
  }
  return enabled;
}
