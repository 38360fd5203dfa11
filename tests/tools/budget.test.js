// Tests of tests/size/budget.js: a byte past a budget, an export too many and an import each fail.
import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeFile, measure } from '../size/budget.js';

// A module that exports its memory as "memory" and imports the function env.now.
const module = Buffer.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 11, 1, 3, 0x65, 0x6e, 0x76, 3, 0x6e, 0x6f, 0x77, 0, 0, 5, 3, 1, 0, 1, 7, 10, 1,
  6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0,
]);
const measured = measure('a.wasm', module);

test('a module is measured by its bytes, exports and imports', () => {
  assert.equal(measured.raw, module.length);
  assert.deepEqual(measured.exports, ['memory']);
  assert.deepEqual(measured.imports, ['env.now']);
});

test('a file at its budget keeps it', () => {
  const { raw, gzip, brotli } = measured;
  assert.deepEqual(judgeFile({ raw, gzip, brotli, exports: ['memory'], imports: ['env.now'] }, measured), []);
});

for (const size of /** @type {const} */ (['raw', 'gzip', 'brotli'])) {
  test(`one byte past the ${size} budget is a finding that names both numbers`, () => {
    const [finding, ...more] = judgeFile({ [size]: measured[size] - 1 }, measured);
    assert.equal(finding.sentence, `${size} is ${measured[size]} bytes, 1 over its budget of ${measured[size] - 1}`);
    assert.equal(finding.isSize, true);
    assert.equal(more.length, 0);
  });
}

test('an export that the budget does not list is a finding', () => {
  assert.equal(judgeFile({ exports: [] }, measured)[0].sentence, 'exports not in the budget: memory');
});

test('a listed export that the module lacks is a finding', () => {
  assert.equal(judgeFile({ exports: ['memory', 'vt_load'] }, measured)[0].sentence, 'exports missing from the module: vt_load');
});

test('an import where none is allowed is a finding, whatever the compiler', () => {
  const [finding] = judgeFile({ imports: [] }, measured);
  assert.equal(finding.sentence, 'imports not in the budget: env.now');
  assert.equal(finding.isSize, false);
});
