// Errors with a name that says what failed, so that a caller can tell them apart without reading sentences.

/**
 * @param {'Pack' | 'Core' | 'Trap' | 'Time' | 'Event' | 'Purpose' | 'Slot' | 'Visitor' | 'Memory' | 'Later'} what
 * @param {string} sentence what happened and what to write instead
 * @returns {Error} its name is `Vitrine` and `what`
 */
export function fault(what, sentence) {
  const error = new Error(sentence);
  error.name = `Vitrine${what}`;
  return error;
}
