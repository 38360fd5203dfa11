// The consent gate: what is granted now. Storage and sender are to be had here alone, and only while their purpose is granted.

import { PURPOSES as WORDS } from '../host/constants.js';
import { combine } from './combine.js';
import { google } from './google.js';

/** @typedef {import('./combine.js').Purpose} Purpose */
/** @typedef {import('./combine.js').Answers} Answers */
/** @typedef {'granted' | 'denied' | 'auto'} Mode */
/**
 * Begins to listen to its tool, and says what holds whenever that changes: a default or a choice. It replaces what the source said before of
 * the same kind. It may throw: then the tool is there, and silent.
 * @typedef {(say: (answers: Answers | null, isChoice?: boolean) => void, tool: any) => void} Source
 */

const PURPOSES = /** @type {Purpose[]} */ (WORDS);
/** Written by earlier versions; removed where it is met. */
const OLD_KEY = 'vitrineAhead';
/** Milliseconds: a tool that comes late is looked for after 0.5, 1, 2, 4 ... 64 s more. */
const FIRST_PAUSE = 500;
const LAST_PAUSE = 64_000;
/** A tool that has not named personalization by then will not. */
const MUTE_AFTER = 1000;

/**
 * `auto`: the sources that are there (combine.js), Google's always. Any other word is the shop's call for all purposes, and only `granted` grants.
 * Tools are looked for at once, whenever a source speaks, at DOMContentLoaded, load and each click (before the page's own handlers), and after
 * pauses that double; one that is there and not among `sources` counts as silent, and `fail` says so. Global Privacy Control hides measurement
 * and ads while it is on.
 * @param {object} options
 * @param {Mode} [options.mode]
 * @param {Partial<Record<'tcf' | 'gpp' | 'shopify', Source>>} [options.sources] besides Google's
 * @param {typeof import('./cookie.js').cookie} [options.cookie] for a shop with an edge
 * @param {(...entries: object[]) => void} options.send_ how the shop's tag manager is told
 * @param {() => void} options.changed_ called when `purposes` or `isPending` may have, never before `openGate` returns; must not throw
 * @param {(missing: string) => void} options.fail_ what to add: a type of Consent Mode, or an option of `vitrine bundle`; perhaps again
 */
export function openGate({ mode, sources = {}, cookie, send_: send, changed_: changed, fail_: fail }) {
  const isAuto = (mode || 'auto') === 'auto';
  /** @type {Answers} */
  const call = {};
  /** Beats the call until the next choice: another tab has erased the visitor. @type {Answers} */
  let gone = {};
  /** @type {Record<string, import('./combine.js').Said>} */
  const said = {};
  /** @type {Record<string, unknown>} */
  const found = {};
  /** @type {Purpose[]} */
  let granted = [];
  let isPending = false;
  let isRefused = false;
  let isOpen = false;
  let key = 'vitrine';

  const page = /** @type {any} */ (window);
  /** @type {Record<string, () => any>} */
  const tools = {
    tcf: () => page.__tcfapi,
    gpp: () => page.__gpp,
    shopify: () => page.Shopify?.customerPrivacy ?? (sources.shopify && page.Shopify?.loadFeatures && page.Shopify),
  };

  /** @param {boolean} isGranted */
  function callAll(isGranted) {
    for (const purpose of PURPOSES) call[purpose] = isGranted;
  }

  function look() {
    for (const name in tools) {
      try {
        const tool = tools[name]();
        if (!tool || tool === found[name]) continue;
        found[name] = tool;
        said[name] ??= null;
        const source = sources[/** @type {'tcf'} */ (name)];
        if (source) source(sayFor(name), tool);
        else fail(`--consent ${name}`);
      } catch {
        // It cannot be reached, or is silent.
      }
    }
  }

  /** @param {string} name @returns {Parameters<Source>[0]} */
  const sayFor = name => (answers, isChoice) => {
    if (isChoice && answers?.personalization !== undefined) gone = {};
    const [defaults, choices] = said[name] ?? [{}, {}];
    said[name] = answers && (isChoice ? [defaults, answers] : [answers, choices]);
    settle();
  };

  const isMute = () => Object.values(said).every(each => each && !each.some(answers => 'personalization' in answers));

  /** Works out anew what holds, and has it done. */
  function settle() {
    if (isAuto) look();
    const before = `${granted}${isPending}`;
    const judge = (/** @type {Purpose} */ purpose) => combine({ ...call, ...gone }, Object.values(said), purpose);
    const { isGranted_: isGranted, isKnown_: isKnown, isChosen_: isChosen } = judge('personalization');
    const wasRefused = isRefused;
    granted = PURPOSES.filter(purpose => judge(purpose).isGranted_);
    isPending = isAuto && !isKnown;
    isRefused = isChosen && !isGranted;
    if (isRefused && !wasRefused) erase(keys);
    cookie?.tell(
      granted,
      PURPOSES.filter(purpose => judge(purpose).isChosen_ && !granted.includes(purpose)),
    );
    if (isOpen && before !== `${granted}${isPending}`) changed();
  }

  /** Keys of the visitor and of what lies beside it. */
  const keys = () => Object.keys(localStorage).filter(each => `${each}/`.startsWith(`${key}/`));
  /** Those of other strategies of this origin too. */
  const allKeys = () => Object.keys(localStorage).filter(each => /^vitrine\b/.test(each));

  /** @param {() => string[]} [which] besides what earlier versions wrote */
  function erase(which = () => []) {
    try {
      for (const each of [OLD_KEY, ...which()]) localStorage.removeItem(each);
    } catch {
      // Where storage cannot be reached nothing of ours lies in it.
    }
  }

  const gate = {
    /** What is granted now, without what Global Privacy Control hides. */
    purposes_() {
      const { globalPrivacyControl } = /** @type {any} */ (navigator);
      return globalPrivacyControl ? granted.filter(purpose => /^[pl]/.test(purpose)) : granted;
    },
    /** May behaviour be collected and remembered? */
    collects_: () => granted.includes('personalization'),
    /** Nobody has answered yet: what the page tells may be collected once it is granted. */
    isPending_: () => isPending,

    /** A `consent` command of the page's dataLayer. @param {unknown} command @param {unknown} settings */
    hear_(command, settings) {
      try {
        if (isAuto) consentMode.hear_(command, settings);
        // What is denied by default may yet be updated, and more be said then.
        if (command === 'update' || granted[0]) setTimeout(() => isPending && isMute() && fail('personalization_storage'), MUTE_AFTER);
      } catch {
        // What cannot be read says nothing.
      }
    },

    /** The shop's own call; it beats what any source says, in this document. @param {Answers} answers */
    answer_(answers) {
      gone = {};
      for (const purpose of PURPOSES) if (answers?.[purpose] !== undefined) call[purpose] = answers[purpose] === true;
      settle();
    },

    /** The strategy is there, and with it the name of the key, where it has one: shops on one origin keep apart. @param {string} name '': none */
    name(name) {
      const before = key;
      // A name may hold the '/' that begins a part.
      if (name) key += `.${encodeURIComponent(name)}`;
      try {
        // What an earlier version of ours remembered goes on under the name.
        const known = gate.collects_() && localStorage.getItem(before);
        if (known && !localStorage.getItem(key)) {
          localStorage.setItem(key, known);
          localStorage.removeItem(before);
        }
      } catch {
        // Where storage cannot be reached nothing is remembered.
      }
      if (isRefused || gate.collects_()) erase(isRefused ? keys : undefined);
    },

    /** May throw, as storage does. @param {string} [part] beside the visitor, '/' and its name @returns {string | null} null: nothing there, or it may not be read */
    read_: (part = '') => (gate.collects_() ? localStorage.getItem(key + part) : null),

    /** May throw, as storage does. @param {string | null} text null: removes it @param {string} [part] */
    write_(text, part = '') {
      if (!gate.collects_()) return;
      if (text === null) localStorage.removeItem(key + part);
      else localStorage.setItem(key + part, text);
    },

    /** What can be read, the visitor ('') among it. May throw. */
    parts_: () => (gate.collects_() ? keys() : []).map(each => each.slice(key.length)),

    /** @param {StorageEvent} event @returns {boolean} another tab has erased the visitor, by withdrawal or `forget`; a shop that clears all of its storage has not */
    isErasure_: event => event.key === key && event.newValue === null,

    /** The visitor was erased elsewhere: what holds there holds here, until the next choice. */
    erased_() {
      gone = { personalization: false };
      settle();
    },

    /** Leaves no key and no cookie of ours, and nothing is granted in this document before the shop's call. */
    async forget() {
      callAll(false);
      erase(allKeys);
      settle();
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
      for (const name of ['vitrine_consent', 'vitrine_events']) document.cookie = `${name}=;path=/;max-age=0`;
      await cookie?.forget();
    },

    /** The shop has an edge. @param {typeof import('./cookie.js').cookie} given */
    edge_(given) {
      cookie = given;
      settle();
    },

    /** Sends to the shop's own tag manager, while measurement is granted. @param {...object} entries */
    send_(...entries) {
      if (gate.purposes_().includes('measurement')) send(...entries);
    },
  };

  const consentMode = google(sayFor('google'));

  if (isAuto) {
    addEventListener('load', settle);
    for (const event of ['DOMContentLoaded', 'click']) document.addEventListener(event, settle, true);
    const lookLater = (pause = FIRST_PAUSE) => {
      settle();
      if (pause <= LAST_PAUSE) setTimeout(lookLater, pause, pause * 2);
    };
    lookLater();
  } else {
    callAll(mode === 'granted');
    settle();
  }
  isOpen = true;
  return gate;
}
