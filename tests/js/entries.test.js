// Entries of a data layer in both forms: what is an event, what is a view, what is none of ours.
import assert from 'node:assert/strict';
import test from 'node:test';
import { entryReader } from '../../js/src/collect/entries.js';

/** @param {unknown} entry alone in its layer */
const readEntry = entry => entryReader()(entry);

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
    gtag('config', 'G-1', { send_page_view: false }),
  ]) {
    assert.equal(readEntry(entry), null);
  }
});

test('gtag config sends a page_view', () => {
  assert.deepEqual(readEntry(gtag('config', 'G-1', { page_path: '/p' })), { event: 'page_view', fields: { page_path: '/p' } });
});

const order = { transaction_id: 'T1', items: [{ item_id: 'a' }] };
const GA4 = 'purchase';
for (const [what, entries, expected] of /** @type {[string, any[], unknown[]][]} */ ([
  ['taken by the next e-commerce event', [{ ecommerce: order }, { event: GA4 }], ['T1']],
  ['taken once', [{ ecommerce: order }, { event: GA4 }, { event: GA4 }], ['T1', undefined]],
  [
    'passed by others',
    [{ ecommerce: order }, { event: 'gtm.dom' }, { event: 'cookies_ok' }, gtag('event', GA4), { event: GA4 }],
    [undefined, undefined, 'T1'],
  ],
  ['replaced by a later one', [{ ecommerce: order }, { ecommerce: { transaction_id: 'T2' } }, { event: GA4 }], ['T2']],
  ['dropped by null', [{ ecommerce: order }, { ecommerce: null }, { event: GA4 }], [undefined]],
  [
    'not for an event that has its own',
    [{ ecommerce: order }, { event: GA4, ecommerce: { transaction_id: 'T3' } }, { event: GA4 }],
    ['T3', 'T1'],
  ],
]))
  test(`ecommerce without an event is ${what}`, () => {
    const read = entryReader();
    const events = entries.map(entry => /** @type {any} */ (read(entry))).filter(Boolean);
    assert.deepEqual(
      events.map(({ fields }) => fields.transaction_id),
      expected,
    );
  });

test('items of an ecommerce that was replaced do not leak place by place', () => {
  const read = entryReader();
  read({ ecommerce: { items: [{ item_id: 'a' }, { item_id: 'b' }] } });
  read({ ecommerce: { items: [{ item_id: 'c' }] } });
  assert.deepEqual(/** @type {any} */ (read({ event: 'view_item' })).items, [{ item_id: 'c' }]);
});
