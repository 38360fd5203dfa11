// Holds what a page or worker downloads against wasm/budget.json: prints actual and allowed sizes, and fails past a budget.
//
// wasm/budget.json: { "files": { "js/dist/vitrine.wasm": { "raw": 1, "gzip": 1, "brotli": 1, "exports": ["memory"], "imports": [] } } },
// paths from the root; sizes in bytes, each optional; "exports" and "imports" are exact lists. Sizes of Wasm are judged only with the
// emcc that toolchains/versions names; its exports and imports always are.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, toolVersions } from '../../toolchains/host.js';
import { judgeFile, measure } from './budget.js';

/** @typedef {import('./budget.js').Limits} Limits */

function emccVersion() {
  const said = spawnSync('emcc', ['--version'], { encoding: 'utf8' }).stdout ?? '';
  return /\b(\d+\.\d+\.\d+)\b/.exec(said)?.[1] ?? 'unknown';
}

/**
 * @param {number} actual
 * @param {number | undefined} limit
 */
function cell(actual, limit) {
  return `${actual}${limit === undefined ? '' : ` / ${limit}`}`.padStart(18);
}

/**
 * @param {string} file
 * @param {Limits} limits
 * @param {string} emcc
 * @returns {'passed' | 'failed' | 'skipped'}
 */
function checkFile(file, limits, emcc) {
  const full = path.join(root, file);
  if (!existsSync(full)) {
    console.log(`${file.padEnd(34)} is missing. Run: npm run build`);
    return 'failed';
  }
  const measured = measure(file, readFileSync(full));
  const cells = [cell(measured.raw, limits.raw), cell(measured.gzip, limits.gzip), cell(measured.brotli, limits.brotli)];
  console.log(`${file.padEnd(34)}${cells.join('')}`);
  const findings = judgeFile(limits, measured);
  for (const { sentence } of findings) console.log(`  ${sentence}`);
  if (findings.length === 0) return 'passed';
  const otherCompiler = emcc !== toolVersions().EMCC && findings.every(finding => finding.isSize);
  if (otherCompiler) console.log(`  not judged: budgets hold for emcc ${toolVersions().EMCC}, this is ${emcc}`);
  return otherCompiler ? 'skipped' : 'failed';
}

/** @type {{ files: Record<string, Limits> }} */
const budget = JSON.parse(readFileSync(path.join(root, 'wasm/budget.json'), 'utf8'));
const counts = { passed: 0, failed: 0, skipped: 0 };
const emcc = emccVersion();
console.log(`${'bytes: actual / allowed'.padEnd(34)}${['raw', 'gzip', 'brotli'].map(name => name.padStart(18)).join('')}`);
for (const [file, limits] of Object.entries(budget.files)) counts[checkFile(file, limits, emcc)] += 1;
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
