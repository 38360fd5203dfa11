// What a request says of the page view that it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFragment } from 'parse5';
import { attributesOf } from '../../js/src/edge/attributes.js';
import { pageView, readState } from '../../js/src/edge/view.js';
import { makeRandom } from '../page/random_page.js';

test('attributes are read as a parser of the standard reads them', () => {
  const random = makeRandom(9);
  const parts = [...'ab=/"\' \n', 'data-x', 'A', '&amp;', '&#x20;', '&#150;', '&nosuch;', '&lt', '='];
  let count = 0;
  for (let i = 0; i < 20_000; i++) {
    let tag = '<li ';
    for (let k = random.below(12); k >= 0; k--) tag += random.pick(parts);
    tag += '>';
    const [element] = /** @type {any[]} */ (parseFragment(tag).childNodes);
    // Only where the tag ends at its last byte does it end there for the scanner.
    if (!element?.attrs || parseFragment(`${tag}x`).childNodes.length !== 1 || tag.includes('&lt')) continue;
    assert.deepEqual(
      [...attributesOf(tag)],
      element.attrs.map((/** @type {any} */ { name, value }) => [name, value]),
      JSON.stringify(tag),
    ); // prettier-ignore
    count++;
  }
  assert.ok(count > 5000, `${count} tags`);
});

const view = (/** @type {Record<string, string>} */ headers = {}, tag = '', geo = {}) =>
  pageView(new Request('https://shop.example/c/shoes?utm_source=x', { headers }), tag, geo).fields;

test('the address is whole, with its campaign', () => {
  assert.equal(view().page_location, 'https://shop.example/c/shoes?utm_source=x');
  assert.equal(view().page_path, '/c/shoes');
});

test('the page says what it is on <html>', () => {
  const fields = view(
    {},
    '<html lang=en data-vitrine-page-type="category" data-vitrine-page-category=\'shoes\' DATA-VITRINE-PAGE-ITEM=sku-1>',
  );
  assert.deepEqual([fields.page_type, fields.page_category, fields.page_item], ['category', 'shoes', 'sku-1']);
  assert.equal(view().page_type, undefined);
});

for (const [header, language] of [
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['en;q=0.3, fr', 'fr'],
  ['*', undefined],
  ['de;q=0, en', 'en'],
  ['x'.repeat(300), undefined],
  ['PT-br', 'pt'],
])
  test(`language of ${header?.slice(0, 40)}`, () => assert.equal(view({ 'accept-language': header ?? '' }).language, language));

test('a phone says so, and an old browser says nothing', () => {
  assert.equal(view({ 'sec-ch-ua-mobile': '?1' }).device_class, 'mobile');
  assert.equal(view({ 'sec-ch-ua-mobile': '?0' }).device_class, 'desktop');
  assert.equal(view().device_class, undefined);
});

for (const [geo, country] of [
  [{ country: 'DE', region: 'DE-BY' }, 'DE'],
  [{ country: 'de' }, undefined],
  [{ country: 'XX' }, undefined],
  [{ country: 'T1' }, undefined],
  [{ country: 'DEU' }, undefined],
  [{}, undefined],
])
  test(`the platform's country ${JSON.stringify(geo)}`, () => assert.equal(view({}, '', geo).geo_country, country));

test('page state overrules memory as events do, and what cannot be read is said', () => {
  assert.deepEqual(readState('{"cart":{"quantity":1},"customer":{"loyalty_tier":"gold"},"more":1}'), [
    { event: 'cart_update', fields: { quantity: 1 } },
    { event: 'identify', fields: { loyalty_tier: 'gold' } },
  ]);
  assert.deepEqual(readState(''), []);
  assert.equal(readState('{"cart":'), null);
});
