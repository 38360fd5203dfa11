// The page's dataLayer in its two forms: what is there, what comes, what is none of ours.
import assert from 'node:assert/strict';
import test from 'node:test';
import { follow, readEntry } from '../../js/src/collect/data_layer.js';

/** @param {...unknown} _words as gtag() pushes them */
function gtag(..._words) {
  // biome-ignore lint/complexity/noArguments: this is what it is about
  return arguments;
}

test('an entry with ecommerce is an event with its fields and items', () => {
  const items = [{ item_id: 'sku-1', price: 9.5 }];
  const read = /** @type {any} */ (readEntry({ event: 'add_to_cart', ecommerce: { currency: 'EUR', value: 9.5, items } }));
  assert.equal(read.event, 'add_to_cart');
  assert.equal(read.fields.currency, 'EUR');
  assert.equal(read.items, items);
});

test('the arguments of gtag are an event, and so is an array of them', () => {
  for (const entry of [gtag('event', 'search', { search_term: 'boots' }), ['event', 'search', { search_term: 'boots' }]]) {
    const read = /** @type {any} */ (readEntry(entry));
    assert.equal(read.event, 'search');
    assert.equal(read.fields.search_term, 'boots');
  }
});

test('a consent command is told as it is', () => {
  assert.deepEqual(readEntry(gtag('consent', 'update', { ad_storage: 'denied' })), { consent: ['update', { ad_storage: 'denied' }] });
});

test('what is not for us is nothing', () => {
  for (const entry of [
    null,
    7,
    'text',
    {},
    { ecommerce: null },
    { event: 'gtm.js' },
    { event: 5 },
    { event: 'vitrine_segment' },
    gtag('js', new Date()),
    gtag('config', 'G-1'),
  ]) {
    assert.equal(readEntry(entry), null);
  }
});

test('what lies there is told first, then what comes; the array and the answer of its push stay the page’s', () => {
  const layer = [1, 2];
  const same = layer;
  /** @type {unknown[]} */
  const told = [];
  follow(layer, entry => told.push(entry));
  assert.equal(layer.push(3, 4), 4);
  assert.deepEqual(told, [1, 2, 3, 4]);
  assert.equal(layer, same);
  assert.deepEqual([...layer], [1, 2, 3, 4]);
});
