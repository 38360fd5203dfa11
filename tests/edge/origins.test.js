// Origins that pack, break off, redirect and lie, over real sockets (EDGE_REPORTS E01, E02, E05, E11, E14, E18, E20).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import zlib from 'node:zlib';
import { engineOf, HERO, KEY, origin, askOf, slotOf } from './shop.js';
import { firstLetter } from '../../js/src/edge/charset.js';
import { applicationSigns } from '../../js/src/edge/signs.js';
import { get, served } from './served.js';

const FILL = '<p>filling</p>'.repeat(4000);
const PAGE = `<!doctype html><html><head><title>t</title></head><body>${HERO}${FILL}<i>end</i></body></html>`;
const PLAIN = `<!doctype html><html><head><title>t</title></head><body>${FILL}</body></html>`;
const raw = Buffer.from(PAGE);
const zstd = /** @type {any} */ (zlib).zstdCompressSync ?? (() => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]));

/** @type {Record<string, [coding: string, bytes: Buffer]>} */
const CODINGS = {
  identity: ['', raw],
  gzip: ['gzip', zlib.gzipSync(raw)],
  'x-gzip': ['x-gzip', zlib.gzipSync(raw)],
  br: ['br', zlib.brotliCompressSync(raw)],
  deflate: ['deflate', zlib.deflateSync(raw)],
  zstd: ['zstd', zstd(raw)],
  both: ['gzip, br', zlib.brotliCompressSync(zlib.gzipSync(raw))],
};

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response @returns {unknown} */
function shop(request, response) {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://shop.example');
  const html = { 'content-type': 'text/html; charset=utf-8' };
  if (pathname === '/coded') {
    const [coding, bytes] = CODINGS[searchParams.get('as') ?? ''];
    return response
      .writeHead(200, { ...html, 'content-length': bytes.length, ...(coding && { 'content-encoding': coding }), 'content-md5': 'x' })
      .end(bytes);
  }
  if (pathname === '/plain') {
    const bytes = zlib.gzipSync(PLAIN);
    return response.writeHead(200, { ...html, 'content-length': bytes.length, 'content-encoding': 'gzip' }).end(bytes);
  }
  if (pathname === '/breaks') {
    response.writeHead(200, { ...html, 'content-length': raw.length });
    response.write(raw.subarray(0, 30_000), () => response.destroy());
    return undefined;
  }
  if (pathname === '/redirect')
    return response
      .writeHead(302, { ...html, location: '/there', 'set-cookie': ['a=1', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'vitrine=evil'] })
      .end('<p>moved');
  if (pathname === '/post') {
    let length = 0;
    request.on('data', part => {
      length += part.length;
    });
    request.on('end', () => response.writeHead(200, { ...html, 'set-cookie': 'c=1' }).end(`${length}`));
    return undefined;
  }
  if (pathname === '/range') return response.writeHead(206, { ...html, 'content-range': 'bytes 0-9/100' }).end(raw.subarray(0, 10));
  if (pathname === '/etag')
    return response
      .writeHead(request.headers['if-none-match'] === '"x"' ? 304 : 200, { ...html, etag: '"x"' })
      .end(request.headers['if-none-match'] ? undefined : PAGE);
  if (pathname === '/endless') {
    response.writeHead(200, html);
    response.write(raw);
    response.on('close', () => {
      left = true;
    });
    return undefined;
  }
  return response.writeHead(404, html).end(PAGE);
}
let left = false;

/** @type {Awaited<ReturnType<typeof engineOf>>} */
let engine;
/** @type {Awaited<ReturnType<typeof served>>} */
let edge;
before(async () => {
  engine = await engineOf();
  edge = await served(shop, { engine, secret: KEY });
});
after(() => edge?.close());

const DE = { headers: { 'accept-language': 'de', 'accept-encoding': 'gzip, br, zstd', 'sec-fetch-dest': 'document' } };

for (const [name, [coding]] of Object.entries(CODINGS))
  test(`an origin that packs its page as ${name}: the client reads the stitched page or the shop’s, whole`, async () => {
    const { status, headers, bytes, isBroken } = await get(edge.port, `/coded?as=${encodeURIComponent(name)}`, DE);
    assert.deepEqual([status, isBroken], [200, false]);
    if (headers['content-encoding']) {
      assert.equal(headers['content-encoding'], coding);
      assert.ok(bytes.equals(CODINGS[name][1]), 'the origin’s own bytes');
      assert.match(String(headers['server-timing']), /pass-bytes/);
    } else {
      const page = bytes.toString();
      assert.equal(slotOf(page, 'hero'), 'Hallo');
      assert.ok(page.endsWith(`${FILL}<i>end</i></body></html>`));
      assert.deepEqual([headers['content-length'], headers['content-md5']], [undefined, undefined]);
    }
  });

test('what fetch unpacks is stitched: gzip, br and deflate', async () => {
  for (const name of ['gzip', 'br', 'deflate'])
    assert.match(String((await get(edge.port, `/coded?as=${name}`, DE)).headers['server-timing']), /^vitrine;desc="scan"/, name);
});

test('an origin that breaks off breaks the answer, and what came before is right', async () => {
  const { status, bytes, isBroken } = await get(edge.port, '/breaks', DE);
  assert.deepEqual([status, isBroken], [200, true]);
  const whole = (await get(edge.port, '/coded?as=identity', DE)).bytes.toString();
  const stripped = (/** @type {string} */ page) => page.replace(/"at":\d+/, '');
  assert.ok(bytes.length > 20_000 && stripped(whole).startsWith(stripped(bytes.toString()).slice(0, -20)));
});

test('a body that is shorter than its length is a break too', async () => {
  const short = origin(PAGE.slice(0, 30_000), { 'content-length': `${PAGE.length}` });
  await assert.rejects(async () => (await askOf(engine, {}, { origin: short })).text(), /broke off/);
  const whole = origin(PAGE, { 'content-length': `${PAGE.length}` });
  assert.ok((await (await askOf(engine, {}, { origin: whole })).text()).endsWith('</html>'));
});

test('who leaves lets the origin go', async () => {
  const leaving = new AbortController();
  const request = get(edge.port, '/endless', { ...DE, signal: leaving.signal }).catch(() => null);
  for (const until = Date.now() + 500; Date.now() < until; ) await sleep(20);
  leaving.abort();
  await request;
  for (const until = Date.now() + 2000; !left && Date.now() < until; ) await sleep(10);
  assert.ok(left);
});

test('a redirect is the client’s, with each of its cookies but ours', async () => {
  const { status, headers } = await get(edge.port, '/redirect', DE);
  assert.deepEqual([status, headers.location], [302, '/there']);
  assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT']);
});

test('a form of 5 MB arrives whole, and its answer gets no cookie of ours', async () => {
  const body = Buffer.alloc(5 << 20, 'x');
  const { bytes, headers } = await get(edge.port, '/post', {
    method: 'POST',
    body,
    headers: { cookie: 'vitrine_consent=p', 'sec-fetch-dest': 'document' },
  });
  assert.deepEqual([bytes.toString(), headers['set-cookie']], [`${5 << 20}`, ['c=1']]);
});

test('HEAD has no body, a range is the origin’s, a missing page passes', async () => {
  const head = await get(edge.port, '/coded?as=identity', { ...DE, method: 'HEAD' });
  assert.deepEqual([head.status, head.bytes.length, head.headers['content-length']], [200, 0, `${raw.length}`]);
  const range = await get(edge.port, '/range', { headers: { range: 'bytes=0-9', 'if-none-match': '"y"' } });
  assert.deepEqual([range.status, range.bytes.toString()], [206, PAGE.slice(0, 10)]);
  const missing = await get(edge.port, '/missing', DE);
  assert.deepEqual([missing.status, missing.bytes.toString(), missing.headers['server-timing']], [404, PAGE, 'vitrine;desc="pass-status"']);
});

test('a personal page is never a 304: it is asked for without conditions, and says no validator', async () => {
  const { status, headers, bytes } = await get(edge.port, '/etag', { headers: { ...DE.headers, 'if-none-match': '"x"' } });
  assert.deepEqual([status, headers.etag, slotOf(bytes.toString(), 'hero')], [200, undefined, 'Hallo']);
});

test('a page that passes whole after fetch has unpacked it does not say that it is packed', async () => {
  const off = zlib.gzipSync(PLAIN.replace('<html>', '<html data-vitrine=off>'));
  const response = await askOf(
    engine,
    {},
    {
      origin: origin(PLAIN.replace('<html>', '<html data-vitrine=off>'), { 'content-encoding': 'gzip', 'content-length': `${off.length}` }),
    },
  );
  assert.deepEqual([response.headers.get('content-encoding'), response.headers.get('content-length')], [null, null]);
  assert.ok((await response.text()).endsWith('</html>'));
});

const E = '<p>é</p>';
for (const [why, type, head, body, isTouched] of /** @type {[string, string, string, string | Uint8Array, boolean][]} */ ([
  ['the header says UTF-8', 'text/html; charset=UTF-8', '', E, true],
  ['quoted, and in another form', 'text/html; Charset="utf8"', '', E, true],
  ['a meta says UTF-8', 'text/html', '<meta charset=utf-8>', E, true],
  ['a meta by its content', 'text/html', '<meta http-equiv=Content-Type content="text/html; charset=utf-8">', E, true],
  ['a meta of UTF-16 means UTF-8', 'text/html', '<meta charset=utf-16le>', E, true],
  ['a meta far down in the head', 'text/html', `<style>${' '.repeat(3000)}</style><meta charset=utf-8>`, E, true],
  ['the header stands before the meta', 'text/html; charset=iso-8859-1', '<meta charset=utf-8>', E, false],
  ['Shift_JIS', 'text/html; charset=Shift_JIS', '', E, false],
  ['windows-1252 by a meta', 'text/html', '<meta charset=windows-1252>', E, false],
  ['a meta in a comment is none', 'text/html', '<!-- <meta charset=gbk> -->', E, true],
  ['nobody says, and it is UTF-8', 'text/html', '', E, true],
  ['nobody says, and the head is not UTF-8', 'text/html', '\u0000', E, false],
  ['us-ascii', 'text/html; charset=us-ascii', '', '<p>e</p>', true],
]))
  test(`encodings: ${why}`, async () => {
    const text = `<!doctype html><html><head>${head}<title>t</title></head><body>${HERO}${body}</body></html>`;
    const bytes = head === '\u0000' ? Buffer.from(text.replace('\u0000', '<meta name=x content="\u00e9">'), 'latin1') : Buffer.from(text);
    const response = await askOf(engine, { 'accept-language': 'de' }, { origin: origin(new Uint8Array(bytes), { 'content-type': type }) });
    const page = Buffer.from(await response.arrayBuffer());
    if (isTouched) assert.equal(slotOf(page.toString(), 'hero'), 'Hallo');
    else assert.ok(page.equals(bytes));
    assert.equal(
      String(response.headers.get('server-timing')).replace(/;dur=\d+/, ''),
      `vitrine;desc="${isTouched ? 'scan' : 'pass-charset'}"`,
    );
  });

test('a mark of three bytes stays the first of the answer, cut anywhere, and is UTF-8 whatever the header says', async () => {
  const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), raw]);
  for (const cut of [1, 2, 3]) {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes.subarray(0, cut)));
        controller.enqueue(new Uint8Array(bytes.subarray(cut)));
        controller.close();
      },
    });
    const response = await askOf(
      engine,
      { 'accept-language': 'de' },
      { origin: origin(body, { 'content-type': 'text/html; charset=iso-8859-1' }) },
    );
    const page = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([...page.subarray(0, 4)], [0xef, 0xbb, 0xbf, 0x3c]);
    assert.equal(slotOf(page.toString(), 'hero'), 'Hallo');
  }
});

test('where nobody says the encoding, the first letter of the body that is no UTF-8 leaves the rest as it came', async () => {
  const parts = ['<!doctype html><html><head><title>t</title></head><body>', HERO, '\u00e9', HERO, '</body></html>'];
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new Uint8Array(Buffer.from(part, 'latin1')));
      controller.close();
    },
  });
  const response = await askOf(engine, { 'accept-language': 'de' }, { origin: origin(body) });
  const page = Buffer.from(await response.arrayBuffer()).toString('latin1');
  assert.ok(page.endsWith(`>Hallo</section>\u00e9${HERO}</body></html>`), page.slice(-400));
});

test('a sign of an application is found however it is cut', () => {
  for (const sign of ['self.__next_f', '$RC(', '<!--$']) {
    const look = applicationSigns();
    const found = [...`<p>${sign}`].map(letter => look(Buffer.from(letter)));
    assert.deepEqual([found.at(-2), found.at(-1)], [false, true], sign);
  }
});

test('the first letter beyond ASCII tells, cut anywhere, and no later one', () => {
  const look = firstLetter();
  assert.deepEqual(
    [[0x61], [0xc3], [0xa9], [0xe9, 0x20]].map(bytes => look(new Uint8Array(bytes))),
    [true, true, true, true],
  );
  assert.equal(firstLetter()(new Uint8Array([0x61, 0xe9, 0x20, 0x20])), false);
});
