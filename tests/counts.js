// Reads how many tests passed, failed and were skipped out of what a test program printed.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

// Colour codes of terminals.
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * @param {string} text
 * @param {RegExp} pattern with the number as its first group
 */
function sumOf(text, pattern) {
  let sum = 0;
  for (const match of text.matchAll(pattern)) sum += Number(match[1]);
  return sum;
}

/**
 * ctest: where it shows Catch2's own summaries (-V, which begins each line with the entry's number), test cases count; else ctest's
 * entries. The same lines without a number are ctest's repetition of what failed.
 * @param {string} text
 * @returns {Counts | null}
 */
function ctestCounts(text) {
  const summary = /^\d+% tests passed, (\d+) tests? failed out of (\d+)$/m.exec(text);
  if (!summary) return null;
  const [failedEntries, entries] = [Number(summary[1]), Number(summary[2])];
  const passedCases =
    sumOf(text, /^\d+: All tests passed \([\d,]+ assertions? in (\d+) test cases?\)/gm) +
    sumOf(text, /^\d+: test cases: .*?(\d+) passed/gm);
  const failedCases = sumOf(text, /^\d+: test cases: .*?(\d+) failed/gm);
  return {
    passed: passedCases > 0 || failedCases > 0 ? passedCases : entries - failedEntries,
    failed: Math.max(failedEntries, failedCases),
    skipped: 0,
  };
}

/**
 * node:test, in its spec or TAP form; cancelled tests have failed.
 * @param {string} text
 * @returns {Counts | null}
 */
function nodeCounts(text) {
  /** @param {string} word */
  const last = word => {
    const found = [...text.matchAll(new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, 'gm'))].at(-1);
    return found ? Number(found[1]) : null;
  };
  const passed = last('pass');
  const failed = last('fail');
  if (passed === null || failed === null) return null;
  return { passed, failed: failed + (last('cancelled') ?? 0), skipped: (last('skipped') ?? 0) + (last('todo') ?? 0) };
}

/**
 * A test program of Catch2 that runs alone.
 * @param {string} text
 * @returns {Counts | null}
 */
function catchCounts(text) {
  const all = /^All tests passed \([\d,]+ assertions? in (\d+) test cases?\)$/m.exec(text);
  if (all) return { passed: Number(all[1]), failed: 0, skipped: 0 };
  const some = /^test cases: .*$/m.exec(text)?.[0];
  if (!some) return null;
  return { passed: sumOf(some, /(\d+) passed/g), failed: sumOf(some, /(\d+) failed/g), skipped: 0 };
}

/**
 * Our own programs: the last line says it.
 * @param {string} text
 * @returns {Counts | null}
 */
function plainCounts(text) {
  const lastLine = text.trimEnd().split('\n').at(-1) ?? '';
  const found = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(lastLine.trim());
  return found && { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
}

/**
 * @param {string} output
 * @returns {Counts | null} null: the program did not say
 */
export function readCounts(output) {
  const text = output.replace(escapes, '').replaceAll('\r', '');
  return plainCounts(text) ?? nodeCounts(text) ?? ctestCounts(text) ?? catchCounts(text);
}

/** @param {Counts} counts @returns {string} the last line of a run, as plainCounts reads it */
export const textOf = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * What a suite that has ended counts as. A crash, silence, or nothing run is a failure whatever was counted.
 * @param {string} output
 * @param {{ code: number | null, timedOut: boolean }} end code null: ended by a signal
 * @returns {Counts & { why: string }} why: a sentence where the counts alone do not tell it, else empty
 */
export function judge(output, end) {
  const counts = readCounts(output) ?? { passed: 0, failed: 0, skipped: 0 };
  const fail = (/** @type {string} */ why) => ({ ...counts, failed: Math.max(counts.failed, 1), why });
  if (end.timedOut) return fail('it did not end in time and was ended');
  if (end.code === null) return fail('it was ended by a signal');
  if (counts.failed > 0) return { ...counts, why: '' };
  if (end.code !== 0) return fail(`it exited with ${end.code} although it counted no failure`);
  if (counts.passed === 0) return fail('it ran no test');
  return { ...counts, why: '' };
}
