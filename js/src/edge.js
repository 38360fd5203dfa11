// The edge: one function in front of the shop's origin, in whatever speaks the Fetch API.

/** @typedef {import('./edge/personalize.js').Options} Options */
/** @typedef {import('./edge/view.js').Geo} Geo */

export { personalize } from './edge/personalize.js';
