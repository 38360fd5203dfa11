// Errors with a name that says what failed, so that a caller can tell them apart without reading sentences.

import { say } from './sentences.js';

/**
 * @param {import('./sentences.js').Fault} what
 * @param {...unknown} details
 * @returns {Error} its name is `Vitrine` and `what`
 */
export function fault(what, ...details) {
  const error = new Error(say(what, details));
  error.name = `Vitrine${what}`;
  return error;
}
