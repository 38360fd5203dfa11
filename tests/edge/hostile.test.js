// Bytes that nobody means well: cookies, events and pages at random. Nothing throws, and what comes out is a page.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readLedger, withLedger } from '../../js/src/edge/ledger.js';
import { readParcel } from '../../js/src/handover/events.js';
import { makeRandom, shopPage, wildPage } from '../page/random_page.js';
import { askOf, engineOf, origin } from './shop.js';

/** @type {Awaited<ReturnType<typeof engineOf>>} */
let engine;
before(async () => {
  engine = await engineOf();
});

const ALPHABET = 'abcXYZ019-_.=;, "%\\\u00e91.1.W10';
const textOf = (/** @type {ReturnType<typeof makeRandom>} */ random, /** @type {number} */ length) =>
  Array.from({ length }, () => ALPHABET[random.below(ALPHABET.length)]).join('');
const json = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('10,000 texts as events: read or refused, within the bounds', () => {
  for (let seed = 1; seed <= 10_000; seed++) {
    const random = makeRandom(seed);
    const values = [
      null,
      0,
      'x',
      [],
      [1],
      [1, ''],
      [1, 'e', 7, 7],
      ['a', 'e', { a: {} }, [1, null, { b: [] }], 'z'],
      [1e300, 'e', null, null, -1e300],
      { length: 5 },
    ];
    const parts = Array.from({ length: random.below(70) }, () =>
      random.oneIn(4) ? textOf(random, random.below(9)) : json(random.pick(values)),
    );
    const parcel = readParcel(`1.${random.oneIn(9) ? textOf(random, 4) : random.below(99) + 1}${parts.map(part => `.${part}`).join('')}`);
    assert.ok(parcel === null || (parcel.events.length <= 60 && parcel.first > 0));
    for (const event of parcel?.events ?? []) assert.ok(event === null || (typeof event.event === 'string' && event.event.length <= 64));
  }
});

test('snapshots of any bytes have a ledger or none', () => {
  for (let seed = 1; seed <= 3000; seed++) {
    const random = makeRandom(seed);
    const bytes = Uint8Array.from({ length: random.below(120) }, () => random.below(256));
    const { view, seen } = readLedger(bytes);
    assert.ok(view >= 0 && seen >= 0);
  }
  const { snapshot } = engine.turn({ id: 'x', events: [{ event: 'page_view', fields: {} }], slots: [], at: 1_795_000_000 });
  const noted = { view: 7, mark: 0xfffffffe, seen: 9, day: 20_700 };
  const written = withLedger(new Uint8Array(snapshot), noted);
  assert.deepEqual(readLedger(written), noted);
  const visitor = engine.visitor({ id: 'x', snapshot: written });
  assert.ok(visitor.restored, 'the core passes over the part');
  visitor.release();
});

test('1,000 requests with cookies at random get a page each', async () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const random = makeRandom(seed);
    const names = ['__Host-vitrine', 'vitrine_events', 'vitrine_consent', 'vitrine', '__proto__', ''];
    const cookie = Array.from({ length: random.below(8) }, () => `${random.pick(names)}=${textOf(random, random.below(40))}`)
      .join('; ')
      .replace(/[^\x20-\x7e]/g, '');
    const response = await askOf(engine, {
      cookie: `vitrine_consent=p; ${cookie}`,
      'accept-language': textOf(random, 9).replace(/[^\x20-\x7e]/g, ''),
    });
    assert.match(await response.text(), /data-vitrine-edge>\{/);
  }
});

/** @param {string} html bytes as characters @param {number[]} cuts @param {string} url */
async function through(html, cuts, url) {
  const bytes = Uint8Array.from(html, c => c.charCodeAt(0));
  const ends = [...cuts, bytes.length];
  const body = new ReadableStream({
    start(controller) {
      for (const [i, end] of ends.entries()) controller.enqueue(bytes.slice(i === 0 ? 0 : ends[i - 1], end));
      controller.close();
    },
  });
  const headers = { 'content-type': 'text/html; charset=utf-8', ...(url.includes('tagged') && { etag: '"1"' }) };
  const response = await askOf(engine, { 'accept-language': 'de' }, { origin: origin(body, headers) }, url);
  return Buffer.from(await response.arrayBuffer())
    .toString('latin1')
    .replace(/"at":\d+/, '');
}

test('400 pages at random: one answer however they are cut, and the same again by their plan', async () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = makeRandom(seed);
    const html = (random.oneIn(2) ? wildPage(random) : shopPage(random)).replace(/[^\0-\xff]/g, '?');
    const cuts = Array.from({ length: random.below(6) }, () => random.below(html.length + 1)).toSorted((a, b) => a - b);
    const whole = await through(html, [], `https://shop.example/whole/${seed}`);
    assert.equal(await through(html, cuts, `https://shop.example/cut/${seed}`), whole, `seed ${seed}`);
    const bare = whole.replace(/<script type="application\/json" data-vitrine-edge>.*?<\/script>/, '');
    for (let i = 0; i < 2; i++) {
      const again = await through(html, cuts, `https://shop.example/tagged/${seed}`);
      // A page that is known to hold nothing to decide passes whole.
      if (again === html) assert.equal(bare, html, `seed ${seed}, ${i}`);
      else assert.equal(again, whole, `seed ${seed}, ${i}`);
    }
  }
});
