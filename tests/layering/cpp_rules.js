// The edges that C++ files may have: each layer's list of whom it may know, and who may include which foreign library.
import { includesOf, resolveInclude } from '../../toolchains/sources.js';

/** @typedef {import('./layering.js').Breach} Breach */

/**
 * For each layer, what it may include beside itself: layers, or patterns of single files.
 * @type {Record<string, (string | RegExp)[]>}
 */
const mayKnow = {
  'core/include': [],
  'core/format': ['core/include'],
  'core/runtime': ['core/format', 'core/include'],
  'core/page': ['core/format', 'core/include'],
  'core/text': ['core/format', 'core/include'],
  'core/compiler': ['core/text', 'core/format', 'core/include', /^core\/runtime\/pack\w*\.h$/], // the runtime's verifier, and no more of it
  'core/cli/files': [],
  'core/cli/log': ['core/cli/files', 'core/text', 'core/compiler', 'core/format'], // writes events in the runtime's own form
  'core/cli/replay': ['core/cli/log', 'core/cli/files', 'core/text', 'core/compiler', 'core/runtime', 'core/format', 'core/include'],
  'core/cli/commands': ['core/cli/replay', 'core/cli/log', 'core/cli/files', 'core/text', 'core/compiler', 'core/format', 'core/include'],
  'core/cli': ['core/include'], // main.cpp
  wasm: ['core/include'],
};

/** Foreign headers and the only files that may include them; all others come from the C++ library itself. */
const foreign = [
  { header: /^nlohmann\//, only: /^core\/compiler\/read\w*\.cpp$/, where: 'core/compiler/read*.cpp' },
  { header: /^(CLI\/|CLI11)/, only: /^core\/cli\/commands\/command_line\.cpp$/, where: 'core/cli/commands/command_line.cpp' },
  { header: /^(simdjson|openssl\/)/, only: /^core\/cli\//, where: 'core/cli' },
  { header: /^catch2\//, only: /^tests\//, where: 'tests' },
];

/** @param {string} file */
function layerOf(file) {
  return Object.keys(mayKnow).find(layer => file.startsWith(`${layer}/`)) ?? null;
}

/**
 * @param {string} file
 * @param {{ name: string, quoted: boolean }} include
 * @param {(file: string) => boolean} exists
 * @returns {{ rule: string, sentence: string } | null}
 */
function breachOf(file, include, exists) {
  const library = foreign.find(({ header }) => header.test(include.name));
  if (library && !library.only.test(file)) {
    return { rule: 'foreign library', sentence: `<${include.name}> may be included only by ${library.where}.` };
  }
  const layer = layerOf(file);
  if (!layer || library) return null;
  const target = resolveInclude(file, include, exists);
  if (!target) {
    if (!include.quoted) return null;
    return { rule: 'lost include', sentence: `"${include.name}" leads to no file here. Name it from core/ or core/include/.` };
  }
  const known = mayKnow[layer];
  if (target.startsWith(`${layer}/`)) return null;
  if (known.some(each => (typeof each === 'string' ? target.startsWith(`${each}/`) : each.test(target)))) return null;
  return { rule: 'C++ layer', sentence: `${layer} must not know ${target}. It may know: ${known.join(', ') || 'itself alone'}.` };
}

/**
 * @param {string} file
 * @param {string} text
 * @param {(file: string) => boolean} exists
 * @returns {Breach[]}
 */
export function breachesOfCpp(file, text, exists) {
  if (!/\.(cpp|h|c)$/.test(file)) return [];
  const breaches = [];
  for (const include of includesOf(text)) {
    const breach = breachOf(file, include, exists);
    const line = text.slice(0, text.indexOf(include.name)).split('\n').length;
    if (breach) breaches.push({ ...breach, file, line });
  }
  return breaches;
}
