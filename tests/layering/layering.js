// Holds the architecture: who may know whom, file sizes, the first line of every file, nothing left for later. Prints each breach.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { filesUnder } from '../../toolchains/sources.js';
import { breachesOfCpp } from './cpp_rules.js';
import { breachesOfDocument } from './document_rules.js';
import { rightExamples, wrongExamples } from './examples.js';
import { breachesOfFile } from './file_rules.js';
import { breachesOfJs } from './js_rules.js';

/** @typedef {{ rule: string, file: string, line: number, sentence: string }} Breach */

/**
 * @param {string} file
 * @param {string} text
 * @param {(file: string) => boolean} exists
 * @returns {Breach[]}
 */
function breaches(file, text, exists) {
  return [
    ...breachesOfFile(file, text),
    ...breachesOfCpp(file, text, exists),
    ...breachesOfJs(file, text),
    ...breachesOfDocument(file, text, exists),
  ];
}

/**
 * Every wrong example must be found by the rule it breaks, every right one must be let through: a rule that cannot fail is none.
 * @returns {{ passed: number, failed: number }}
 */
function testTheRules() {
  const outcome = { passed: 0, failed: 0 };
  const note = (/** @type {boolean} */ ok, /** @type {string} */ sentence) => {
    outcome[ok ? 'passed' : 'failed'] += 1;
    if (!ok) console.log(`self-test: ${sentence}`);
  };
  for (const { rule, file, text, beside = [] } of wrongExamples) {
    const found = breaches(file, text, name => beside.includes(name)).map(breach => breach.rule);
    note(found.length === 1 && found[0] === rule, `${file} should break '${rule}' alone, found: ${found.join(', ') || 'nothing'}`);
  }
  for (const { file, text, beside = [] } of rightExamples) {
    const found = breaches(file, text, name => beside.includes(name)).map(breach => breach.rule);
    note(found.length === 0, `${file} is right and was blamed for: ${found.join(', ')}`);
  }
  return outcome;
}

const counts = testTheRules();
const exists = (/** @type {string} */ name) => existsSync(path.join(root, name));
for (const file of filesUnder()) {
  const bytes = readFileSync(path.join(root, file));
  if (bytes.includes(0)) continue; // not a text
  const found = breaches(file, bytes.toString('utf8'), exists);
  for (const { rule, line, sentence } of found) console.log(`${file}:${line}: ${rule}: ${sentence}`);
  if (found.length === 0) counts.passed += 1;
  else counts.failed += 1;
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;
