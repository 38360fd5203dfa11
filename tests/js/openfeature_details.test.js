// Decisions of the engine in OpenFeature's words: each reason, and what only we know as metadata.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailsOf } from '../../js/src/openfeature/details.js';

const VARIANTS = ['gift', 'default'];

/** @type {[object, object][]} what the engine decided, and what a text flag says */
const REASONS = [
  [
    { variant: 'gift', reason: 'TARGETING_MATCH' },
    { value: 'gift', reason: 'TARGETING_MATCH', flagMetadata: {} },
  ],
  [
    { variant: 'gift', reason: 'SPLIT', experiment: 0, bucket: 7 },
    { value: 'gift', reason: 'SPLIT', flagMetadata: { experiment: 0, bucket: 7 } },
  ],
  [
    { variant: 'default', reason: 'HOLDOUT', intended: 'gift' },
    { value: 'default', reason: 'SPLIT', flagMetadata: { reason: 'HOLDOUT', intended: 'gift' } },
  ],
  [
    { variant: 'default', reason: 'CAPPED' },
    { value: 'default', reason: 'DEFAULT', flagMetadata: { reason: 'CAPPED' } },
  ],
  [
    { variant: 'default', reason: 'CONSENT' },
    { value: 'default', reason: 'DEFAULT', flagMetadata: { reason: 'CONSENT' } },
  ],
  [
    { variant: 'default', reason: 'DISABLED' },
    { value: 'default', reason: 'DISABLED', flagMetadata: {} },
  ],
];

for (const [decided, said] of REASONS) {
  test(`${JSON.stringify(decided)} is ${JSON.stringify(said)}`, () => {
    const decision = /** @type {import('vitrine/engine').Decision} */ ({ slot: 'home.hero', ...decided });
    const { variant, ...details } = detailsOf(decision, VARIANTS, 'string', 'fallback', {});
    assert.deepEqual([details, variant], [said, decision.variant]);
  });
}

test('what could not be decided, and a variant that values leave out, are errors with the fallback', () => {
  const undecided = { slot: 'home.hero', variant: 'default', reason: 'ERROR' };
  const { errorCode, value } = detailsOf(undecided, VARIANTS, 'number', 7, {});
  assert.deepEqual([errorCode, value], ['GENERAL', 7]);
  const gift = { slot: 'home.hero', variant: 'gift', reason: 'SPLIT' };
  const { errorCode: code, errorMessage } = detailsOf(gift, VARIANTS, 'number', 7, { values: { other: 1 } });
  assert.deepEqual([code, errorMessage], ['PARSE_ERROR', 'values has nothing for variant "gift" of slot "home.hero"']);
});
