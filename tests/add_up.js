// Adds up runs that have ended, and says the sum in one line: node tests/add_up.js CODE FILE [CODE FILE]...
// CODE: the run's exit code; FILE: what it printed. A run that says no counts, or that fails without counting it, is one failure.
import { readFileSync } from 'node:fs';
import { judge, textOf } from './counts.js';

const total = { passed: 0, failed: 0, skipped: 0 };
for (let at = 2; at + 1 < process.argv.length; at += 2) {
  const { why, ...counts } = judge(readFileSync(process.argv[at + 1], 'utf8'), { code: Number(process.argv[at]), timedOut: false });
  if (why) console.log(`a run has failed: ${why}`);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
console.log(textOf(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
