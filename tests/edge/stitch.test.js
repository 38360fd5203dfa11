// A page on its way: what goes on when, and what it is in the end, however it is cut.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openScanner } from '../../js/src/edge/scanner.js';
import { openBody } from '../../js/src/edge/body.js';
import { answerOf, makeStitcher } from '../../js/src/edge/stitch.js';
import { root } from '../../toolchains/host.js';

const module = new WebAssembly.Module(readFileSync(path.join(root, 'js/dist/vitrine-edge.wasm')));
const scanner = openScanner(module);
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const text = (/** @type {Uint8Array[]} */ parts) => Buffer.concat(parts).toString('utf8');

const HEAD = '<!doctype html><html><head><title>t</title>';
const HERO =
  '<section data-vitrine-slot="home.hero"><template data-vitrine-variant="welcome"><h1>Hello •</h1></template><h1>Shop</h1></section>';
const LIST = '<ul data-vitrine-slot="grid"><li data-vitrine-item=a>A<li data-vitrine-item=b>B</ul>';
const PAGE = `${HEAD}</head><body><p>before</p>${HERO}<p>between •</p>${LIST}<p>after</p></body></html>`;
const DONE = PAGE.replace('</head>', '<!--in--></head>')
  .replace(/<template.*?<\/template><h1>Shop<\/h1>/, '<h1>Hello •</h1>')
  .replace('<li data-vitrine-item=a>A<li data-vitrine-item=b>B', '<li data-vitrine-item=b>B<li data-vitrine-item=a>A');

/** Shows each slot's first variant and turns each list around. @param {string[]} [told] */
function stitcher(told = [], decide = true) {
  const scan = scanner.begin();
  assert.ok(scan);
  return makeStitcher({
    scan,
    decide: () =>
      decide
        ? {
            insert: '<!--in-->',
            look: () => ({ isApp: false }),
            fill: ({ variants, itemCount }, number) =>
              variants.length > 0
                ? scan.fill(number, 0)
                : scan.order(
                    number,
                    Array.from({ length: itemCount }, (_, i) => itemCount - 1 - i),
                  ),
          }
        : 'undecided',
    tell: reason => told.push(reason),
  });
}

/** @param {string} page @param {number[]} cuts @param {string[]} [told] */
function through(page, cuts, told) {
  const all = bytes(page);
  const ends = [...cuts, all.length];
  const made = stitcher(told);
  return text(ends.flatMap((end, i) => made.take(all.subarray(i === 0 ? 0 : ends[i - 1], end), i === ends.length - 1)));
}

test('a page is stitched alike wherever it is cut, and byte by byte', () => {
  const length = bytes(PAGE).length;
  for (let first = 0; first <= length; first++) {
    assert.equal(through(PAGE, [first]), DONE);
    for (let second = first; second <= length; second += 11) assert.equal(through(PAGE, [first, second]), DONE);
  }
  assert.equal(
    through(
      PAGE,
      Array.from({ length }, (_, i) => i),
    ),
    DONE,
  );
});

test('what is decided goes on at once: nothing waits for the end of the page', () => {
  const made = stitcher();
  assert.equal(text(made.take(bytes(`${HEAD}<meta charset=utf-8>`))), '', 'the head waits until it has ended');
  assert.equal(text(made.take(bytes('</head><body><p>x'))), `${HEAD}<meta charset=utf-8><!--in--></head><body><p>x`);
  const [start, rest] = [HERO.slice(0, 50), HERO.slice(50)];
  assert.equal(text(made.take(bytes(start))), HERO.slice(0, HERO.indexOf('<template')), 'the slot waits, its start tag does not');
  assert.equal(text(made.take(bytes(rest))), '<h1>Hello •</h1></section>');
  assert.equal(text(made.take(bytes('<p>y'))), '<p>y');
  assert.equal(text(made.take(bytes(''), true)), '');
});

test('a slot that has to wait for the browser is not held', () => {
  const made = stitcher();
  const start = `${HEAD}</head><body><div id=app>${HERO.slice(0, 60)}`;
  assert.equal(text(made.take(bytes(start))), start.replace('</head>', '<!--in--></head>'));
  const rest = `${HERO.slice(60)}</div>${HERO}`;
  assert.equal(
    text(made.take(bytes(rest), true)),
    `${HERO.slice(60)}</div>${HERO.replace(/<template.*?<\/template><h1>Shop<\/h1>/, '<h1>Hello •</h1>')}`,
  );
});

for (const [page, reason, why] of /** @type {[string, string, string][]} */ ([
  [PAGE.replace('<html>', '<html data-vitrine=off>'), 'off', 'data-vitrine="off"'],
  [PAGE.replace('<title>', `<style>${'x'.repeat(64 * 1024)}</style><title>`), 'head', 'a head of more than 64 KiB'],
  [`<body>${'<div>'.repeat(600)}x`, 'structure', 'a structure that cannot be followed'],
  [PAGE.replace('Shop', 'x'.repeat(1024 * 1024 + 20_000)), 'held', 'a slot of more than 1 MiB'],
  [`${HEAD}</head><body>${'x'.repeat(4 * 1024 * 1024)}${HERO}`, 'large', 'a page of more than 4 MiB'],
]))
  test(`goes on as it came: ${why}`, () => {
    /** @type {string[]} */
    const told = [];
    const cuts = Array.from({ length: Math.floor(bytes(page).length / 5000) }, (_, i) => 5000 * (i + 1));
    const out = through(page, cuts, told);
    assert.deepEqual(told, reason ? [reason] : []);
    assert.equal(out.replace('<!--in-->', ''), page.replace('<!--in-->', ''));
  });

test('a fault in the middle leaves the page as it came from there on, and is told once', () => {
  /** @type {string[]} */
  const told = [];
  const scan = scanner.begin();
  assert.ok(scan);
  const made = makeStitcher({
    scan,
    decide: () => ({
      insert: '<!--in-->',
      look: () => ({ isApp: false }),
      fill() {
        throw new Error('trap');
      },
    }),
    tell: reason => told.push(reason),
  });
  const out = text([...made.take(bytes(PAGE)), ...made.take(bytes('<p>more'), true)]);
  assert.equal(out, `${PAGE.replace('</head>', '<!--in--></head>')}<p>more`);
  assert.deepEqual(told, ['fault']);
});

test('where nothing is decided the bytes are the origin’s', () => {
  const made = stitcher([], false);
  assert.equal(text(made.take(bytes(PAGE), true)), PAGE);
});

test('blocks come back: a thousand pages, broken off ones too, take no more memory than 128', () => {
  const scans = Array.from({ length: 128 }, () => scanner.begin());
  const size = scanner.memorySize();
  const [oldest, second] = scans;
  scans.push(scanner.begin());
  assert.deepEqual([oldest?.take(bytes('x'), false), second?.take(bytes('x'), false)], [false, true], 'one more ends the oldest');
  for (const scan of scans) scan?.end();
  for (let i = 0; i < 1000; i++) {
    const made = stitcher();
    made.take(bytes(PAGE.slice(0, i)));
    if (i % 3 === 0) made.stop();
    else made.take(bytes(PAGE.slice(i)), true);
  }
  assert.equal(scanner.memorySize(), size);
});

/** @param {(string | Error)[]} parts a page that comes in these pieces @param {{ cancelled?: unknown }} [seen] */
function pageOf(parts, seen = {}) {
  const left = [...parts];
  return new ReadableStream(
    {
      pull(controller) {
        const part = left.shift();
        if (part === undefined) controller.close();
        else if (typeof part === 'string') controller.enqueue(bytes(part));
        else controller.error(part);
      },
      cancel(reason) {
        seen.cancelled = reason;
      },
    },
    { highWaterMark: 0 },
  );
}

/** @param {ReadableStream} page @returns {ReadableStream<Uint8Array>} */
const streamed = page => /** @type {ReadableStream<Uint8Array>} */ (answerOf([], openBody(page, new Headers()), stitcher()));

test('a stream is stitched', async () => {
  const parts = PAGE.match(/.{1,17}/gs) ?? [];
  assert.equal(await new Response(streamed(pageOf(parts))).text(), DONE);
  assert.equal(await new Response(streamed(pageOf([]))).text(), '<!--in-->');
});

test('a page that breaks off breaks the answer, after what was there', async () => {
  const reader = streamed(pageOf([PAGE.slice(0, 120), new Error('reset')])).getReader();
  const first = await reader.read();
  assert.ok(DONE.startsWith(text([first.value ?? new Uint8Array()])));
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  }, /reset/);
});

test('who leaves early ends the page', async () => {
  /** @type {{ cancelled?: unknown }} */
  const seen = {};
  const reader = streamed(pageOf([PAGE, PAGE], seen)).getReader();
  await reader.read();
  await reader.cancel('gone');
  assert.equal(seen.cancelled, 'gone');
});
