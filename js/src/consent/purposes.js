// What the purposes of the IAB's Transparency and Consent Framework are in ours.

/** @typedef {import('./combine.js').Answers} Answers */

/** @param {(purpose: number) => unknown} has only true is consent; legitimate interest is none @returns {Answers} */
export function answersOf(has) {
  const all = (/** @type {number[]} */ ...purposes) => purposes.every(purpose => has(purpose) === true);
  return { personalization: all(1, 5, 6), measurement: all(1, 8, 9), ads: all(1, 3, 4) };
}
