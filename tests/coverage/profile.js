// What llvm-cov counted, by file: which lines and which branches were reached.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, toolVersions } from '../../toolchains/host.js';

/**
 * @typedef {object} FileCoverage
 * @property {string} file from the repository's root
 * @property {number[]} linesMissed
 * @property {number} lines that hold code
 * @property {Branch[]} branches
 */
/** @typedef {{ line: number, column: number, missed: ('true' | 'false')[] }} Branch a condition that the compiler cannot decide, and the ways it never went */

const { CLANG } = toolVersions();

/** @param {string} tool @param {string[]} args */
function llvm(tool, args) {
  const done = spawnSync(`llvm-${tool}-${CLANG}`, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (done.error) throw new Error(`llvm-${tool}-${CLANG} did not start (${done.error.message}). Run: bash toolchains/setup all`);
  if (done.status !== 0) throw new Error(`llvm-${tool}-${CLANG}: ${done.stderr}`);
  return done.stdout;
}

/** @param {string[]} raw files that the programs left @param {string} merged */
export function mergeProfiles(raw, merged) {
  llvm('profdata', ['merge', '-sparse', ...raw, '-o', merged]);
}

/**
 * A line is reached when some code on it ran. A header's function is compiled once a program: what one of them reached counts.
 * @param {any[][]} segments [line, column, count, has a count, is the entry of a region, is a gap]
 */
function linesOf(segments) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  const take = (/** @type {number} */ line, /** @type {number} */ count) => counts.set(line, Math.max(counts.get(line) ?? 0, count));
  segments.forEach(([line, , count, hasCount, isEntry, isGap], at) => {
    if (!hasCount || isGap) return;
    if (isEntry) take(line, count);
    const next = segments[at + 1];
    for (let each = line + 1; next && each < next[0]; each++) take(each, count);
    if (next && next[0] > line && !isEntry) take(line, count);
  });
  return counts;
}

/** @param {any[][]} branches [line, column, end line, end column, times true, times false, ...] @returns {Branch[]} */
function branchesOf(branches) {
  /** @type {Map<string, { line: number, column: number, yes: number, no: number }>} */
  const all = new Map();
  for (const [line, column, endLine, endColumn, yes, no] of branches) {
    const key = `${line}:${column}-${endLine}:${endColumn}`;
    const known = all.get(key) ?? { line, column, yes: 0, no: 0 };
    all.set(key, { line, column, yes: known.yes + yes, no: known.no + no });
  }
  return [...all.values()].map(({ line, column, yes, no }) => ({
    line,
    column,
    missed: [...(yes === 0 ? [/** @type {const} */ ('true')] : []), ...(no === 0 ? [/** @type {const} */ ('false')] : [])],
  }));
}

/**
 * @param {string} merged
 * @param {string[]} programs
 * @returns {FileCoverage[]}
 */
export function readCoverage(merged, programs) {
  const [first, ...others] = programs;
  const args = ['export', '-format=text', `-instr-profile=${merged}`, first, ...others.flatMap(program => ['-object', program])];
  const { data } = JSON.parse(llvm('cov', args));
  return data[0].files
    .map((/** @type {any} */ { filename, segments, branches }) => {
      const lines = linesOf(segments);
      const linesMissed = [...lines].filter(([, count]) => count === 0).map(([line]) => line);
      return { file: path.relative(root, filename), lines: lines.size, linesMissed, branches: branchesOf(branches) };
    })
    .filter((/** @type {FileCoverage} */ { file }) => file.startsWith('core/'));
}
