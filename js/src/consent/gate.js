// The consent gate: what is granted now. Storage and sender are to be had here alone, and only while their purpose is granted.

/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** @typedef {'granted' | 'denied' | 'auto'} Mode */
/** @typedef {Partial<Record<Purpose, boolean>>} Answers */

/** Google's consent types that ours hang on; `location` has none there, so `auto` never grants it. @type {Record<string, Purpose>} */
const TYPES = { personalization_storage: 'personalization', analytics_storage: 'measurement', ad_storage: 'ads' };
/** What is stored, by its key; all of it is erased when personalization is withdrawn. */
const KEYS = ['vitrine', 'vitrineAhead'];

/**
 * `granted`: all purposes. `denied`: none. `auto`: what the page's `consent` commands in dataLayer say; before they say anything, none.
 * Global Privacy Control denies measurement and ads in any mode.
 * @param {Mode} mode
 * @param {unknown[]} layer the page's dataLayer
 */
export function openGate(mode, layer) {
  /** @type {Set<Purpose>} */
  const granted = new Set();

  const gate = {
    /** Nobody has said anything yet, or said that an answer is coming: what the page tells may be collected once it is granted. */
    isPending: mode === 'auto',
    /** True while our own entries are pushed, so that they are not taken for the page's. */
    isSending: false,
    /** May behaviour be collected and remembered? */
    collects: () => granted.has('personalization'),
    purposes: () => [...granted],

    /**
     * A `consent` command of the page: `default` tells where things stand, `update` what the visitor has chosen.
     * @param {unknown} command
     * @param {Record<string, unknown>} [settings]
     */
    hear(command, settings = {}) {
      // A default for some regions says nothing about this visitor's.
      if (mode !== 'auto' || settings.region) return;
      /** @type {Answers} */
      const answers = {};
      for (const type in TYPES) if (type in settings) answers[TYPES[type]] = settings[type] === 'granted';
      // Every page begins with its defaults: they are no withdrawal yet.
      gate.answer(answers, command === 'update');
      if (command !== 'update' && 'personalization' in answers) gate.isPending = !gate.collects() && 'wait_for_update' in settings;
    },

    /** The visitor's choice; withdrawing personalization erases what is stored. @param {Answers} answers @param {boolean} [isFinal] */
    answer(answers, isFinal = true) {
      for (const [purpose, yes] of /** @type {[Purpose, boolean][]} */ (Object.entries(answers))) {
        const isRefused = /** @type {any} */ (navigator).globalPrivacyControl && (purpose === 'measurement' || purpose === 'ads');
        if (yes && !isRefused) granted.add(purpose);
        else granted.delete(purpose);
      }
      if (!isFinal || answers.personalization === undefined) return;
      gate.isPending = false;
      if (!gate.collects()) erase();
    },

    /** @param {0 | 1} key 0: the visitor, 1: what the next view decides @returns {string | null} null: nothing there, or it may not be read */
    read: key => (gate.collects() ? localStorage.getItem(KEYS[key]) : null),

    /** @param {0 | 1} key @param {string} text */
    write(key, text) {
      if (gate.collects()) localStorage.setItem(KEYS[key], text);
    },

    /** @param {StorageEvent} event of another tab @returns {boolean} the visitor was erased there */
    isErasure: ({ key, newValue }) => newValue === null && (key === null || key === KEYS[0]),

    /** Sends to the shop's own tag manager, while measurement is granted. @param {...object} entries */
    send(...entries) {
      if (!granted.has('measurement')) return;
      gate.isSending = true;
      try {
        layer.push(...entries);
      } finally {
        gate.isSending = false;
      }
    },
  };

  function erase() {
    try {
      for (const key of KEYS) localStorage.removeItem(key);
    } catch {
      // Where storage cannot be reached nothing of ours lies in it.
    }
  }

  if (mode === 'granted') gate.answer({ personalization: true, measurement: true, ads: true, location: true });
  if (mode === 'denied') erase();
  return gate;
}
