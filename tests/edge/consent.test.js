// The cookie that says what a visitor allows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentOf } from '../../js/src/edge/consent.js';

const ALL = ['personalization', 'measurement', 'ads', 'location'];

for (const [values, gpc, expected] of /** @type {[string[], string | null, Partial<import('../../js/src/edge/consent.js').Consent>][]} */ ([
  [[], null, { text: '', isRefused: false, purposes: [], granted: [] }],
  [['-'], null, { text: '-', isRefused: true, purposes: [], granted: [] }],
  [['p'], null, { text: 'p', isRefused: false, purposes: ['personalization'] }],
  [['lamp'], null, { text: 'lamp', purposes: /** @type {any} */ (ALL), granted: /** @type {any} */ (ALL) }],
  [['pmal'], '1', { text: 'pmal', purposes: ['personalization', 'location'], granted: /** @type {any} */ (ALL) }],
  [['pmal'], '0', { purposes: /** @type {any} */ (ALL) }],
  [['-'], '1', { isRefused: true, granted: [] }],
  [['pp'], null, { text: '', purposes: [] }],
  [['px'], null, { text: '', purposes: [] }],
  [['P'], null, { text: '', purposes: [] }],
  [['p-'], null, { text: '', isRefused: false, purposes: [] }],
  [['p', 'pm'], null, { text: '', purposes: [] }],
]))
  test(`vitrine_consent ${JSON.stringify(values)}, Sec-GPC ${gpc}`, () => {
    const found = consentOf(values, gpc);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(found[/** @type {keyof typeof found} */ (key)], value, key);
  });
