// Each fault of the edge's own leaves the origin's status, headers and bytes, and says so in Server-Timing.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openScanner } from '../../js/src/edge/scanner.js';
import { createEngine } from '../../js/src/engine.js';
import { distFile } from '../js/packs.js';
import { askOf, cookieOf, engineOf, KEY, origin, PAGE, slotOf } from './shop.js';

/** @typedef {import('./shop.js').Engine} Engine */

/** @type {Awaited<ReturnType<typeof engineOf>>} */
let engine;
/** @type {string} */
let cookie;
before(async () => {
  engine = await engineOf();
  cookie = `vitrine_consent=p; ${cookieOf(await askOf(engine, { cookie: 'vitrine_consent=p' }))}`;
});

const HEADERS = {
  'cache-control': 'public, max-age=60',
  etag: 'W/"1"',
  'x-shop': 'yes',
  'set-cookie': 'a=1',
  'last-modified': 'Mon, 01 Jan 2026 00:00:00 GMT',
};
let number = 0;

/** @param {Partial<import('./shop.js').Options>} more @param {string} [page] @param {Record<string, string>} [headers] */
async function whole(more, page = PAGE, headers = HEADERS) {
  const url = `https://shop.example/fail/${++number}`;
  const response = await askOf(engine, { cookie }, { origin: origin(page, headers), ...more }, url);
  const expected = new Map([['content-type', 'text/html'], ...Object.entries(headers)]);
  for (const [name, value] of expected) assert.equal(response.headers.get(name), value, name);
  assert.equal(response.status, 200);
  assert.equal(await response.text(), page);
  return String(response.headers.get('server-timing')).replace(/.*pass-(.*)".*/, '$1');
}

const trap = () => {
  throw new WebAssembly.RuntimeError('unreachable');
};
for (const [why, change, reason] of /** @type {[string, () => Promise<object> | object, string][]} */ ([
  ['the engine traps while it decides', () => ({ turn: trap }), 'fault'],
  ['the engine traps while it restores the visitor', () => ({ visitor: trap }), 'fault'],
  ['no scan can begin', () => ({ pages: { begin: () => null } }), 'busy'],
  ['the scan traps', () => ({ pages: { begin: trap } }), 'fault'],
  [
    'the module has no scanner',
    async () => ({
      pages: (await createEngine({ module: distFile('vitrine.wasm'), pack: new Uint8Array(0) }).catch(() => ({ pages: null }))).pages,
    }),
    'busy',
  ],
  ['the engine is another thing', () => ({ slots: null }), 'fault'],
  ['no page view can be counted', () => ({ knows: trap, turn: trap }), 'fault'],
]))
  test(`the origin's answer: ${why}`, async () => {
    const made = await change();
    assert.equal(await whole({ engine: /** @type {Engine} */ ({ ...engine, ...made }) }), reason);
  });

test('a trap while a list is ranked leaves the rest as it came', async () => {
  const turn = (/** @type {any} */ view) => (view.lists ? trap() : engine.turn(view));
  const response = await askOf(engine, { cookie }, { engine: { ...engine, turn } });
  const page = await response.text();
  assert.equal(slotOf(page, 'hero'), 'Again');
  assert.ok(page.endsWith(PAGE.slice(PAGE.indexOf('<ul'))));
});

test('the signature cannot be made', async () => {
  const { subtle } = crypto;
  const sign = subtle.sign;
  Object.defineProperty(subtle, 'sign', { value: () => Promise.reject(new Error('no')), configurable: true });
  try {
    assert.equal(await whole({ secret: KEY }), 'fault');
  } finally {
    Object.defineProperty(subtle, 'sign', { value: sign, configurable: true });
  }
});

for (const [why, page, headers, reason] of /** @type {[string, string, Record<string, string>, string][]} */ ([
  ['a head above 64 KB', PAGE.replace('</head>', `<style>${' '.repeat(70_000)}</style></head>`), HEADERS, 'head'],
  ['a picture that says it is a page', `\u0089PNG\0${'x'.repeat(600)}`, HEADERS, 'bytes'],
  ['another type', PAGE, { ...HEADERS, 'content-type': 'application/json' }, 'type'],
  ['what must not be transformed', PAGE, { ...HEADERS, 'cache-control': 'no-transform' }, 'no-transform'],
  ['a download', PAGE, { ...HEADERS, 'content-disposition': 'attachment' }, 'download'],
  ['a page that cannot be followed', `<select><div>${PAGE}`, HEADERS, 'structure'],
]))
  test(`the origin's answer: ${why}`, async () => assert.equal(await whole({}, page, headers), reason));

test('a page above 4 MB goes on as it came from there', async () => {
  const page = PAGE.replace('<p>x</p>', '').replace(
    '</body>',
    `${'<p>filling</p>'.repeat(320_000)}${PAGE.slice(PAGE.indexOf('<section'), PAGE.indexOf('</section>') + 10)}</body>`,
  );
  assert.ok(page.length > 4 << 20);
  const made = await (await askOf(engine, { cookie }, { origin: origin(page) })).text();
  assert.equal(slotOf(made, 'hero'), 'Again');
  assert.equal(made.slice(-1000), page.slice(-1000));
});

test('who listens to faults may fail itself', async () => {
  const report = () => {
    throw new Error('full');
  };
  assert.equal(await whole({ report, engine: { ...engine, turn: trap } }), 'fault');
  const response = await askOf(engine, {}, { report, origin: () => Promise.reject(new Error('down')) });
  assert.equal(response.status, 502);
});

test('an origin that throws at once is a bad gateway', async () => {
  const response = await askOf(engine, {}, { origin: trap });
  assert.deepEqual([response.status, response.headers.get('server-timing')], [502, 'vitrine;desc="pass-origin"']);
});

test('a pack that is none is refused when the engine is made', async () => {
  await assert.rejects(createEngine({ module: distFile('vitrine-edge.wasm'), pack: new Uint8Array(10) }), { name: 'VitrinePack' });
});

test('memory is the same after 3,000 pages, broken off ones among them', async () => {
  const scanner = openScanner(new WebAssembly.Module(distFile('vitrine-edge.wasm')));
  const own = { ...engine, pages: scanner };
  const go = async (/** @type {number} */ i) => {
    const response = await askOf(own, { cookie }, { origin: origin(i % 3 === 0 ? PAGE.slice(0, i % PAGE.length) : PAGE) });
    if (i % 5 === 0) await response.body?.cancel();
    else await response.text();
  };
  for (let i = 0; i < 300; i++) await go(i);
  const size = scanner.memorySize() + engine.memorySize();
  for (let i = 0; i < 2700; i++) await go(i);
  assert.equal(scanner.memorySize() + engine.memorySize(), size);
});
