// What stands in for the sentences of errors in the browser files, where every byte travels: the details alone, behind the error's name.

/** @param {import('./sentences.js').Fault} _what @param {unknown[]} details */
export const say = (_what, details) => details.join(' ');
