// What is touched, what the origin is asked, and what a personal answer says (EDGE_REPORTS E01 to E05, E14, E15, E20).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, MARK, originRequest } from '../../js/src/edge/request.js';
import { isText, passed, personalHeaders, whyNoPage } from '../../js/src/edge/response.js';

const request = (/** @type {Record<string, string>} */ headers = {}, /** @type {RequestInit} */ more = {}) =>
  new Request('https://shop.example/p/1', { headers, ...more });

for (const [headers, method, isTouched, isNavigation, why] of /** @type {[Record<string, string>, string, boolean, boolean, string][]} */ ([
  [{}, 'GET', true, true, 'an old browser asks for a page'],
  [{ 'sec-fetch-dest': 'document' }, 'GET', true, true, 'a browser asks for a document'],
  [{ 'sec-fetch-dest': 'iframe' }, 'GET', false, false, 'a frame may stand on another site'],
  [{ 'sec-fetch-dest': 'empty', accept: 'text/html' }, 'GET', false, false, 'a script fetches a part'],
  [{ accept: 'image/avif,*/*' }, 'GET', true, false, 'an old browser asks for a picture, whose conditions stay'],
  [{ accept: 'text/html,*/*' }, 'GET', true, true, 'text/html is wanted'],
  [{ range: 'bytes=0-9' }, 'GET', false, false, 'a range is of the origin’s bytes'],
  [{ [MARK]: '1' }, 'GET', false, false, 'it has been here'],
  [{ 'sec-fetch-dest': 'document' }, 'POST', false, false, 'a form: a missing cookie proves nothing there'],
  [{ 'sec-fetch-dest': 'document' }, 'HEAD', false, false, 'HEAD has no page'],
]))
  test(`touched or not: ${why}`, () => {
    const kind = kindOf(request(headers, { method }));
    assert.deepEqual([kind.isTouched, kind.isNavigation], [isTouched, isNavigation]);
  });

for (const [headers, isPrefetch, isFromElsewhere] of /** @type {[Record<string, string>, boolean, boolean][]} */ ([
  [{}, false, false],
  [{ 'sec-purpose': 'prefetch' }, true, false],
  [{ 'sec-purpose': 'prefetch;prerender' }, true, false],
  [{ 'sec-purpose': 'prefetch;anonymous-client-ip', 'sec-fetch-site': 'cross-site' }, true, true],
  [{ purpose: 'prefetch' }, true, false],
  [{ 'x-moz': 'prefetch' }, true, false],
  [{ 'x-purpose': 'preview' }, true, false],
  [{ 'sec-purpose': 'prefetching' }, false, false],
]))
  test(`prefetch: ${JSON.stringify(headers)}`, () => {
    const kind = kindOf(request(headers));
    assert.deepEqual([kind.isPrefetch, kind.isFromElsewhere], [isPrefetch, isFromElsewhere]);
  });

test('the origin is asked without our cookies, conditions and codings that not all decode, and follows no redirect for us', () => {
  const asked = originRequest(
    request({
      cookie: 'a=1;  b=2;__Host-vitrine=x; a=3',
      'if-none-match': '"x"',
      'accept-encoding': 'zstd',
      te: 'trailers',
      connection: 'close, X-Hop',
      'x-hop': '1',
      'x-own': '1',
    }),
    kindOf(request()),
  );
  assert.deepEqual(Object.fromEntries(asked.headers), {
    cookie: 'a=1;  b=2; a=3',
    'accept-encoding': 'gzip, br',
    [MARK]: '1',
    'x-own': '1',
  });
  assert.equal(asked.redirect, 'manual');
});

test('what is not touched goes on with its conditions and codings, its body as a stream, and without our cookies', async () => {
  const body = new Blob(['x'.repeat(100_000)]).stream();
  const post = request(
    { cookie: 'vitrine=x', 'if-none-match': '"x"', 'accept-encoding': 'zstd' },
    /** @type {any} */ ({ method: 'POST', body, duplex: 'half' }),
  );
  const asked = originRequest(post, kindOf(post));
  assert.deepEqual(Object.fromEntries(asked.headers), { 'if-none-match': '"x"', 'accept-encoding': 'zstd' });
  assert.equal((await asked.text()).length, 100_000);
});

const response = (/** @type {Record<string, string>} */ headers, status = 200) => new Response('x', { status, headers });
for (const [headers, status, why] of /** @type {[Record<string, string>, number, string][]} */ ([
  [{ 'content-type': 'text/html' }, 200, ''],
  [{ 'content-type': 'Text/HTML; Charset="UTF-8"' }, 200, ''],
  [{ 'content-type': 'text/html; charset=utf8' }, 200, ''],
  [{ 'content-type': 'application/xhtml+xml' }, 200, 'type'],
  [{ 'content-type': 'text/htmlx' }, 200, 'type'],
  [{ 'content-type': 'text/html' }, 404, 'status'],
  [{ 'content-type': 'text/html' }, 201, 'status'],
  [{ 'content-type': 'text/html', 'content-disposition': 'attachment; filename=a.html' }, 200, 'download'],
  [{ 'content-type': 'text/html', 'cache-control': 'public,no-transform' }, 200, 'no-transform'],
]))
  test(`a page or not: ${status} ${JSON.stringify(headers)}`, () => assert.equal(whyNoPage(response(headers, status)), why));

test('the first bytes say what no header does', () => {
  const page = [...Buffer.from('<!doctype html>')];
  assert.ok(isText(new Uint8Array(page)));
  assert.ok(isText(new Uint8Array([0xef, 0xbb, 0xbf, ...page])));
  for (const start of [
    [0x1f, 0x8b, 8],
    [0x28, 0xb5, 0x2f, 0xfd],
    [0x78, 0x9c],
    [0xfe, 0xff, 0],
    [0xff, 0xfe],
  ])
    assert.ok(!isText(new Uint8Array([...start, ...page])), `${start}`);
  assert.ok(!isText(new Uint8Array([0x8b, 0x0f, 0x80, 0x00, ...page])), 'brotli has no mark, and zeros');
  assert.ok(!isText(new Uint8Array([...Buffer.from('no markup at all')])));
  assert.ok(!isText(new Uint8Array(0)));
});

test('a personal answer is private to every cache, and says nothing of the origin’s bytes', () => {
  const origin = new Headers({
    'content-type': 'text/html',
    'cache-control': 'public, s-maxage=600',
    'cdn-cache-control': 'max-age=600',
    'vercel-cdn-cache-control': 'max-age=600',
    'surrogate-control': 'max-age=600',
    'surrogate-key': 'a',
    'cache-tag': 'a',
    'x-accel-expires': '600',
    expires: 'Wed, 09 Jun 2027 10:18:14 GMT',
    age: '5',
    pragma: 'cache',
    etag: '"x"',
    'last-modified': 'Wed, 09 Jun 2027 10:18:14 GMT',
    'content-length': '10',
    'content-encoding': 'gzip',
    'content-digest': 'x',
    'accept-ranges': 'bytes',
    link: '</a.css>; rel=preload',
    vary: 'Accept-Encoding',
  });
  origin.append('set-cookie', 'session=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT');
  origin.append('set-cookie', '__Host-vitrine=planted; Path=/; Secure');
  origin.append('set-cookie', 'basket=2');
  const headers = personalHeaders(origin);
  assert.deepEqual(headers.getSetCookie(), ['session=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'basket=2']);
  headers.delete('set-cookie');
  assert.deepEqual(Object.fromEntries(headers), {
    'cache-control': 'private, no-cache',
    'content-type': 'text/html',
    link: '</a.css>; rel=preload',
    vary: 'Accept-Encoding',
  });
});

test('what passes keeps its status, bytes and headers, but for a cookie named like ours, and says why', async () => {
  const origin = new Response('x', { status: 302, headers: { location: '/', etag: '"x"', 'server-timing': 'db;dur=5' } });
  for (const line of ['a=1', 'vitrine_events=1.1', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'c=3'])
    origin.headers.append('set-cookie', line);
  const answer = passed(origin, 'status');
  assert.equal(answer.status, 302);
  assert.equal(await answer.text(), 'x');
  assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'c=3']);
  assert.equal(answer.headers.get('server-timing'), 'db;dur=5, vitrine;desc="pass-status"');
  assert.equal(answer.headers.get('etag'), '"x"');
});
