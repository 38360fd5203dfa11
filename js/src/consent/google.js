// Google Consent Mode v2. It speaks by dataLayer alone, so that it is fed: `hear` is told each `consent` command.

/** @typedef {import('./combine.js').Answers} Answers */
/** @typedef {import('./combine.js').Purpose} Purpose */

/** Of the types that share a purpose none may be denied. @type {Record<string, Purpose>} */
const TYPES = {
  personalization_storage: 'personalization',
  analytics_storage: 'measurement',
  ad_storage: 'ads',
  ad_user_data: 'ads',
  ad_personalization: 'ads',
};

/**
 * A type is what the last `update` said of it; else denied where a `default` for some regions denies it, since those may be the visitor's; else
 * what the last `default` for everybody said. Only the word `granted` grants. A command for some regions grants nothing. While a `default` said
 * `wait_for_update`, what is denied by default is no answer yet.
 * @param {(answers: Answers, isChoice: boolean) => void} say
 */
export function google(say) {
  /** @type {Record<string, boolean>} */
  const updates = {};
  /** @type {Record<string, boolean>} */
  const regional = {};
  /** @type {Record<string, boolean>} */
  const defaults = {};
  let isWaiting = false;

  return {
    /** @param {unknown} command @param {any} settings whatever the page wrote; may throw where reading it does */
    hear_(command, settings) {
      const isUpdate = command === 'update';
      if (!isUpdate && command !== 'default') return;
      const { region } = settings;
      for (const type in TYPES) {
        const word = settings[type];
        const isGranted = word === 'granted';
        if (word !== undefined && !(region && isGranted)) (isUpdate ? updates : region ? regional : defaults)[type] = isGranted;
      }
      isWaiting ||= settings.wait_for_update > 0;

      /** @type {Answers} */
      const answers = {};
      /** @type {Answers} */
      const choices = {};
      const all = { ...defaults, ...regional, ...updates };
      for (const type in all) answers[TYPES[type]] = all[type] && answers[TYPES[type]] !== false;
      for (const type in updates) choices[TYPES[type]] = answers[TYPES[type]];
      // Waited for, it has been spoken of all the same.
      if (isWaiting) for (const type in all) answers[TYPES[type]] ||= undefined;
      // First, so that between the two nothing looks as if it were waited for again.
      if (isUpdate) say(choices, true);
      say(answers, false);
    },
  };
}
