// The cookie that tells the edge what is granted (INTERFACES.md 7): the letters of the purposes, or `-` where all that stood is withdrawn.

const NAME = 'vitrine_consent';
const EVENTS = 'vitrine_events';
/** Seconds: 400 days for what is granted, a day for a withdrawal, so that the next request tells the edge. */
const KEPT = 34_560_000;
const WITHDRAWN = 86_400;

/** @typedef {import('./combine.js').Purpose} Purpose */

/** @param {string} name @param {string} text @param {number} seconds 0: removes it */
function set(name, text, seconds) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
  document.cookie = `${name}=${text};path=/;samesite=lax;max-age=${seconds}${location.protocol === 'https:' ? ';secure' : ''}`;
}

/** A page that the edge has decided. */
const isOfEdge = () => document.querySelector('script[data-vitrine-edge]') !== null;

/** For the gate's option `cookie`: only shops with an edge need it. */
export const cookie = {
  /**
   * Writes letters where the page is the edge's or letters stand already. A letter goes only by a choice or call: what a default denies, or
   * nobody speaks of, leaves it.
   * @param {Purpose[]} granted without what Global Privacy Control hides: that withdraws nothing
   * @param {Purpose[]} refused by a choice or call
   */
  tell(granted, refused) {
    if (!granted[0] && !refused[0]) return;
    const stood = /(?:^|; )vitrine_consent=([pmal]+)/.exec(document.cookie)?.[1] ?? '';
    if (!stood && !isOfEdge()) return;
    const has = (/** @type {Purpose[]} */ purposes, /** @type {string} */ letter) => purposes.some(purpose => purpose[0] === letter);
    const letters = [...'pmal'].filter(letter => has(granted, letter) || (stood.includes(letter) && !has(refused, letter))).join('');
    if (letters !== stood) set(NAME, letters || '-', letters ? KEPT : WITHDRAWN);
    if (!letters && stood) set(EVENTS, '', 0);
  },

  /** After the gate has removed the cookies. Where the edge cannot be reached, `-` stays for the next request. @returns {Promise<void>} never rejects */
  async forget() {
    if (!isOfEdge()) return;
    set(NAME, '-', WITHDRAWN);
    try {
      if ((await fetch('/.vitrine/forget', { method: 'POST', keepalive: true })).ok) set(NAME, '', 0);
    } catch {
      // The next request tells it.
    }
  },
};

/** What the page hands to the edge; to be written only while personalization is granted. */
export const events = {
  /** @returns {string} '' for none */
  read: () => /(?:^|; )vitrine_events=([^;]*)/.exec(document.cookie)?.[1] ?? '',
  /** @param {string} text */
  write: text => set(EVENTS, text, KEPT),
};
