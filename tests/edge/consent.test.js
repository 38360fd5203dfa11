// The cookie that says what a visitor allows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentOf } from '../../js/src/edge/consent.js';

const ALL = ['personalization', 'measurement', 'ads', 'location'];

for (const [values, gpc, expected] of /** @type {[string[], string | null, Partial<import('../../js/src/edge/consent.js').Consent>][]} */ ([
  [[], null, { isKnown: false, isRefused: false, purposes: [] }],
  [['-'], null, { isKnown: true, isRefused: true, purposes: [] }],
  [['p'], null, { isKnown: true, isRefused: false, purposes: ['personalization'] }],
  [['lamp'], null, { isKnown: true, purposes: /** @type {any} */ (ALL), hidden: [] }],
  [['pmal'], '1', { isKnown: true, isRefused: false, purposes: ['personalization', 'location'], hidden: ['measurement', 'ads'] }],
  [['pmal'], '0', { purposes: /** @type {any} */ (ALL) }],
  [['-'], '1', { isRefused: true, hidden: [] }],
  [['pp'], null, { isKnown: false, purposes: [] }],
  [['px'], null, { isKnown: false, purposes: [] }],
  [['P'], null, { isKnown: false, purposes: [] }],
  [['p-'], null, { isKnown: false, isRefused: false, purposes: [] }],
  [['p', 'pm'], null, { isKnown: false, purposes: [] }],
]))
  test(`vitrine_consent ${JSON.stringify(values)}, Sec-GPC ${gpc}`, () => {
    const found = consentOf(values, gpc);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(found[/** @type {keyof typeof found} */ (key)], value, key);
  });
