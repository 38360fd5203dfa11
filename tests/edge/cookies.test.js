// Cookies of a request as browsers and attackers send them (EDGE_REPORTS E12, E13; B5, B22).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameSetBy, valuesOf, withoutOurs } from '../../js/src/edge/cookies.js';

const V = '__Host-vitrine';

for (const [header, values] of /** @type {[string | null, string[]][]} */ ([
  [null, []],
  ['', []],
  [`${V}=a`, ['a']],
  [`x=1; ${V}=a; y=2`, ['a']],
  [`x=1;${V}=a;y=2`, ['a']],
  [`${V}=a; ${V}=b`, ['a', 'b']],
  [`${V}=a; ${V}=a`, ['a']],
  [`${V}=1; ${V}=2; ${V}=3; ${V}=4; ${V}=5`, ['1', '2', '3', '4']],
  [`\t ${V} \t=\t a b \t`, ['a b']],
  [`${V}="a"`, ['"a"']],
  [`${V}=%61`, ['%61']],
  [`${V}`, []],
  [`${V}=`, ['']],
  [`${V}=a=b`, ['a=b']],
  ['=;;;%', []],
  [`${V.toUpperCase()}=a`, []],
  [`\u00a0${V}=a`, []],
  [`${'x=1; '.repeat(3276)}${V}=a`, []],
]))
  test(`values of our name in ${JSON.stringify(header)?.slice(0, 60)}`, () => assert.deepEqual(valuesOf(header, V), values));

test('a name that every object has is a name as any other', () => {
  assert.deepEqual(valuesOf('__proto__=a; constructor=b', '__proto__'), ['a']);
});

for (const [header, left] of /** @type {[string | null, string | null][]} */ ([
  [null, null],
  [`${V}=a`, null],
  [`${V}=a; x=1`, 'x=1'],
  [`x=1; ${V}=a; y=2`, 'x=1; y=2'],
  [`x=1;${V}=a;y=2`, 'x=1;y=2'],
  ['$Version=1; x="1"; x=2', '$Version=1; x="1"; x=2'],
  [`x=1; ${V}=a; ${V}=b; vitrine_events=1.1; z`, 'x=1; z'],
  [`x=a${V}=b`, `x=a${V}=b`],
  ['x=1;; y=2; ', 'x=1;; y=2; '],
]))
  test(`what the origin sees of ${JSON.stringify(header)}`, () => assert.equal(withoutOurs(header, [V, 'vitrine_events']), left));

test('5,000 cookies are looked through, and ours beyond 16 KiB is none', () => {
  const many = Array.from({ length: 5000 }, (_, i) => `c${i}=${i}`).join('; ');
  assert.equal(withoutOurs(`${many}; ${V}=a`, [V]), many);
  assert.deepEqual(valuesOf(`${many}; ${V}=a`, V), []);
});

test('the name that an origin sets', () => {
  assert.equal(nameSetBy(`${V}=a; Path=/; Expires=Wed, 09 Jun 2027 10:18:14 GMT`), V);
  assert.equal(nameSetBy(' x = 1'), 'x');
});
