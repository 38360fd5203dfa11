// Requests through the edge, with the real core, a real strategy, and origins that behave well and badly.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newId, writeMemory } from '../../js/src/edge/memory.js';
import { askOf, cookieOf, engineOf, KEY, origin, PAGE, slotOf } from './shop.js';

/** @type {Awaited<ReturnType<typeof engineOf>>} */
let engine;
before(async () => {
  engine = await engineOf();
});

/** @param {Record<string, string>} [headers] @param {Partial<import('./shop.js').Options>} [more] @param {string} [url] */
const ask = (headers, more, url) => askOf(engine, headers, more, url);

const heroOf = (/** @type {string} */ page) => slotOf(page, 'hero');

test('the first answer is personal by context alone, private, and the list is sorted; no cookie without consent', async () => {
  const response = await ask({ 'accept-language': 'de-DE' });
  const page = await response.text();
  assert.equal(heroOf(page), 'Hallo');
  assert.ok(page.indexOf('item=b') < page.indexOf('item=a'));
  assert.equal(response.headers.get('cache-control'), 'private, no-cache');
  assert.deepEqual(response.headers.getSetCookie(), []);
  assert.match(String(response.headers.get('server-timing')), /^vitrine;desc="scan"(;dur=\d+)?$/);
});

test('who is back is known by the signed cookie, and only where that is allowed', async () => {
  const consent = 'vitrine_consent=p';
  const first = await ask({ cookie: consent });
  assert.equal(heroOf(await first.text()), 'Shop');
  const memory = cookieOf(first);
  assert.match(first.headers.getSetCookie()[0], /^__Host-vitrine=1\.[^;]+; HttpOnly; Secure; SameSite=Lax; Path=\/; Max-Age=34560000$/);
  assert.equal(heroOf(await (await ask({ cookie: `${consent}; ${memory}` })).text()), 'Again');
  assert.equal(heroOf(await (await ask({ cookie: memory })).text()), 'Shop', 'no consent');
  assert.equal(heroOf(await (await ask({ cookie: `vitrine_consent=-; ${memory}` })).text()), 'Shop', 'refused');
  assert.equal(heroOf(await (await ask({ cookie: `${consent}; ${memory}x` })).text()), 'Shop', 'damaged');
  assert.equal(heroOf(await (await ask({ cookie: `${consent}; ${memory}` }, { secret: 'o'.repeat(32) })).text()), 'Shop', 'another key');
  assert.equal(heroOf(await (await ask({ cookie: `${consent}; ${memory}` }, { secret: 'short' })).text()), 'Shop', 'no secret');
});

test('a memory whose clock is more than five minutes ahead is nobody’s', async () => {
  const now = Math.floor(Date.now() / 1000);
  const hero = async (/** @type {number} */ at) => {
    const id = newId();
    const seen = { event: 'page_view', fields: { page_location: 'https://shop.example/' } };
    const { snapshot } = engine.turn({ id, events: [seen], slots: [], at });
    const value = await writeMemory({ id, snapshot: new Uint8Array(snapshot) }, [KEY]);
    return heroOf(await (await ask({ cookie: `vitrine_consent=p; __Host-vitrine=${value}` })).text());
  };
  assert.equal(await hero(now + 200), 'Again');
  assert.equal(await hero(now + 400), 'Shop');
});

test('over http the cookie has its plain name, so that a browser takes it', async () => {
  const response = await ask({ cookie: 'vitrine_consent=p' }, {}, 'http://localhost:8080/');
  assert.match(response.headers.getSetCookie()[0], /^vitrine=1\.[^;]+; HttpOnly; SameSite=Lax;/);
  await response.body?.cancel();
});

test('what is told to the page is data, before the end of the head, in ASCII', async () => {
  const page = await (await ask({ 'accept-language': 'de' })).text();
  const [, json] = /<title>t<\/title><script type="application\/json" data-vitrine-edge>(.*?)<\/script><\/head>/.exec(page) ?? [];
  assert.deepEqual(
    JSON.parse(json).decisions.map((/** @type {any} */ { slot, variant }) => [slot, variant]),
    // Not that which needs evidence: nobody has it here.
    [
      ['hero', 'hallo'],
      ['count', 'default'],
      ['ads', 'default'],
      ['cart', 'default'],
      ['grid', 'sorted'],
    ],
  );
});

test('a prefetch is decided, sets nothing and says that it is not counted', async () => {
  const response = await ask({ 'sec-purpose': 'prefetch', cookie: 'vitrine_consent=p' });
  assert.match(await response.text(), /"counted":false/);
  assert.deepEqual(response.headers.getSetCookie(), []);
  const foreign = await ask({ 'sec-purpose': 'prefetch', 'sec-fetch-site': 'cross-site' });
  assert.equal(await foreign.text(), PAGE);
});

for (const [why, from, reason] of /** @type {[string, () => Promise<Response>, string][]} */ ([
  ['404', origin(PAGE, {}, 404), 'status'],
  ['a picture', origin(PAGE, { 'content-type': 'image/png' }), 'type'],
  ['Shift_JIS', origin(PAGE, { 'content-type': 'text/html; charset=shift_jis' }), 'charset'],
  ['gzip that nobody unpacked', origin(new Uint8Array([0x1f, 0x8b, 8, 0, 60, 60])), 'bytes'],
  ['a text without markup', origin('hello'), 'bytes'],
  ['data-vitrine="off"', origin(PAGE.replace('<html>', '<html data-vitrine=off>')), 'off'],
  ['a head that is too long', origin(PAGE.replace('<title>', `<style>${'x'.repeat(70_000)}</style><title>`)), 'head'],
]))
  test(`the origin's answer, byte for byte: ${why}`, async () => {
    const expected = new Uint8Array(await (await from()).arrayBuffer());
    const response = await ask({}, { origin: from });
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), expected);
    assert.equal(response.headers.get('server-timing'), `vitrine;desc="pass-${reason}"`);
    assert.equal(response.headers.get('cache-control'), null);
  });

test('a trap of the core leaves the page, and is told once by a word', async () => {
  /** @type {string[]} */
  const told = [];
  const turn = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const response = await ask({}, { engine: { ...engine, turn }, report: fault => told.push(fault) });
  assert.equal(await response.text(), PAGE);
  assert.deepEqual(told, ['fault']);
});

test('the first bytes leave before the origin has sent its last', async () => {
  /** @type {(value?: unknown) => void} */
  let goOn = () => {};
  const paused = new Promise(resolve => {
    goOn = resolve;
  });
  const [first, second] = [PAGE.slice(0, PAGE.indexOf('</ul>')), PAGE.slice(PAGE.indexOf('</ul>'))];
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(first));
      await paused;
      controller.enqueue(new TextEncoder().encode(second));
      controller.close();
    },
  });
  const reader = (await ask({}, { origin: origin(body) })).body?.getReader();
  let text = '';
  while (!text.includes('<ul data-vitrine-slot=grid>')) text += new TextDecoder().decode((await reader?.read())?.value);
  assert.ok(!text.includes('item=a'));
  goOn();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) text += new TextDecoder().decode(next.value);
  assert.ok(text.endsWith('</ul></body></html>'));
});

test('an origin that gives no answer is a bad gateway, which nobody keeps', async () => {
  const response = await ask({}, { origin: async () => Promise.reject(new Error('refused')) });
  assert.deepEqual([response.status, response.headers.get('cache-control')], [502, 'no-store']);
});

test('an origin that breaks off breaks the answer', async () => {
  let isSent = false;
  const body = new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new Error('reset'));
      else controller.enqueue(new TextEncoder().encode(PAGE.slice(0, PAGE.indexOf('Shop'))));
      isSent = true;
    },
  });
  await assert.rejects(async () => (await ask({}, { origin: origin(body) })).text());
});

test('a hundred visitors at once each get their own page', async () => {
  const languages = Array.from({ length: 100 }, (_, i) => (i % 2 ? 'de' : 'en'));
  const pages = await Promise.all(languages.map(async language => (await ask({ 'accept-language': language })).text()));
  const wrong = pages.filter((page, i) => page !== PAGE && heroOf(page) !== (languages[i] === 'de' ? 'Hallo' : 'Shop'));
  assert.deepEqual(wrong, []);
  assert.ok(!pages.includes(PAGE));
});
