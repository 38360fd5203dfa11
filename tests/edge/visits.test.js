// Visitors over many requests: what is remembered, handed over, counted once, withdrawn, forgotten (EDGE_REPORTS E12 to E16, E19, E30, B3 to B8, B22, B23).
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newId, readMemory, writeMemory } from '../../js/src/edge/memory.js';
import { readLedger } from '../../js/src/edge/ledger.js';
import { personalize } from '../../js/src/edge/personalize.js';
import { newEvents } from '../../js/src/edge/visit.js';
import { MOST_EVENTS, parcelText, readParcel } from '../../js/src/handover/events.js';
import { askOf, cookieOf, engineOf, KEY, origin, slot, slotOf, toldIn } from './shop.js';

/** @typedef {import('../../js/src/handover/events.js').Handed} Handed */

/** @type {Awaited<ReturnType<typeof engineOf>>} */
let engine;
before(async () => {
  engine = await engineOf();
});

const PAGE = `<!doctype html><html><head><title>t</title></head><body>${slot('hero', 'again', 'hallo')}${slot('count', 'quiz', 'four')}${slot('ads', 'measured')}</body></html>`;
const NAME = '__Host-vitrine';
const now = () => Math.floor(Date.now() / 1000);

/** A browser that keeps what answers set. @param {Record<string, string>} cookies */
function browser(cookies) {
  const jar = new Map(Object.entries(cookies));
  return {
    jar,
    /** @param {Record<string, string>} [headers] @param {Partial<import('./shop.js').Options>} [more] */
    async go(headers = {}, more = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await askOf(engine, { ...(cookie && { cookie }), ...headers }, { origin: origin(PAGE), ...more });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0$/.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      const page = await response.text();
      return { page, response, told: toldIn(page), set: response.headers.getSetCookie() };
    },
  };
}

/** @param {number} first @param {(Handed | null)[]} events @param {string | null} [id] */
const parcel = (first, events, id = null) => parcelText({ first, id, events });
const quiz = (/** @type {number} */ at) => ({ event: 'quiz_done', at });
/** @param {string} cookie as a request carries it @returns {Promise<any>} */
const memoryOf = async cookie => readMemory(NAME, [cookie.slice(NAME.length + 1)], [KEY]);

test('views are counted one by one, and each answer says which it is', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  const told = [];
  for (let i = 0; i < 4; i++) told.push((await visitor.go()).told);
  assert.deepEqual(
    told.map(({ view, counted, seen }) => [view, counted, seen]),
    [1, 2, 3, 4].map(view => [view, true, 0]),
  );
  assert.equal(new Set(told.map(({ id }) => id)).size, 1);
  assert.equal(slotOf((await visitor.go()).page, 'count'), 'four');
});

test('without consent there is no id, nothing is counted, nothing is set, and a memory is left alone', async () => {
  const visitor = browser({ [NAME]: 'whatever' });
  const { told, set } = await visitor.go();
  assert.deepEqual([told.id, told.view, told.counted, told.seen], [undefined, 0, false, 0]);
  assert.deepEqual(set, []);
});

test('a refusal deletes memory and events in the same answer', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  visitor.jar.set('vitrine_consent', '-').set('vitrine_events', parcel(1, [quiz(now())]));
  const { set } = await visitor.go();
  assert.deepEqual(set, [
    `${NAME}=; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=0`,
    'vitrine_events=; Secure; SameSite=Lax; Path=/; Max-Age=0',
  ]);
});

test('events of the page are taken once, however often they come, and acknowledged', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  visitor.jar.set('vitrine_events', parcel(1, [quiz(now())]));
  const first = await visitor.go();
  assert.deepEqual([first.told.seen, slotOf(first.page, 'count')], [1, 'shop']);
  const again = await visitor.go();
  assert.deepEqual([again.told.seen, slotOf(again.page, 'count')], [1, 'shop']);
  visitor.jar.set('vitrine_events', parcel(1, [quiz(now()), quiz(now())]));
  const second = await visitor.go();
  assert.deepEqual([second.told.seen, slotOf(second.page, 'count')], [2, 'quiz']);
  assert.ok(visitor.jar.has('vitrine_events'), 'the page’s script drops them, nobody else');
});

test('the page’s own id is taken where there is no valid memory, and never over one', async () => {
  const own = newId();
  const visitor = browser({ vitrine_consent: 'p', vitrine_events: parcel(1, [quiz(now())], own) });
  assert.equal((await visitor.go()).told.id, own);
  visitor.jar.set('vitrine_events', parcel(2, [quiz(now())], newId()));
  assert.equal((await visitor.go()).told.id, own);
});

test('an answer that was overtaken loses its view and nothing else: what the page has not heard of comes again', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  const before = visitor.jar.get(NAME) ?? '';
  visitor.jar.set('vitrine_events', parcel(1, [quiz(now())]));
  assert.equal((await visitor.go()).told.seen, 1);
  visitor.jar.set(NAME, before);
  visitor.jar.set('vitrine_events', parcel(1, [quiz(now()), quiz(now())]));
  const { told, page } = await visitor.go();
  assert.deepEqual([told.seen, told.view, slotOf(page, 'count')], [2, 2, 'quiz']);
});

for (const [why, value] of /** @type {[string, string][]} */ ([
  ['no number', '1..x'],
  ['a number that ran far ahead', parcel(2_000_000, [quiz(0)])],
  [
    'longer than 1,500',
    parcel(
      1,
      Array.from({ length: 60 }, () => ({ ...quiz(0), fields: { a: 'x'.repeat(60) } })),
    ),
  ],
  ['another version', parcel(1, [quiz(0)]).replace(/^1/, '2')],
]))
  test(`events that are none: ${why}`, async () => {
    const visitor = browser({ vitrine_consent: 'p' });
    visitor.jar.set('vitrine_events', parcel(1, [quiz(now())]));
    await visitor.go();
    visitor.jar.set('vitrine_events', value);
    assert.equal((await visitor.go()).told.seen, 1);
  });

test('one event that cannot be read has a number, and the others are taken', () => {
  const good = parcel(5, [quiz(100)]).split('.')[2];
  const read = readParcel(`1.5.${good}.!!.${good}`);
  assert.equal(read, null, 'another letter than those of the alphabet');
  const spoiled = readParcel(`1.5.${good}.AA.${good}`);
  assert.deepEqual(
    spoiled?.events.map(each => each?.event),
    ['quiz_done', undefined, 'quiz_done'],
  );
});

test('bounds of one event: 8 fields, 10 items, 64 characters a text, 512 an address; and 60 events', () => {
  const fields = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`f${i}`, 'x'.repeat(65)]));
  const text = parcel(1, [
    { event: 'e'.repeat(70), fields, items: Array.from({ length: 11 }, () => fields), at: 7 },
    { event: 'page_view', fields: { page_location: 'y'.repeat(600), o: { a: 1 }, l: null, b: true, n: 1.5 }, at: 9 },
  ]);
  const [first, second] = readParcel(text)?.events ?? [];
  assert.equal(first?.event.length, 64);
  assert.deepEqual([Object.keys(first?.fields ?? {}).length, first?.items?.length, first?.fields?.f0], [8, 10, 'x'.repeat(64)]);
  assert.deepEqual(second, { event: 'page_view', fields: { page_location: 'y'.repeat(512), l: null, b: true, n: 1.5 }, at: 9 });
  assert.equal(readParcel(parcel(1, Array(61).fill(quiz(1))))?.events.length, MOST_EVENTS);
});

test('an event of the year 2106, of the past or of no time happens now', async () => {
  for (const at of [4_294_967_000, 1, now() + 100, Number.NaN]) {
    const visitor = browser({ vitrine_consent: 'p' });
    await visitor.go();
    visitor.jar.set('vitrine_events', parcel(1, [quiz(at), quiz(at)]));
    const begun = performance.now();
    const { page, told } = await visitor.go();
    assert.equal(slotOf(page, 'count'), 'quiz');
    assert.ok(Math.abs(told.at - now()) <= 1, `${told.at}`);
    assert.ok(performance.now() - begun < 2000);
  }
});

test('a purpose that is no longer among the letters is withdrawn; what Global Privacy Control hides is not', async () => {
  const visitor = browser({ vitrine_consent: 'pm' });
  await visitor.go();
  assert.equal(slotOf((await visitor.go()).page, 'ads'), 'measured');
  const hidden = await visitor.go({ 'sec-gpc': '1' });
  assert.equal(slotOf(hidden.page, 'ads'), 'shop');
  assert.equal(hidden.told.counted, true);
  assert.equal(slotOf((await visitor.go()).page, 'ads'), 'measured');
  visitor.jar.set('vitrine_consent', 'p');
  assert.equal(slotOf((await visitor.go()).page, 'ads'), 'shop');
});

test('a browser drops after a week what a script has written: the edge writes the consent again, once a day', async () => {
  const visitor = browser({ vitrine_consent: 'pm' });
  const line = 'vitrine_consent=pm; Secure; SameSite=Lax; Path=/; Max-Age=34560000';
  assert.ok((await visitor.go()).set.includes(line));
  assert.ok(!(await visitor.go()).set.includes(line));
  const memory = await memoryOf(`${NAME}=${visitor.jar.get(NAME)}`);
  const { day } = readLedger(memory.snapshot);
  assert.equal(day, Math.floor(now() / 86400));
});

test('what the shop itself knows of consent stands before the cookie', async () => {
  const visitor = browser({ vitrine_consent: '-' });
  assert.equal((await visitor.go({}, { consent: 'p' })).told.counted, true);
  assert.equal((await visitor.go({}, { consent: '-' })).told.counted, false);
});

test('a memory of the clock ahead of now by a little goes on from there', async () => {
  const id = newId();
  const seen = { event: 'page_view', fields: { page_location: 'https://shop.example/' } };
  const { snapshot } = engine.turn({ id, events: [seen], slots: [], at: now() + 200 });
  const value = await writeMemory({ id, snapshot: new Uint8Array(snapshot) }, [KEY]);
  const { told, page } = await browser({ vitrine_consent: 'p', [NAME]: value ?? '' }).go();
  assert.ok(told.at >= now() + 199);
  assert.deepEqual([told.id, told.view, slotOf(page, 'hero')], [id, 1, 'again']);
});

test('two memories, both valid, are nobody; a planted one beside the valid one changes nothing', async () => {
  const [mine, theirs] = [browser({ vitrine_consent: 'p' }), browser({ vitrine_consent: 'p' })];
  const { told } = await mine.go();
  await theirs.go();
  const both = await askOf(engine, { cookie: `vitrine_consent=p; ${NAME}=${mine.jar.get(NAME)}; ${NAME}=${theirs.jar.get(NAME)}` });
  const met = toldIn(await both.text());
  assert.equal(met.view, 1);
  assert.ok(met.id !== told.id);
  const planted = await askOf(engine, { cookie: `vitrine_consent=p; ${NAME}=1.aaaa.x.y.z; ${NAME}=${mine.jar.get(NAME)}` });
  assert.deepEqual([toldIn(await planted.text()).id], [told.id]);
});

test('a crowded header: nothing of ours grows, and the events go first', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  visitor.jar.set('vitrine_events', parcel(1, [quiz(now()), quiz(now())]));
  visitor.jar.set('others', 'x'.repeat(6100));
  const shed = await visitor.go();
  assert.deepEqual([shed.told.seen, shed.told.counted, visitor.jar.has('vitrine_events')], [2, true, false]);
  const stranger = browser({ vitrine_consent: 'p', others: 'x'.repeat(6100) });
  const { set, told } = await stranger.go();
  assert.deepEqual([set, told.counted], [[], false]);
});

test('the origin never sees a cookie of ours, and the others byte for byte', async () => {
  let seen = '';
  const look = async (/** @type {Request} */ request) => {
    seen = request.headers.get('cookie') ?? '';
    return origin(PAGE)();
  };
  await askOf(engine, { cookie: `a=b;c=d; $Version=1;vitrine_consent=p; ${NAME}=x; vitrine_events=1.1; a=2` }, { origin: look });
  assert.equal(seen, 'a=b;c=d; $Version=1; a=2');
});

test('bots see what anybody sees for the first time, and leave no trace', async () => {
  const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
  const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const text = async (/** @type {string} */ agent, /** @type {string} */ cookie) => {
    const response = await askOf(engine, { 'user-agent': agent, 'accept-language': 'de', ...(cookie && { cookie }) });
    const page = await response.text();
    return [page.replace(/<script.*?<\/script>/g, ''), response.headers.getSetCookie().length];
  };
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  await visitor.go();
  assert.deepEqual(await text(googlebot, `vitrine_consent=p; ${NAME}=${visitor.jar.get(NAME)}`), await text(chrome, ''));
  assert.notDeepEqual(await text(chrome, `vitrine_consent=p; ${NAME}=${visitor.jar.get(NAME)}`), await text(chrome, ''));
  const cubot = 'Mozilla/5.0 (Linux; Android 10; CUBOT P40) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';
  assert.equal((await text(cubot, `vitrine_consent=p; ${NAME}=${visitor.jar.get(NAME)}`))[1], 1, 'a phone of that name is no bot');
});

test('prefetches set, delete and count nothing, and are decided from what is remembered', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  const memory = visitor.jar.get(NAME);
  visitor.jar.set('vitrine_events', parcel(1, [quiz(now())]));
  for (const headers of [{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-moz': 'prefetch' }]) {
    const { page, told, set } = await visitor.go(/** @type {any} */ (headers));
    assert.deepEqual([slotOf(page, 'hero'), told.counted, told.view, told.seen, set], ['again', false, 1, 0, []]);
  }
  assert.equal(visitor.jar.get(NAME), memory);
});

/** @param {string} path @param {Record<string, string>} headers @param {string} [body] @param {string} [method] */
const post = (path, headers, body, method = 'POST') =>
  personalize(new Request(`https://shop.example/.vitrine/${path}`, { method, headers, ...(body !== undefined && { body }) }), {
    engine,
    origin: async () => new Response('the shop’s', { status: 404 }),
    secret: KEY,
  });
const SAME = { 'sec-fetch-site': 'same-origin' };

test('forget ends all three cookies, export tells what the cookie holds: same-origin POST alone', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  const { told } = await visitor.go();
  const cookie = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const forgot = await post('forget', { ...SAME, cookie });
  assert.deepEqual(
    forgot.headers.getSetCookie().map(line => [line.split('=', 1)[0], line.endsWith('Max-Age=0')]),
    [NAME, 'vitrine_events', 'vitrine_consent'].map(name => [name, true]),
  );
  const exported = await post('export', { origin: 'https://shop.example', cookie });
  const data = /** @type {any} */ (await exported.json());
  assert.deepEqual([data.id, data.consent, data.stage, data.view], [told.id, 'p', 'all', 1]);
  for (const answer of [forgot, exported]) {
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(String(answer.headers.get('content-type')), /json/);
  }
  assert.deepEqual(await (await post('export', SAME)).json(), {});
});

for (const path of ['forget', 'export', 'events'])
  for (const [headers, method, status] of /** @type {[Record<string, string>, string, number][]} */ ([
    [SAME, 'GET', 405],
    [SAME, 'PUT', 405],
    [{}, 'POST', 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://shop.example' }, 'POST', 403],
    [{ 'sec-fetch-site': 'same-site' }, 'POST', 403],
    [{ origin: 'https://evil.example' }, 'POST', 403],
  ]))
    test(`/.vitrine/${path} by ${method} with ${JSON.stringify(headers)}: ${status} and no cookie`, async () => {
      const answer = await post(path, headers, method === 'GET' ? undefined : '1.1', method);
      assert.deepEqual([answer.status, answer.headers.getSetCookie()], [status, []]);
    });

test('before the cookie overflows the page posts its events, and the answer is the new memory', async () => {
  const visitor = browser({ vitrine_consent: 'p' });
  await visitor.go();
  const cookie = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await post('events', { ...SAME, cookie }, parcel(1, [quiz(now()), quiz(now())]));
  assert.equal(answer.status, 204);
  visitor.jar.set(NAME, cookieOf(answer).slice(NAME.length + 1));
  const { told, page } = await visitor.go();
  assert.deepEqual([told.seen, told.view, slotOf(page, 'count')], [2, 2, 'quiz']);
  assert.equal((await post('events', { ...SAME, cookie }, 'x'.repeat(16_385))).status, 413);
  assert.equal((await post('events', { ...SAME, cookie }, 'nothing')).status, 400);
  assert.deepEqual((await post('events', SAME, parcel(1, [quiz(now())]))).headers.getSetCookie(), [], 'without consent');
});

test('another path below /.vitrine/ is the shop’s', async () => assert.equal(await (await post('other', SAME)).text(), 'the shop’s'));

test('no secret, or a short one: decided without memory, no cookie read or written, and told once', async () => {
  /** @type {string[]} */
  const faults = [];
  const report = (/** @type {string} */ fault) => faults.push(fault);
  const visitor = browser({ vitrine_consent: 'p' });
  for (const secret of [undefined, 'short', [KEY, 'short']]) {
    const { told, set } = await visitor.go({}, { secret, report });
    assert.deepEqual([told.id, told.counted, told.seen, set], [undefined, false, undefined, []]);
  }
  assert.deepEqual(faults, ['Secret']);
});

test('a hundred strangers and their traits never meet in an answer', async () => {
  const visitors = Array.from({ length: 100 }, () => browser({ vitrine_consent: 'p' }));
  for (let round = 0; round < 5; round++) {
    const all = await Promise.all(visitors.map(visitor => visitor.go()));
    assert.equal(new Set(all.map(({ told }) => told.id)).size, 100);
    assert.ok(all.every(({ told, page }) => told.view === round + 1 && slotOf(page, 'count') === (round < 3 ? 'shop' : 'four')));
  }
});

test('a view that the page took has its path off its address; events that no rule reads say once that somebody is there', () => {
  const at = now();
  const view = { event: 'page_view', fields: { page_location: 'https://shop.example/p/1?a=b' }, at };
  const { events, seen } = newEvents(
    engine,
    { first: 1, id: null, events: [{ event: 'x', at }, { event: 'y', at }, view, { event: 'x', at }] },
    0,
    at - 9,
    at,
  );
  assert.deepEqual([events.map(({ event }) => event), seen], [['x', 'page_view'], 4]);
  assert.equal(events[1].fields?.page_path, '/p/1');
});
