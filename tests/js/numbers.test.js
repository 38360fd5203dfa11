// Numbers of events: thousandths and millionths of the shortest decimal text that reads back as the same double.
import assert from 'node:assert/strict';
import test from 'node:test';
import { millionths, plainDecimal, thousandths } from '../../js/src/host/numbers.js';
import { thousandths as exact } from '../oracle/amounts.js';

test('thousandths are those of the shortest decimal, rounded half away from zero', () => {
  /** @type {[number, number][]} */
  const cases = [
    [59.9, 59900],
    [0.1 + 0.2, 300],
    [1.0005, 1001],
    [-1.0005, -1001],
    [0.0005, 1],
    [0.00049999, 0],
    [5e-7, 0],
    [2.675, 2675],
    [1e15, 2 ** 53],
    [-1e300, -(2 ** 53)],
    [4503599627370.495, 4503599627370495],
  ];
  for (const [number, expected] of cases) assert.equal(thousandths(number), expected, String(number));
});

test('the fast path and the text agree with exact arithmetic on 200,000 numbers', () => {
  let seed = 12345;
  const random = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed / 2 ** 32;
  };
  for (let i = 0; i < 200_000; i++) {
    const number = (random() - 0.5) * 10 ** Math.floor(random() * 18 - 5);
    const expected = Number(exact(number));
    if (Math.abs(expected) < 2 ** 52) assert.equal(thousandths(number) + 0, expected + 0, String(number));
  }
});

test('millionths are cut, and stay within 0 and 1', () => {
  /** @type {[unknown, number][]} */
  const cases = [
    [0.57, 570000],
    [0.1234567, 123456],
    [0.99999999, 999999],
    [1, 1000000],
    [7, 1000000],
    [-0.5, 0],
    [NaN, 0],
    ['0.5', 500000],
    ['', 0],
    ['much', 0],
    [undefined, 0],
  ];
  for (const [number, expected] of cases) assert.equal(millionths(number), expected, String(number));
});

test('a plain decimal is digits, a point between digits, a sign before them, and blanks of ASCII around', () => {
  for (const text of ['12', '-0.5', '+0.5', '007', '12345.678', ' 1', '1\n', '\t\r\n\v\f +4245.42 \f\v\n\r\t'])
    assert.equal(plainDecimal(text), Number(text), JSON.stringify(text));
  for (const text of ['', ' ', '+', '+-5', '-+5', '- 1', '1.', '.5', '1e3', '0x10', '1,5', '1 2', '4,245.42', '59,90 EUR', 'Infinity'])
    assert.ok(Number.isNaN(plainDecimal(text)), JSON.stringify(text));
  for (const text of ['\u00a01', '1\u2009', '\ufeff1', '1\u2028', '\u06611', '1\x1c', '\x081', '1\0'])
    assert.ok(Number.isNaN(plainDecimal(text)), JSON.stringify(text));
});

test('a text beyond a double is the greatest number there is', () => {
  assert.equal(thousandths(plainDecimal('9'.repeat(400))), 2 ** 53);
  assert.equal(thousandths(plainDecimal(` -${'9'.repeat(400)}.5 `)), -(2 ** 53));
});
