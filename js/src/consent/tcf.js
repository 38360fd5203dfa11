// IAB TCF 2.2: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework, CMP API v2.

import { answersOf } from './purposes.js';

/**
 * A stub keeps the listener until its CMP is there, so that it is added at once. While the banner is shown nothing is said: what was, stays.
 * @param {(answers: import('./combine.js').Answers, isChoice: boolean) => void} say
 * @param {any} api `__tcfapi`, anew whenever the page puts another in its place
 */
export function tcf(say, api) {
  api('addEventListener', 2, (/** @type {any} */ data, /** @type {boolean} */ isDone) => {
    try {
      const { gdprApplies, eventStatus, purpose, publisher } = data;
      if (!isDone) return;
      if (gdprApplies === false) say({}, true);
      // Absent, it is still unknown.
      else if (gdprApplies === true && /^(tcloaded|useractioncomplete)$/.test(eventStatus))
        say(
          answersOf(id => publisher?.consents?.[id] ?? purpose.consents[id]),
          true,
        );
    } catch {
      // What cannot be read says nothing.
    }
  });
}
