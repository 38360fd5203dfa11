// What a visitor allows, as the cookie vitrine_consent says it.

/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** @typedef {{ text: string, isRefused: boolean, granted: Purpose[], purposes: Purpose[] }} Consent text: the cookie's, '' for none; purposes: granted, and not hidden for this request */

/** In the order of the core's bits. @type {[letter: string, purpose: Purpose][]} */
const LETTERS = [
  ['p', 'personalization'],
  ['m', 'measurement'],
  ['a', 'ads'],
  ['l', 'location'],
];

/**
 * @param {string[]} values of the cookie
 * @param {string | null} gpc the header Sec-GPC
 * @returns {Consent} two values that differ, or one that is neither letters nor "-", say nothing
 */
export function consentOf(values, gpc) {
  const text = values.length === 1 ? values[0] : '';
  const isRefused = text === '-';
  const isKnown = isRefused || (/^[pmal]+$/.test(text) && new Set(text).size === text.length);
  const granted = LETTERS.filter(([letter]) => isKnown && !isRefused && text.includes(letter)).map(([, purpose]) => purpose);
  const purposes = gpc === '1' ? granted.filter(purpose => purpose !== 'measurement' && purpose !== 'ads') : granted;
  return { text: isKnown ? text : '', isRefused, granted, purposes };
}
