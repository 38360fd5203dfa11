// IAB GPP: https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform, CMP API v1.1.

import { answersOf } from './purposes.js';

/** Sections of the United States by their ids, from 6. */
const US = 'pv1 nat ca va co ut ct fl mt or tx de ia ne nh nj tn mn md in ky ri'.split(' ');
const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut', 'OptOutSale', 'Gpc'];
/** Not applicable, and did not opt out; `N` and `-` in the oldest section. */
const STAYED_IN = [undefined, null, false, 0, 2, 'N', '-'];

/** @param {Record<string, any>} fields as the CMP parsed them, TCF's purposes from 0 */
function ofEurope({ PublisherConsents: own, PurposeConsents: all }) {
  // A section without the publisher's part is parsed as one that refuses all of it.
  const consents = own?.includes(true) ? own : all;
  return answersOf(id => consents[id - 1]);
}

/** @param {Record<string, any>} fields */
function ofStates(fields) {
  const isIn = OPT_OUTS.every(name => STAYED_IN.includes(fields[name]));
  return { personalization: true, measurement: isIn, ads: isIn };
}

/**
 * What holds when the signal is ready; several sections that apply must all grant. The stub answers from the start, not ready.
 * @param {(answers: import('./combine.js').Answers, isChoice: boolean) => void} say
 * @param {any} api `__gpp`, anew whenever the page puts another in its place
 */
export function gpp(say, api) {
  api('addEventListener', (/** @type {any} */ { pingData }, /** @type {boolean} */ isDone) => {
    try {
      if (!isDone || pingData.signalStatus !== 'ready') return;
      /** @type {import('./combine.js').Answers[]} */
      const answers = [];
      for (const id of pingData.applicableSections) {
        const name = id === 2 ? 'tcfeu' : US[id - 6] && `us${US[id - 6]}`;
        if (!name) continue;
        // Some CMPs write the version behind the name, or give a section in its parts.
        const parts = Object.entries(pingData.parsedSections).find(([key]) => key.replace(/v\d$/, '') === name.replace(/v\d$/, ''));
        const fields = Object.assign({}, .../** @type {any[]} */ (parts).slice(1).flat());
        answers.push(id === 2 ? ofEurope(fields) : ofStates(fields));
      }
      const all = (/** @type {'personalization' | 'measurement' | 'ads'} */ purpose) => answers.every(each => each[purpose]);
      say(answers[0] ? { personalization: all('personalization'), measurement: all('measurement'), ads: all('ads') } : {}, true);
    } catch {
      // What cannot be read says nothing.
    }
  });
}
