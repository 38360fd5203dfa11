// Pages that people met, by what is found in them and what may be stitched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeInOrder, treeWithVariant, written } from './host_tree.js';
import { treeOf } from './reference.js';
import { openScanner, reasonsOf } from './scan.js';

const scanner = openScanner();
const bytes = (/** @type {string} */ html) => Buffer.from(html, 'utf8');
const page = (/** @type {string} */ body) => bytes(`<!doctype html><html><head><title>t</title></head><body>x${body}</body></html>`);
const SLOT = '<section data-vitrine-slot=x>y</section>';
const slot = (/** @type {string} */ tag, /** @type {string} */ variant) =>
  `<${tag} data-vitrine-slot=x><template data-vitrine-variant=v>${variant}</template>default</${tag}>`;

for (const [html, count, why] of /** @type {[string, number, string][]} */ ([
  [`<!-->${SLOT}`, 1, 'a comment ends at <!-->'],
  [`<!--->${SLOT}`, 1, 'and at <!--->'],
  [`<!-- --!>${SLOT}`, 1, 'and at --!>'],
  [`<!--[if lt IE 9]>${SLOT}<![endif]-->`, 0, 'a conditional comment is one'],
  [`<script>a="<!-- <script>"</script>${SLOT}`, 0, 'a script in a comment in a script hides the end of both'],
  [`<script>a="<!-- x"</script>${SLOT}`, 1, 'a comment alone in a script does not'],
  [`<![CDATA[ ${SLOT} ]]>`, 0, 'outside of foreign content it is a comment up to the first >'],
  [`<svg><![CDATA[ ${SLOT} ]]></svg>`, 0, 'within foreign content it is text'],
  [`<template>${SLOT}</template>`, 0, 'what a template holds is not in the page'],
  [`<div><template shadowrootmode=open>${SLOT}</template></div>`, 0, 'nor what a declarative shadow root holds'],
  [`<noscript>${SLOT}</noscript>`, 0, 'nor, where scripts run, what noscript holds'],
  [`<textarea>${SLOT}</textarea><title>${SLOT}</title><style>${SLOT}</style><iframe>${SLOT}</iframe>`, 0, 'nor what is text'],
  [`<plaintext>${SLOT}`, 0, 'nor what comes after plaintext'],
  [`<svg><foreignObject>${SLOT}</foreignObject></svg>`, 1, 'HTML in foreign content is HTML'],
  [`<SECTION DATA-VITRINE-SLOT='x'>y</SECTION>`, 1, 'letters have no case'],
  [`<section data-vitrine-slot=x data-vitrine-slot=y>y</section>`, 1, 'of two equal attributes the first counts'],
])) {
  test(`${why}: ${html.slice(0, 60)}`, () => assert.equal(scanner.scan(page(html)).slots.length, count));
}

for (const [html, reason] of /** @type {[string, string][]} */ ([
  [slot('p', '<div>v</div>'), 'PLACE'],
  [slot('h1', '<h2>v</h2>'), 'PLACE'],
  [`<a href=/>${slot('section', '<a href=/>v</a>')}</a>`, 'PLACE'],
  [`<button>${slot('section', '<button>v</button>')}</button>`, 'PLACE'],
  [`<form>${slot('section', '<form>v</form>')}</form>`, 'PLACE'],
  [slot('section', 'v</div>'), 'LEAKS'],
  [slot('section', '<b>v'), 'FORMATTING'],
  [slot('section', '<tr><td>v</td></tr>'), 'LEAKS'],
  [slot('section', '<li>v</li>'), 'LEAKS'],
  [slot('section', '<script>v</script>'), 'SCRIPT'],
  [slot('section', `v${SLOT}`), 'NESTED'],
  [`<section data-vitrine-slot=x><template data-vitrine-variant=v>v</template><b>default</section>`, 'FORMATTING'],
  [`<div><section data-vitrine-slot=x><template data-vitrine-variant=v>v</template>default</div></section>`, 'NO_END'],
  [`<section data-vitrine-slot=x><template data-vitrine-variant=v><textarea>v</template>default</section>`, 'NO_END'],
  [slot('b', 'v'), 'ELEMENT'],
  [`<my-banner data-vitrine-slot=x>v</my-banner>`, 'ELEMENT'],
  [`<section is=my-banner data-vitrine-slot=x>v</section>`, 'ELEMENT'],
  [`<section data-vitrine-slot="a&amp;b">v</section>`, 'NAME'],
  [`<section data-vitrine-slot=x><iframe></iframe></section>`, 'HOLDS'],
  [`<form><section data-vitrine-slot=x><input></section></form>`, 'HOLDS'],
  [`<section data-vitrine-slot=x><b slot=y>v</b></section>`, 'NAMED_SLOT'],
  [`<div data-vitrine-edge=decide>${SLOT}</div>`, 'DECIDE'],
  [`<div id=__next>${SLOT}</div>`, 'APP'],
  [`<div data-vitrine-app>${SLOT}</div>`, 'APP'],
  [`<table>${SLOT}</table>`, 'LEAKS'],
  [`<table><tr><td>x</td></tr><section>${slot('div', '<table><tr><td>v</td></tr></table>')}</section></table>`, 'LEAKS'],
  [slot('section', '<div><form>v</div>'), 'LEAKS'],
])) {
  test(`left to the browser, ${reason}: ${html.slice(0, 90)}`, () => {
    const [found] = scanner.scan(page(html)).slots;
    const reasons = found.reasons | (found.variants[0]?.reasons ?? 0);
    assert.ok(reasonsOf(reasons).includes(reason), `${reasonsOf(reasons)}`);
    if (found.variants.length > 0) assert.equal(scanner.fill(0, 0), null);
  });
}

test('a variant takes the place of the templates and of the default, and nothing else changes', () => {
  const html = page(slot('section', '<h2>for you</h2>\n<p>open'));
  const { slots } = scanner.scan(html);
  const ranges = scanner.fill(0, 0);
  assert.deepEqual(
    ranges?.map(([start, end]) => html.toString('utf8', start, end)),
    ['<h2>for you</h2>\n<p>open'],
  );
  const put = Buffer.concat([
    html.subarray(0, slots[0].contentStart),
    bytes('<h2>for you</h2>\n<p>open'),
    html.subarray(slots[0].contentEnd),
  ]);
  assert.equal(written(treeOf(put)), treeWithVariant(html, 'x', 0));
  assert.deepEqual(
    scanner.fill(0, -1)?.map(([start, end]) => html.toString('utf8', start, end)),
    ['default'],
  );
});

test('items without end tags are moved with their own texts', () => {
  const html = page('<ul data-vitrine-slot=l><li data-vitrine-item=a>A<li data-vitrine-item=b>B</ul>');
  scanner.scan(html);
  const text = scanner
    .order(0, [1, 0])
    ?.map(([start, end]) => html.toString('utf8', start, end))
    .join(''); // prettier-ignore
  assert.equal(text, '<li data-vitrine-item=b>B<li data-vitrine-item=a>A');
});

for (const [html, why] of [
  ['<ul data-vitrine-slot=l><li data-vitrine-item=a>A\n<li data-vitrine-item=b>B\n</ul>', 'white space of items without ends'],
  [
    '<table><tbody data-vitrine-slot=l>\n<tr data-vitrine-item=a><td>A</td></tr>\n<tr data-vitrine-item=b><td>B</td></tr>\n</tbody></table>',
    'rows with white space between',
  ],
  ['<table data-vitrine-slot=l><tr data-vitrine-item=a><td>A<tr data-vitrine-item=b><td>B</table>', 'rows in a body that nobody wrote'],
  ['<div data-vitrine-slot=l><p>one</p><div><i data-vitrine-item=a>A</i></div> two <div><i data-vitrine-item=b>B</i></div></div>', 'cells'],
])
  test(`sorted as the browser would: ${why}`, () => {
    const found = page(html);
    const { slots } = scanner.scan(found);
    const ranges = scanner.order(0, [1, 0]);
    assert.ok(ranges, `${slots[0].reasons}`);
    const put = Buffer.concat([
      found.subarray(0, slots[0].contentStart),
      ...(ranges ?? []).map(([start, end]) => found.subarray(start, end)),
      found.subarray(slots[0].contentEnd),
    ]);
    assert.equal(written(treeOf(put)), treeInOrder(found, 'l', [1, 0]));
  });

test('letters of several bytes are cut anywhere, and a mark of three bytes stays first', () => {
  const html = bytes(
    `\uFEFF<!doctype html><body>•<ul data-vitrine-slot=l><li data-vitrine-item="é" title="😀">•é😀</li>😀<li data-vitrine-item=b>•</li></ul>•`,
  );
  const whole = scanner.scan(html);
  assert.equal(whole.slots[0].items?.length, 2);
  for (let first = 0; first <= html.length; first++) {
    for (let second = first; second <= html.length; second += 7) assert.deepEqual(scanner.scan(html, [first, second]), whole);
  }
});

for (const [html, at] of [
  ['<!doctype html><html><head><title>t</title>|</head><body>x', 'its end tag'],
  ['<!doctype html><title>t</title>|<p>x', 'the first tag that may not stand in one'],
  ['<title>t</title> |x', 'the first letter'],
  ['<html><head><meta charset=utf-8>|<div>x</head>', 'a div before its end tag'],
  ['<!doctype html><head><script>"</head>"</script>|</head>', 'its end tag, not that in a script'],
  ['<p>|'.replace('<p>|', '|<p>'), 'the beginning, where there is none'],
])
  test(`the head ends at ${at}`, () => {
    const place = html.indexOf('|');
    const found = scanner.scan(bytes(html.replace('|', '')));
    assert.equal(found.headEnd, place);
  });

test('page state and the attributes of <html> are found', () => {
  const state = '{"cart":{"quantity":1}}';
  const html = bytes(
    `<!doctype html><html data-vitrine=off lang=en><script type="application/json" data-vitrine-state>${state}</script><p>x`,
  );
  const found = scanner.scan(html);
  assert.equal(html.toString('utf8', ...found.state), state);
  assert.equal(html.toString('utf8', ...found.html), '<html data-vitrine=off lang=en>');
  assert.ok(found.isOff);
});
