// The edges that the modules of js/src may have: only entry files and session cross folders, and no path leads around the consent gate.
import path from 'node:path';

/** @typedef {import('./layering.js').Breach} Breach */

/** Folders that store or send: they are handed their storage or sender by the gate, so only the gate and the entries import them. */
const gated = ['persist', 'report'];

/** Puts the others together for one document, as an entry does. */
const WIRING = 'session';

/** Entries of their own, one for each kind of runtime: what they give is the built Wasm file. */
const RUNTIME_ENTRIES = 'module';
/** Bindings to libraries that a shop has already: what each may import of the page's copy, and the one package that it is a binding to. None of them is in a browser file. */
const BINDINGS = new Map([
  // Sees what a shopper sees by the rules of the host, and never touches a node.
  ['react', { files: ['js/src/activate/sight.js', 'js/src/session/live.js'], peer: 'react' }],
  ['openfeature', { files: ['js/src/session/live.js'], peer: '@openfeature/web-sdk' }],
]);

/** What every folder may read: the numbers made from core/format, what attributes and page state mean, and what page and edge hand each other. */
const SHARED = ['js/src/host/constants.js', 'js/src/collect/fields.js', 'js/src/handover/events.js', 'js/src/handover/base64url.js'];

/** A library that js/build.js puts into a file of ours: the package still depends on none. */
const BUILT_IN = new Map([['edge', 'isbot']]);

/** What stores or sends by itself; reached only in the gate and handed on from there. */
const storing = /\b(localStorage|sessionStorage|indexedDB|document\s*\.\s*cookie|cookieStore|sendBeacon)\b/;

// A comment, a string or a template, whichever begins first; kept are only the strings, since they name the modules.
const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/**
 * The text without comments; line breaks stay, so that lines keep their numbers.
 * @param {string} text
 */
function withoutComments(text) {
  return text.replace(tokens, token => (token.startsWith('/') ? token.replace(/[^\n]/g, '') : token));
}

/**
 * @param {string} code
 * @returns {{ name: string, line: number }[]}
 */
export function importsOf(code) {
  const pattern =
    /\b(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g;
  return [...code.matchAll(pattern)].map(match => ({
    name: match[1] ?? match[2] ?? match[3],
    line: code.slice(0, match.index + match[0].length).split('\n').length,
  }));
}

/**
 * The folder of js/src that a file stands in; '' for an entry file, null outside.
 * @param {string} file
 */
function folderOf(file) {
  const inside = /^js\/src\/(?:([^/]+)\/)?[^/]/.exec(file);
  return inside ? (inside[1] ?? '') : null;
}

/**
 * @param {string} file
 * @param {string} folder
 * @param {string} name
 * @returns {{ rule: string, sentence: string } | null}
 */
function breachOf(file, folder, name) {
  const binding = BINDINGS.get(folder);
  if (!name.startsWith('.')) {
    if (name.startsWith('node:') || name === binding?.peer || name === BUILT_IN.get(folder)) return null;
    return {
      rule: 'js dependency',
      sentence: `'${name}' is neither a relative path nor a module of Node; the package has no dependency at run time.`,
    };
  }
  const target = path.posix.join(path.posix.dirname(file), name);
  const reached = folderOf(target);
  if (binding?.files.includes(target) || SHARED.includes(target)) return null;
  if (folder === '' || folder === WIRING || reached === folder) return null;
  if (folder === RUNTIME_ENTRIES && target.startsWith('js/dist/')) return null;
  if (reached !== null && gated.includes(reached)) {
    if (folder === 'consent') return null;
    return { rule: 'consent gate', sentence: `${target} is handed out by js/src/consent: take it as a parameter.` };
  }
  return {
    rule: 'js folder',
    sentence: `js/src/${folder} must not import ${target}: only the entry files js/src/*.js and js/src/session import across folders.`,
  };
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Breach[]}
 */
export function breachesOfJs(file, text) {
  const folder = folderOf(file);
  if (folder === null || !/\.m?js$/.test(file)) return [];
  const code = withoutComments(text);
  const breaches = [];
  for (const { name, line } of importsOf(code)) {
    const breach = breachOf(file, folder, name);
    if (breach) breaches.push({ ...breach, file, line });
  }
  if (folder === '' || folder === 'consent') return breaches;
  for (const [index, line] of code.split('\n').entries()) {
    const found = storing.exec(line.replace(tokens, ''));
    if (found) {
      const sentence = `${found[1]} is reached only in js/src/consent: take the storage or sender as a parameter.`;
      breaches.push({ rule: 'storing', file, line: index + 1, sentence });
    }
  }
  return breaches;
}
