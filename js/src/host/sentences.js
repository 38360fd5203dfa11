// The sentences of errors: what happened, where, what to write instead. The browser files carry `short_sentences.js` in its place.

const sentences = {
  Version: () => 'the core is of another version than its host: take both from the same release',
  Pack: (/** @type {number} */ bytes) => `these ${bytes} bytes are no pack, or damaged, or of another version: compile the strategy again`,
  Load: (/** @type {string} */ url, /** @type {number} */ status) => `${url} answered ${status}: is it where the page says?`,
  Memory: (/** @type {number} */ bytes) => `no room for ${bytes} bytes more: release visitors that are done`,
  Trap: (/** @type {unknown} */ cause) => `the core stopped (${cause}); the visitors go on from their last snapshots`,
  Purpose: (/** @type {string} */ name) => `unknown purpose "${name}": write personalization, measurement, ads or location`,
  Event: (/** @type {unknown} */ name) =>
    `${JSON.stringify(name)} is no name of an event: write { event: "view_item", time, fields, items }`,
  Refused: (/** @type {unknown} */ what, /** @type {number} */ status) =>
    status === -5 ? `the visitor was released: nothing can be asked of it any more (${what})` : `the core refused ${what} (${status})`,
  Time: (/** @type {unknown} */ time) =>
    `${JSON.stringify(time)} is no time: write ISO 8601 or seconds since 1970, as the event's \`time\` or as \`at\``,
  NoSlot: (/** @type {string} */ slot) => `the strategy has no slot "${slot}": is it written so under "slots"?`,
  NoTemplate: (/** @type {string} */ slot, /** @type {string} */ variant) =>
    `slot "${slot}" has no <template data-vitrine-variant="${variant}">, so it keeps what the page shows`,
  Slot: (/** @type {string} */ slot, /** @type {string} */ why) => `slot "${slot}" keeps what the page shows: ${why}`,
  List: (/** @type {string} */ list, /** @type {string} */ why) => `list "${list}" keeps the page's order: ${why}`,
  Clock: (/** @type {number} */ clock) =>
    `the visitor's memory is of ${clock}, more than a day ahead of this device's clock: a new visitor begins`,
  Layer: (/** @type {string} */ name) => `window.${name} is no array: no event of it is heard until the page puts one there`,
  Twice: () => 'the page has a copy of this script already: this one does nothing',
  Consent: (/** @type {string} */ missing) =>
    missing.startsWith('-')
      ? `the page has a consent tool that this script cannot hear, so that its defaults grant nothing: write \`vitrine bundle ${missing}\``
      : `the page's consent tool never speaks of ${missing}, so that nothing is personalized: have it granted or denied there too`,
  Collect: (/** @type {string} */ name) =>
    `collector ${name} cannot be loaded: put collect_${name}.js beside the script, or write \`vitrine bundle --collect ${name}\``,
  Number: (/** @type {string} */ field, /** @type {string} */ text) =>
    `"${field}" is given as ${text}, which is no number: write it without signs and separators, such as 4245.42`,
  Edge: () =>
    'what this page needs, which the edge has decided, cannot be loaded: put arrive.js beside the script, or write `vitrine bundle --edge`',
  Explain: () => 'this version explains recorded logs only: write `vitrine why`',
};

/** @typedef {keyof typeof sentences} Fault */

/** @param {Fault} what @param {unknown[]} details @returns {string} */
export const say = (what, details) => /** @type {(...details: any[]) => string} */ (sentences[what])(...details);
