// Segment's calls as our events: the names are those that logs are read by, the fields too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { segmentEvent } from '../../../js/src/collect/segment_events.js';
import { EVENTS } from '../../../js/src/collect/segment_names.js';

/** As JSON, so that what is undefined is not there. @param {unknown} value */
const plain = value => JSON.parse(JSON.stringify(value));

test('the table of names is that of the log reader, row by row', () => {
  const rows = readFileSync(new URL('../../../core/cli/log/segment_names.inc', import.meta.url), 'utf8');
  const theirs = [...rows.matchAll(/^\{"([^"]+)", "([^"]+)"\},$/gm)].map(([, name, event]) => [name.toLowerCase(), event]);
  assert.ok(theirs.length > 20);
  assert.deepEqual(Object.entries(EVENTS), theirs);
});

test('a product in the properties is the item, and what is no field of a product is the event’s', () => {
  const properties = {
    product_id: 'TR-7',
    sku: 'S',
    name: 'Trail',
    brand: 'Acme',
    category: 'Shoes',
    price: 59.9,
    currency: 'EUR',
    value: 59.9,
  };
  assert.deepEqual(plain(segmentEvent('track', ['Product Viewed', properties])), {
    event: 'view_item',
    fields: { value: 59.9, currency: 'EUR' },
    items: [{ item_id: 'TR-7', item_name: 'Trail', item_brand: 'Acme', item_category: 'Shoes', price: 59.9 }],
  });
});

test('products are items, revenue goes before total and value, the order’s id is the transaction’s', () => {
  const order = { order_id: 'O1', value: 1, total: 2, revenue: 3, products: [{ sku: 'a', quantity: 2, size: 'M' }, null, 'b'] };
  assert.deepEqual(plain(segmentEvent('track', ['completed ORDER', order])), {
    event: 'purchase',
    fields: { value: 3, transaction_id: 'O1', order_id: 'O1', total: 2, revenue: 3 },
    items: [{ item_id: 'a', quantity: 2, size: 'M' }],
  });
});

test('other names stay as they are, and a call without a name is nothing', () => {
  assert.equal(segmentEvent('track', ['size_guide_view'])?.event, 'size_guide_view');
  assert.equal(segmentEvent('track', [{ event: 'Products Searched', properties: { query: 'boots' } }])?.fields?.search_term, 'boots');
  for (const args of [[], [''], [7], [null]]) assert.equal(segmentEvent('track', args), null);
});

test('of promotions the creative is the slot’s', () => {
  const { fields } = /** @type {any} */ (segmentEvent('track', ['Promotion Clicked', { creative: 'c', position: 'p', name: 'n' }]));
  assert.deepEqual([fields.creative_name, fields.creative_slot, fields.promotion_name], ['c', 'p', 'n']);
});

test('a page is a view, named or not, with the address where it gives one', () => {
  const said = (/** @type {unknown[]} */ ...args) => plain(segmentEvent('page', args));
  assert.deepEqual(said(), { event: 'page_view', fields: {} });
  assert.deepEqual(said('Docs', 'Index', { url: 'https://shop.example/d', page_type: 'docs' }).fields, {
    page_location: 'https://shop.example/d',
    page_type: 'docs',
    name: 'Index',
    category: 'Docs',
  });
  assert.deepEqual(said('Index', { path: '/d' }).fields, { page_path: '/d', name: 'Index' });
  assert.deepEqual(said({ referrer: 'https://other.example/' }).fields, { page_referrer: 'https://other.example/' });
});

test('traits are told with and without an id, and null takes one away', () => {
  assert.deepEqual(segmentEvent('identify', ['u1', { tier: 'gold', old: null }]), {
    event: 'identify',
    fields: { tier: 'gold', old: null },
  });
  assert.deepEqual(segmentEvent('identify', [{ tier: 'gold' }])?.fields, { tier: 'gold' });
  assert.deepEqual(segmentEvent('identify', ['u1'])?.fields, {});
});
