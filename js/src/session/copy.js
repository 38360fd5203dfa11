// The mark by which everything else in a document finds the copy of the script that works there.

const MARK = Symbol.for('vitrine');

/** @typedef {import('./handle.js').Vitrine} Vitrine */
/**
 * @typedef {object} Copy
 * @property {string | undefined} strategy
 * @property {Promise<Vitrine | null>} vitrine
 * @property {() => Vitrine | undefined} handle there as soon as it can decide, which is before the page has been parsed
 */

/** @returns {Copy | undefined} the copy that works in this document */
export const copyThere = () => /** @type {any} */ (document)[MARK];

/** @param {Copy} copy */
export const leaveMark = copy => {
  /** @type {any} */ (document)[MARK] = copy;
};
