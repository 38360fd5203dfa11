// A document names only what stands: a path in backticks or as a link's target exists.
import path from 'node:path';

/** @typedef {import('./layering.js').Breach} Breach */

const isDocument = /\.md$/;
/** Made by a build, so not there in a fresh clone. */
const isMade = /^(js\/(dist|types)|build|node_modules)(\/|$)/;
/** Where a path in backticks begins; anything else with a slash is a package, a type of content, a word. */
const BEGINNINGS = /^(core|js|wasm|tests|docs|demo_store|toolchains|\.ci)\//;

/** Each shape of a name is one that exists: `{a,b}` and `*` stand for more than one, capitals for what the reader puts there. @param {string} text */
const isPattern = text => /[*{}<>$| ]|\.\.\.|\b[A-Z]+\b(?!\.md)/.test(text);

/**
 * @param {string} file
 * @param {string} text
 * @param {(file: string) => boolean} exists
 * @returns {Breach[]}
 */
export function breachesOfDocument(file, text, exists) {
  if (!isDocument.test(file)) return [];
  /** @type {Breach[]} */
  const breaches = [];
  const isThere = (/** @type {string} */ name) => isMade.test(name) || exists(name);
  let isCode = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('```')) isCode = !isCode;
    if (isCode) continue;
    const blame = (/** @type {string} */ name) =>
      breaches.push({
        rule: 'document path',
        file,
        line: index + 1,
        sentence: `${name} does not exist: a document names only what stands.`,
      });
    for (const [, target] of line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const name = path.posix.join(path.posix.dirname(file), target);
      if (!isThere(name.replace(/\/$/, ''))) blame(target);
    }
    for (const [, span] of line.matchAll(/`([^`]+)`/g)) {
      if (!BEGINNINGS.test(span) || isPattern(span)) continue;
      const name = span.replace(/[/:]$/, '').replace(/:\d+$/, '');
      if (!isThere(name)) blame(span);
    }
  }
  return breaches;
}
