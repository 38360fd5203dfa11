// Times of events, strictly: what is none is none in every browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseTime } from '../../js/src/host/times.js';

/** @type {[unknown, number][]} */
const times = [
  ['2026-11-22', 1795305600],
  ['2026-11-22T10:00:00Z', 1795341600],
  ['2026-11-22t10:00:00Z', 1795341600],
  ['2026-11-22 10:00', 1795341600],
  ['2026-11-22T10:00:00.999Z', 1795341600],
  ['2026-11-22T10:00:00,999Z', 1795341600],
  ['2026-11-22T12:00:00+02:00', 1795341600],
  ['2026-11-22T12:00:00+0200', 1795341600],
  ['2026-11-22T05:00:00-05', 1795341600],
  ['2024-02-29', 1709164800],
  ['1969-12-31T23:30:00-01:00', 1800],
  ['2106-02-07T06:28:14Z', 4294967294],
  [1795341600, 1795341600],
  [1795341600.9, 1795341600],
  [1795341600999, 1795341600],
  [99999999999, NaN],
  [100000000000, 100000000],
  [0, 0],
];

const none = [
  '',
  'now',
  '2026-11-22T',
  '2026-1-2',
  '2026-02-29',
  '2026-13-01',
  '2026-00-01',
  '2026-01-00',
  '2026-11-22T24:00:00Z',
  '2026-11-22T10:60:00Z',
  '2026-11-22T10:00:60Z',
  '2026-11-22T10Z',
  '2026-11-22T10:00:00+24:00',
  '2026-11-22T10:00:00+02:60',
  '2026-11-22T10:00:00.Z',
  '1969-12-31',
  '2106-02-07T06:28:15Z',
  '2026-11-22\n',
  -1,
  -0.5,
  NaN,
  Infinity,
  null,
  undefined,
  true,
  {},
];

for (const [time, expected] of times) test(`${JSON.stringify(time)} is ${expected}`, () => assert.equal(parseTime(time), expected));
for (const time of none) test(`${JSON.stringify(time) ?? 'undefined'} is no time`, () => assert.ok(Number.isNaN(parseTime(time))));
