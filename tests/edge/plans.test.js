// Pages that were seen before: cut by their plan as long as what comes is what the plan was made of (INTERFACES 7, EDGE_REPORTS B26, B27).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { LEDGER_BYTES } from '../../js/src/edge/ledger.js';
import { MOST_SNAPSHOT } from '../../js/src/edge/limits.js';
import { addressKey, openPlans } from '../../js/src/edge/plans.js';
import { root } from '../../toolchains/host.js';
import { askOf, engineOf, HERO, origin, slot, slotOf } from './shop.js';

/** @type {Awaited<ReturnType<typeof engineOf>>} */
let engine;
before(async () => {
  engine = await engineOf();
});

const items = (/** @type {string} */ ids) =>
  [...ids].map((id, i) => `<li data-vitrine-item=${id} data-popularity=0.${i}>${id}</li> `).join('');
const page = (/** @type {string} */ ids, before = '') =>
  `<!doctype html><html><head><title>t</title><script type="application/json" data-vitrine-state>{"cart":{"quantity":1}}</script></head><body>${before}${HERO}<p>between</p><ul data-vitrine-slot=grid>${items(ids)}</ul>${slot('cart', 'full', 'gold')}</body></html>`;
let address = 0;
const nextUrl = () => `https://shop.example/plan/${++address}`;

/** @param {string} url @param {string} body @param {string} etag @param {number[]} [cuts] @returns {Promise<[string, string]>} what the edge says of it, and the page */
async function go(url, body, etag, cuts = []) {
  const bytes = new TextEncoder().encode(body);
  const stream = new ReadableStream({
    start(controller) {
      for (const [i, end] of [...cuts, bytes.length].entries()) controller.enqueue(bytes.slice(i === 0 ? 0 : cuts[i - 1], end));
      controller.close();
    },
  });
  const response = await askOf(engine, { 'accept-language': 'de' }, { origin: origin(stream, { etag }) }, url);
  return [String(response.headers.get('server-timing')).replace(/.*"(.*)".*/, '$1'), (await response.text()).replace(/"at":\d+/, '')];
}

test('the second time a page is known by its strong tag, and leaves as the first time, wherever it is cut', async () => {
  const url = nextUrl();
  const body = page('abcdef');
  const [first, whole] = await go(url, body, '"1"');
  assert.equal(first, 'scan');
  assert.equal(slotOf(whole, 'hero'), 'Hallo');
  assert.ok(whole.indexOf('item=f') < whole.indexOf('item=a'));
  for (let cut = 1; cut < body.length; cut += 17) assert.deepEqual(await go(url, body, '"1"', [cut]), ['hit', whole]);
});

test('a weak tag, or none, is no proof that the bytes are the same', async () => {
  for (const etag of ['W/"1"', 'x', '']) {
    const url = nextUrl();
    for (let i = 0; i < 2; i++) assert.equal((await go(url, page('ab'), etag))[0], 'scan', etag);
  }
});

for (const [why, other] of /** @type {[string, string][]} */ ([
  ['something stands before the slot', page('abcdef', '<p>new</p>')],
  ['another variant', page('abcdef').replace('Hallo', 'HALLO')],
  ['a slot less', page('abcdef').replace(HERO, '')],
  ['an item less', page('abcde')],
  ['another item', page('abcxef')],
  ['it is longer', `${page('abcdef')}<!-- -->`],
  ['it is shorter', page('abcdef').slice(0, -7)],
  ['the head is another', page('abcdef').replace('<title>t', '<title>u')],
]))
  test(`the same tag on other bytes: ${why}`, async () => {
    const [url, fresh] = [nextUrl(), nextUrl()];
    await go(url, page('abcdef'), '"1"');
    for (const cuts of [[], [50], [200, 210, 400]])
      assert.deepEqual((await go(url, other, '"1"', cuts))[1], (await go(fresh, other, '', cuts))[1]);
  });

test('a page with nothing to decide keeps the origin’s caching for who has said nothing, and its conditions', async () => {
  const url = nextUrl();
  const empty = '<!doctype html><html><head><title>t</title></head><body>nothing</body></html>';
  const headers = { etag: '"e"', 'cache-control': 'public, max-age=60' };
  /** @type {(string | null)[]} */
  const asked = [];
  const look = async (/** @type {Request} */ request) => {
    asked.push(request.headers.get('if-none-match'));
    return origin(empty, headers)();
  };
  const ask = (/** @type {Record<string, string>} */ more = {}) =>
    askOf(engine, { 'if-none-match': '"e"', ...more }, { origin: look }, url);
  await (await ask()).text();
  const again = await ask();
  assert.deepEqual(
    [again.headers.get('cache-control'), again.headers.get('etag'), await again.text()],
    ['public, max-age=60', '"e"', empty],
  );
  assert.equal(again.headers.get('server-timing'), 'vitrine;desc="pass-nothing"');
  const known = await ask({ cookie: 'vitrine_consent=p' });
  assert.deepEqual([known.headers.get('cache-control'), known.headers.get('etag')], ['private, no-cache', null]);
  assert.deepEqual(asked, [null, '"e"', null]);
});

test('campaigns are no part of an address, all else is, in its order', () => {
  const same = addressKey('https://shop.example/a?b=1&a=2&b=3');
  assert.equal(addressKey('https://shop.example/a?utm_source=x&b=1&gclid=1&a=2&b=3&gad_campaignid=7&fbclid=z#there'), same);
  for (const other of ['?a=2&b=1&b=3', '?b=1&a=2', '?b=1&a=2&b=3&utm=x', '?b=1&a=2&b=3&gclid2=1'])
    assert.notEqual(addressKey(`https://shop.example/a${other}`), same);
  for (const other of ['http://shop.example/a', 'https://shop.example:8443/a', 'https://other.example/a', 'https://shop.example/A'])
    assert.notEqual(addressKey(other), addressKey('https://shop.example/a'));
});

test('a million addresses take no more than 64 plans and 4 MB; the ones used last stay', () => {
  const plans = openPlans();
  const request = (/** @type {number} */ i) => new Request(`https://shop.example/${i}`);
  const tagged = new Headers({ etag: '"x"' });
  const plan = (/** @type {number} */ size) => /** @type {any} */ ({ size, isEmpty: false });
  const kept = (/** @type {number} */ most) => Array.from({ length: most }, (_, i) => i).filter(i => plans.find(request(i), tagged));
  for (let i = 0; i < 1000; i++) plans.keep(request(i), tagged, plan(1));
  assert.deepEqual(
    kept(1000),
    Array.from({ length: 64 }, (_, i) => 936 + i),
  );
  for (let i = 0; i < 10; i++) plans.keep(request(i), tagged, plan(1 << 20));
  assert.deepEqual(kept(10), [6, 7, 8, 9]);
  plans.keep(request(10), tagged, plan((4 << 20) + 1));
  assert.deepEqual(kept(11), [6, 7, 8, 9]);
});

test('a page that failed is not tried for a minute, and another one at its address is', () => {
  const plans = openPlans();
  const request = new Request('https://shop.example/');
  const [bad, good] = ['<html>bad', '<html>good'].map(text => new TextEncoder().encode(text));
  plans.fail(request, bad, 1000);
  for (const [first, now, expected] of /** @type {[Uint8Array<ArrayBuffer>, number, boolean][]} */ ([
    [bad, 1059, true],
    [bad, 1060, false],
    [bad, 900, false],
    [good, 1001, false],
  ]))
    assert.equal(plans.hasFailed(request, first, now), expected);
});

test('a page of an application is left to it: its decisions are told, and nothing in it is touched', async () => {
  for (const sign of [
    '<script>self.__next_f=[]</script>',
    '<script>$RC("B:0","S:0")</script>',
    '<!--$?-->',
    '<div hidden id="S:1"></div>',
  ]) {
    for (const etag of ['', '"app"']) {
      const url = nextUrl();
      const body = page('ab').replace('</body>', `${sign}</body>`);
      for (let i = 0; i < 2; i++) {
        const [, whole] = await go(url, body, etag);
        assert.equal(whole.replace(/<script type="application\/json" data-vitrine-edge>.*?<\/script>/, ''), body, sign);
        assert.match(whole, /"variant":"hallo"/);
      }
    }
  }
});

test('state in the body is the page’s: slots behind it that read it wait, and others do not', async () => {
  const state = '<script type="application/json" data-vitrine-state>{"cart":{"quantity":1}}</script>';
  const body = `<!doctype html><html><head><title>t</title></head><body>${state}${HERO}${slot('cart', 'full', 'gold')}</body></html>`;
  const [, whole] = await go(nextUrl(), body, '');
  assert.equal(slotOf(whole, 'hero'), 'Hallo');
  assert.ok(whole.includes(slot('cart', 'full', 'gold')));
  const inHead = body.replace(state, '').replace('</head>', `${state}</head>`);
  assert.equal(slotOf((await go(nextUrl(), inHead, ''))[1], 'cart'), 'full');
});

test('slots that need evidence wait for it', async () => {
  const body = `<!doctype html><html><head><title>t</title></head><body>${slot('proof', 'few')}</body></html>`;
  const [, whole] = await go(nextUrl(), body, '');
  assert.ok(whole.includes(slot('proof', 'few')));
  assert.ok(!whole.includes('"slot":"proof"'));
});

test('an order that the shopper has chosen by the address stays', async () => {
  const body = page('ab');
  assert.ok((await go(`${nextUrl()}?sort=price`, body, ''))[1].includes(items('ab')));
  assert.ok(!(await go(`${nextUrl()}?sort=`, body, ''))[1].includes(items('ab')));
});

test('the click ids that are no part of an address are those by which the compiler knows a source', () => {
  const source = readFileSync(path.join(root, 'core/compiler/lower_traffic.cpp'), 'utf8');
  const table = /kClickIds\[\] = \{([\s\S]*?)\n\};/.exec(source)?.[1] ?? '';
  const names = [...table.matchAll(/\{"(\w+)", "/g)].map(([, name]) => name);
  assert.equal(names.length, 20);
  const kept = names.filter(name => addressKey(`https://shop.example/?${name}=1`) !== addressKey('https://shop.example/'));
  assert.deepEqual(kept, []);
});

test('what the edge notes in its cookie, and what that holds, are the numbers by which the compiler checks a strategy', () => {
  const limits = readFileSync(path.join(root, 'core/format/limits.h'), 'utf8');
  const numberOf = (/** @type {string} */ name) => Number(new RegExp(`${name} = (\\d+);`).exec(limits)?.[1]);
  assert.deepEqual([numberOf('kEdgeNoteBytes'), numberOf('kMaxEdgeBytes')], [LEDGER_BYTES, MOST_SNAPSHOT]);
});

test('a plan that was asked for stays before those that were not', () => {
  const plans = openPlans();
  const request = (/** @type {number} */ i) => new Request(`https://shop.example/${i}`);
  const tagged = new Headers({ etag: '"x"' });
  const plan = /** @type {any} */ ({ size: 1, isEmpty: false });
  for (let i = 0; i < 64; i++) plans.keep(request(i), tagged, plan);
  assert.ok(plans.find(request(0), tagged));
  plans.keep(request(64), tagged, plan);
  assert.deepEqual([plans.find(request(0), tagged) !== null, plans.find(request(1), tagged)], [true, null]);
});

test('a page that failed passes without being read again', async () => {
  const url = nextUrl();
  const body = page('ab').replace('<title>', `<style>${' '.repeat(70_000)}</style><title>`);
  assert.deepEqual([(await go(url, body, ''))[0], (await go(url, body, ''))[0]], ['pass-head', 'pass-failed']);
});

test('a list whose order the page says is chosen stays', async () => {
  const body = page('ab').replace('data-vitrine-slot=grid', 'data-vitrine-slot=grid data-vitrine-order=chosen');
  assert.ok((await go(nextUrl(), body, ''))[1].includes(items('ab')));
});

test('a slot that went by before the plan was found wrong stays as it went', async () => {
  const other = slot('ads', 'measured');
  const filler = `<p>${'x'.repeat(other.length - 7)}</p>`;
  const url = nextUrl();
  await go(url, page('abcdef').replace('<p>between</p>', filler), '"1"');
  const changed = page('abcxef').replace('<p>between</p>', other);
  const [, whole] = await go(url, changed, '"1"', [changed.indexOf('<ul')]);
  const [, fresh] = await go(nextUrl(), changed, '');
  assert.ok(whole.includes(other));
  assert.equal(whole, fresh.replace(/<section data-vitrine-slot=ads>.*?<\/section>/, other));
});
