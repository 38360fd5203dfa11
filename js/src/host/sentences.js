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
  Explain: () => 'this version explains recorded logs only: write `vitrine why`',
};

/** @typedef {keyof typeof sentences} Fault */

/** @param {Fault} what @param {unknown[]} details @returns {string} */
export const say = (what, details) => /** @type {(...details: any[]) => string} */ (sentences[what])(...details);
