// What several sources together say of one purpose. Pure: the truth table of INTERFACES.md 3, "Consent", and nothing else.

/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** Not there, or undefined: says nothing of it. @typedef {Partial<Record<Purpose, boolean>>} Answers */
/** What a source has said; null: it is there, and still silent. @typedef {[defaults: Answers, choices: Answers] | null} Said */

/**
 * The shop's call beats all. Else choices count, and one that denies beats all that grant; where there is none, the defaults count in the same
 * way, unless a source is still silent. A choice and a default are judged purpose by purpose: a tool that has asked about ads alone has made no
 * choice about the rest. No source speaks of `location`.
 * @param {Answers} call
 * @param {Said[]} said by each source that is there
 * @param {Purpose} purpose
 * @returns {{ isGranted_: boolean, isKnown_: boolean, isChosen_: boolean }} isKnown: there is an answer; isChosen: it is no default
 */
export function combine(call, said, purpose) {
  const own = call[purpose];
  const from = (/** @type {0 | 1} */ kind) => (purpose === 'location' ? [] : said.flatMap(each => each?.[kind][purpose] ?? []));
  const choices = own === undefined ? from(1) : [own];
  const answers = choices.length || said.includes(null) ? choices : from(0);
  return { isGranted_: answers.length > 0 && !answers.includes(false), isKnown_: answers.length > 0, isChosen_: choices.length > 0 };
}
