// Measures a built file and holds it against its line of wasm/budget.json.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * @typedef {object} Limits
 * @property {number} [raw]        bytes on disk
 * @property {number} [gzip]       bytes, level 9
 * @property {number} [brotli]     bytes, quality 11
 * @property {string[]} [exports]  of a Wasm module: exactly these names
 * @property {string[]} [imports]  of a Wasm module: exactly these, as module.name
 */
/** @typedef {{ raw: number, gzip: number, brotli: number, exports: string[], imports: string[] }} Measured */
/** @typedef {{ sentence: string, isSize: boolean }} Finding */

const sizes = /** @type {const} */ (['raw', 'gzip', 'brotli']);

/**
 * @param {string} file
 * @param {Buffer} bytes
 * @returns {Measured}
 */
export function measure(file, bytes) {
  const wasm = file.endsWith('.wasm') ? new WebAssembly.Module(new Uint8Array(bytes)) : null;
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
    exports: wasm ? WebAssembly.Module.exports(wasm).map(({ name }) => name) : [],
    imports: wasm ? WebAssembly.Module.imports(wasm).map(({ module, name }) => `${module}.${name}`) : [],
  };
}

/**
 * @param {string} what
 * @param {string[]} wanted
 * @param {string[]} actual
 * @returns {Finding[]}
 */
function compareNames(what, wanted, actual) {
  const extra = actual.filter(name => !wanted.includes(name));
  const absent = wanted.filter(name => !actual.includes(name));
  const findings = [];
  if (extra.length > 0) findings.push({ sentence: `${what} not in the budget: ${extra.join(', ')}`, isSize: false });
  if (absent.length > 0) findings.push({ sentence: `${what} missing from the module: ${absent.join(', ')}`, isSize: false });
  return findings;
}

/**
 * @param {Limits} limits
 * @param {Measured} measured
 * @returns {Finding[]} empty: the file keeps its budget
 */
export function judgeFile(limits, measured) {
  /** @type {Finding[]} */
  const findings = [];
  for (const size of sizes) {
    const limit = limits[size];
    if (limit === undefined || measured[size] <= limit) continue;
    findings.push({ sentence: `${size} is ${measured[size]} bytes, ${measured[size] - limit} over its budget of ${limit}`, isSize: true });
  }
  if (limits.exports) findings.push(...compareNames('exports', limits.exports, measured.exports));
  if (limits.imports) findings.push(...compareNames('imports', limits.imports, measured.imports));
  return findings;
}
