// Tests of tests/counts.js: what a suite printed becomes the right numbers, and no failure is lost.
import assert from 'node:assert/strict';
import test from 'node:test';
import { judge, readCounts } from '../counts.js';

const ended = { code: 0, timedOut: false };

/** @type {{ what: string, output: string, counts: [number, number, number] | null }[]} */
const outputs = [
  { what: 'a plain last line', output: 'anything\n3 passed, 1 failed\n', counts: [3, 1, 0] },
  { what: 'a plain last line with skipped ones', output: '3 passed, 0 failed, 2 skipped', counts: [3, 0, 2] },
  { what: 'the words earlier than the last line', output: '3 passed, 1 failed\nSegmentation fault\n', counts: null },
  { what: 'node:test in TAP', output: '# tests 5\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n', counts: [3, 2, 0] },
  {
    what: 'node:test in its spec form',
    output: 'ℹ tests 4\nℹ pass 3\nℹ fail 0\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 7',
    counts: [3, 0, 1],
  },
  { what: 'ctest alone', output: '\n50% tests passed, 1 tests failed out of 2\n', counts: [1, 1, 0] },
  {
    what: 'ctest with Catch2 inside, all well',
    output:
      '1: All tests passed (12 assertions in 5 test cases)\n2: All tests passed (1 assertion in 1 test case)\n100% tests passed, 0 tests failed out of 2\n',
    counts: [6, 0, 0],
  },
  {
    what: 'ctest with Catch2 inside, two cases failing in one program',
    output:
      '1: All tests passed (12 assertions in 5 test cases)\n2: test cases: 4 | 2 passed | 2 failed\n50% tests passed, 1 tests failed out of 2\n',
    counts: [7, 2, 0],
  },
  {
    what: 'ctest that repeats what a failing program printed',
    output: '1: test cases: 3 | 2 passed | 1 failed\ntest cases: 3 | 2 passed | 1 failed\n0% tests passed, 1 tests failed out of 1\n',
    counts: [2, 1, 0],
  },
  {
    what: 'ctest with Catch2 inside, its only case failing',
    output: '1: test cases: 1 | 1 failed\n0% tests passed, 1 tests failed out of 1\n',
    counts: [0, 1, 0],
  },
  {
    what: 'ctest where a program crashed before its summary',
    output: '1: All tests passed (12 assertions in 5 test cases)\n50% tests passed, 1 tests failed out of 2\n',
    counts: [5, 1, 0],
  },
  { what: 'a program of Catch2 alone', output: '===\nAll tests passed (721 assertions in 2 test cases)\n\n', counts: [2, 0, 0] },
  {
    what: 'a program of Catch2 alone that failed',
    output: 'test cases: 3 | 2 passed | 1 failed\nassertions: 9 | 8 passed | 1 failed\n',
    counts: [2, 1, 0],
  },
  { what: 'coloured output', output: '\u001b[32m3 passed, 0 failed\u001b[0m\n', counts: [3, 0, 0] },
  { what: 'no counts at all', output: 'hello\n', counts: null },
];

for (const { what, output, counts } of outputs) {
  test(`${what} is read as ${counts ? counts.join(', ') : 'nothing'}`, () => {
    const expected = counts && { passed: counts[0], failed: counts[1], skipped: counts[2] };
    assert.deepEqual(readCounts(output), expected);
  });
}

test('a suite that counts no failure but exits with 1 has failed', () => {
  const { failed, why } = judge('3 passed, 0 failed\n', { code: 1, timedOut: false });
  assert.equal(failed, 1);
  assert.match(why, /exited with 1/);
});

test('a suite that counts failures but exits with 0 has failed by its counts', () => {
  assert.equal(judge('3 passed, 2 failed\n', ended).failed, 2);
});

test('a suite that is silent has failed', () => {
  assert.equal(judge('', ended).failed, 1);
});

test('a suite that skipped everything has failed', () => {
  assert.equal(judge('0 passed, 0 failed, 4 skipped\n', ended).failed, 1);
});

test('a suite ended by a signal has failed', () => {
  assert.equal(judge('3 passed, 0 failed\n', { code: null, timedOut: false }).failed, 1);
});

test('a suite that did not end in time has failed', () => {
  assert.equal(judge('3 passed, 0 failed\n', { code: 0, timedOut: true }).failed, 1);
});

test('a suite that passed has passed', () => {
  assert.deepEqual(judge('3 passed, 0 failed, 1 skipped\n', ended), { passed: 3, failed: 0, skipped: 1, why: '' });
});
