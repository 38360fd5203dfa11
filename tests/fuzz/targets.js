// The fuzzers by name: what libFuzzer is told for each.

/**
 * @typedef {object} Target
 * @property {string} name tests/fuzz/fuzz_NAME.cpp
 * @property {number} longest bytes of an input
 * @property {string} [dictionary] a file that seeds.js writes
 */

/** @type {Target[]} */
export const targets = [
  { name: 'snapshot', longest: 3500 }, // a snapshot takes at most 3,000
  { name: 'events', longest: 8192 },
  { name: 'ndjson', longest: 4096, dictionary: 'ndjson.dict' },
  { name: 'pack', longest: 24576 },
  { name: 'page', longest: 4096, dictionary: 'page.dict' },
  { name: 'strategy', longest: 8192, dictionary: 'strategy.dict' },
];

/** What runs beside them under the same roof; see run.js. */
export const others = ['spoiled', 'pairs'];
