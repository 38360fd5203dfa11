// What Shopify's pixels and pages say, as our events: the payloads have the shapes of its documented standard events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metaItem, pageOf, pixelEvent } from '../../../js/src/collect/shopify_events.js';

/** As JSON, so that what is undefined is not there. @param {unknown} value */
const plain = value => JSON.parse(JSON.stringify(value));

const variant = {
  id: '9001',
  sku: 'TR-7-42',
  title: '42',
  price: { amount: 59.9, currencyCode: 'EUR' },
  product: { id: '4201', title: 'Trail runner', vendor: 'Acme', type: 'Shoes', url: '/products/trail' },
};
const item = { item_id: '4201', item_name: 'Trail runner', item_brand: 'Acme', item_category: 'Shoes', item_variant: '42', price: 59.9 };

for (const [name, data, right] of /** @type {[string, any, any][]} */ ([
  ['product_viewed', { productVariant: variant }, { event: 'view_item', fields: { currency: 'EUR', value: 59.9 }, items: [item] }],
  [
    'collection_viewed',
    { collection: { id: '7', title: 'Shoes', productVariants: [variant] } },
    { event: 'view_item_list', fields: { item_list_id: '7', item_list_name: 'Shoes' }, items: [item] },
  ],
  ['search_submitted', { searchResult: { query: 'boots', productVariants: [] } }, { event: 'search', fields: { search_term: 'boots' } }],
  [
    'product_added_to_cart',
    { cartLine: { quantity: 2, merchandise: variant, cost: { totalAmount: { amount: 119.8, currencyCode: 'EUR' } } } },
    { event: 'add_to_cart', fields: { currency: 'EUR', value: 119.8 }, items: [{ ...item, quantity: 2 }] },
  ],
  ['cart_viewed', { cart: null }, { event: 'view_cart', fields: {}, items: [] }],
  [
    'checkout_completed',
    {
      checkout: {
        currencyCode: 'EUR',
        token: 't',
        order: { id: '77' },
        subtotalPrice: { amount: 119.8 },
        totalPrice: { amount: 125.7 },
        discountApplications: [
          { type: 'AUTOMATIC', title: 'x' },
          { type: 'DISCOUNT_CODE', title: 'SPRING' },
        ],
        lineItems: [{ id: 'l', title: 'Trail runner', quantity: 2, variant }],
      },
    },
    {
      event: 'purchase',
      fields: { currency: 'EUR', value: 119.8, transaction_id: '77', coupon: 'SPRING' },
      items: [{ ...item, quantity: 2 }],
    },
  ],
])) {
  test(`${name} is ${right.event}`, () => assert.deepEqual(plain(pixelEvent(name, data)), right));
}

test('views are the host’s to count, and what is unknown is nothing', () => {
  for (const name of ['page_viewed', 'clicked', 'toString', 'my_custom_event']) assert.equal(pixelEvent(name, {}), null);
});

test('an event without what its name promises throws, and is told by the collector', () => {
  assert.throws(() => pixelEvent('product_viewed', {}), TypeError);
});

test('the page states type, category and product; a variant of the address has its price', () => {
  const meta = {
    page: { pageType: 'product', resourceId: 4201 },
    product: {
      id: 4201,
      vendor: 'Acme',
      type: 'Shoes',
      variants: [
        { id: 9001, price: 5990, name: 'Trail runner - 42', public_title: '42', sku: 'a' },
        { id: 9002, price: 6990, name: 'Trail runner - 43', public_title: '43', sku: 'b' },
      ],
    },
  };
  assert.deepEqual(pageOf(meta, '/products/trail'), { page_type: 'product', page_category: 'Shoes', page_item: '4201' });
  assert.deepEqual(plain(metaItem(meta, null)), item);
  assert.equal(metaItem(meta, '9002').price, 69.9);
  assert.equal(metaItem(meta, '1').price, 59.9, 'a variant of another product');
  assert.deepEqual(plain(pageOf({ page: { pageType: 'collection' } }, '/de/collections/trail-shoes')), {
    page_type: 'category',
    page_category: 'trail-shoes',
  });
  assert.deepEqual(plain(pageOf({ page: { pageType: 'constructor' } }, '/')), { page_type: 'constructor' });
  assert.deepEqual(plain(pageOf({}, '/')), {});
});
