// Events and items as bytes, against bytes written by hand from core/FORMAT.md.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createEncoder, EVENT_ROOM } from '../../js/src/host/encoder.js';
import { fnv1a32 } from '../../js/src/host/pack_tables.js';

/** @typedef {import('../../js/src/host/encoder.js').LogEvent} LogEvent */

const WANTS = /** @type {Record<string, number>} */ ({
  item_id: 2,
  price: 1,
  quantity: 1,
  page_location: 16,
  member: 4,
  code: 3,
  first_order_at: 8,
  tier: 2,
});
const names = Object.keys(WANTS);
const events = ['page_view', 'view_item', 'identify', 'evidence'];
/** What was told to be unreadable. @type {[string, string][]} */
let unread = [];

const encoder = createEncoder({
  name: '',
  visitGap_: 1800,
  events: new Map(events.map((name, index) => [fnv1a32(name), index])),
  fields: new Map(names.map((name, index) => [fnv1a32(name), index])),
  wants_: names.map(name => WANTS[name]),
  segments: [],
  exported_: [],
  stages_: [],
  slots_: [],
  experiments_: [],
  unread_: (name, text) => unread.push([name, text]),
});
const bytes = new Uint8Array(EVENT_ROOM);

const TIME = 0x6923a4b5;
const HEAD = [0xb5, 0xa4, 0x23, 0x69];

/** @param {LogEvent} event @returns {number[]} */
function wire(event) {
  bytes.fill(0xee);
  const length = encoder.event(bytes, 0, event, TIME);
  return [...bytes.subarray(0, length)];
}

/** @param {string} text */
const ascii = text => [...text].map(character => character.charCodeAt(0));
/** @param {number} thousandths */
const number = thousandths => [...new Uint8Array(new BigInt64Array([BigInt(thousandths)]).buffer)];
/** @param {string} name */
const field = name => names.indexOf(name);

test('a view of an item is its time, its index, its counts, its fields, its items', () => {
  const event = { event: 'view_item', fields: { price: 59.9 }, items: [{ item_id: 'sku-1', price: '12.5', colour: 'red' }] };
  assert.deepEqual(wire(event), [
    ...HEAD,
    ...[1, 0, 1, 1],
    ...[field('price'), 17, ...number(59900)],
    ...[2, field('item_id'), 2, 5, 0, ...ascii('sku-1')],
    ...[field('price'), 1, ...number(12500)],
  ]);
});

test('a name that the strategy does not know has index 65535', () => {
  assert.deepEqual(wire({ event: 'wiggle' }), [...HEAD, 255, 255, 0, 0]);
});

test('fields may stand at the top level, and those of `fields` win, null and empty ones too', () => {
  const event = {
    event: 'page_view',
    visitor: 'v',
    time: 5,
    item_id: 'top',
    price: 1,
    tier: 'gold',
    fields: { item_id: 'own', price: null, tier: '' },
  };
  assert.deepEqual(wire(event), [...HEAD, 0, 0, 0, 1, field('item_id'), 2, 3, 0, ...ascii('own')]);
});

test('null removes a trait in identify, and is nothing elsewhere', () => {
  assert.deepEqual(wire({ event: 'identify', fields: { tier: null } }), [...HEAD, 2, 0, 0, 1, field('tier'), 0]);
  assert.deepEqual(wire({ event: 'page_view', fields: { tier: null } }), [...HEAD, 0, 0, 0, 0]);
});

test('a field is written as the strategy wants it', () => {
  /** @type {[string, unknown, number[]][]} */
  const cases = [
    ['member', true, [12]],
    ['member', false, [4]],
    ['code', 12345, [19, ...number(12345000), 5, 0, ...ascii('12345')]],
    ['code', '12345', [3, ...number(12345000), 5, 0, ...ascii('12345')]],
    ['code', '1e3', [2, 3, 0, ...ascii('1e3')]],
    ['price', -1.0005, [17, ...number(-1001)]],
    ['first_order_at', '2026-10-01T09:00:00Z', [1, ...number(1790845200)]],
    ['first_order_at', 1790845200999, [17, ...number(1790845200)]],
    ['tier', 12345, [18, 5, 0, ...ascii('12345')]],
    ['tier', 'größe', [2, 7, 0, 103, 114, 195, 182, 195, 159, 101]],
  ];
  for (const [name, value, expected] of cases) {
    assert.deepEqual(
      wire({ event: 'page_view', fields: { [name]: value } }),
      [...HEAD, 0, 0, 0, 1, field(name), ...expected],
      `${name}: ${value}`,
    );
  }
});

test('what is absent is left out: null, an empty text, nothing, and a list where no number is asked for', () => {
  /** @type {[string, unknown][]} */
  const cases = [
    ['price', ''],
    ['price', null],
    ['price', undefined],
    ['first_order_at', ''],
    ['first_order_at', null],
    ['tier', ''],
    ['tier', {}],
    ['tier', undefined],
    ['member', ''],
    ['member', []],
  ];
  for (const [name, value] of cases)
    assert.deepEqual(wire({ event: 'page_view', fields: { [name]: value } }), [...HEAD, 0, 0, 0, 0], `${name}: ${value}`);
});

test('what is given and of no use is said, so that nothing takes its place', () => {
  /** @type {[string, unknown][]} */
  const cases = [
    ['price', 'free'],
    ['price', ' '],
    ['price', '59,90 EUR'],
    ['price', NaN],
    ['price', [1]],
    ['price', {}],
    ['price', true],
    ['code', [1]],
    ['tier', true],
    ['member', 'true'],
    ['member', 1],
    ['first_order_at', 'yesterday'],
    ['first_order_at', -1],
    ['first_order_at', '1795341600'],
  ];
  for (const [name, value] of cases) {
    const written = [field(name), 32];
    assert.deepEqual(wire({ event: 'page_view', fields: { [name]: value } }), [...HEAD, 0, 0, 0, 1, ...written], `${name}: ${value}`);
    assert.deepEqual(wire({ event: 'view_item', items: [{ [name]: value }] }), [...HEAD, 1, 0, 1, 0, 1, ...written], `${name}: ${value}`);
  }
});

test('a number is read from the whole text, with a plus and blanks around it, before the text is cut', () => {
  const long = `${' '.repeat(70)}+12.5`;
  assert.deepEqual(wire({ event: 'page_view', code: long }), [
    ...[...HEAD, 0, 0, 0, 1, field('code'), 3],
    ...[...number(12500), 64, 0, ...Array(64).fill(32)],
  ]);
  assert.deepEqual(wire({ event: 'page_view', price: '\t+59.9\n' }), [...HEAD, 0, 0, 0, 1, field('price'), 1, ...number(59900)]);
  assert.deepEqual(wire({ event: 'page_view', price: '9'.repeat(400) }), [...HEAD, 0, 0, 0, 1, field('price'), 1, ...number(2 ** 53)]);
});

test('an empty list of items is told from none, and from one without an object', () => {
  /** @type {[unknown, number][]} */
  const cases = [
    [[], 255],
    [undefined, 0],
    [null, 0],
    [{}, 0],
    ['', 0],
    [[null, 'text', [], 5], 0],
  ];
  for (const [items, count] of cases)
    assert.equal(wire(/** @type {any} */ ({ event: 'view_item', items }))[6], count, JSON.stringify(items));
});

test('a text is cut to 64 bytes at a character, an address to 8 KB', () => {
  const [length] = wire({ event: 'page_view', fields: { tier: `${'x'.repeat(63)}ö` } }).slice(10);
  assert.equal(length, 63);
  assert.equal(wire({ event: 'page_view', fields: { tier: 'ö'.repeat(40) } })[10], 64);
  assert.equal(wire({ event: 'page_view', fields: { page_location: 'x'.repeat(9000) } }).length, 8 + 4 + 8192);
});

test('of more than 200 items the first 200 count, and what is no object is none', () => {
  const items = Array.from({ length: 250 }, (_, i) => ({ item_id: `sku-${i}` }));
  const event = /** @type {any} */ ({ event: 'view_item', items: ['text', null, ...items] });
  assert.equal(wire(event)[6], 200);
});

test('items that do not fit 65,535 bytes are left out whole', () => {
  const item = { item_id: 'i'.repeat(64), tier: 't'.repeat(64), code: 'c'.repeat(64), page_location: 'p'.repeat(2000) };
  const event = { event: 'view_item', items: Array.from({ length: 100 }, () => item) };
  const size = 1 + 3 * 68 + 2004;
  const fitting = Math.floor((65535 - 8) / size);
  const written = wire(event);
  assert.equal(written[6], fitting);
  assert.equal(written.length, 8 + fitting * size);
});

test('an item to rank is its pin, its signals in millionths, its fields', () => {
  const length = encoder.items(bytes, 0, EVENT_ROOM, [
    { pinned: true, item_id: 'a', popularity: 0.57, margin: 2, stock: -1, novelty: 0.12345678 },
    {},
  ]);
  const millionths = [570000, 1000000, 0, 123456].flatMap(value => [...new Uint8Array(new Uint32Array([value]).buffer)]);
  assert.deepEqual([...bytes.subarray(0, length)], [1, 1, 0, 0, ...millionths, field('item_id'), 2, 1, 0, 97, ...Array(20).fill(0)]);
});

test('items to rank that do not fit are refused, not cut', () => {
  assert.equal(encoder.items(bytes, 0, 30, [{ item_id: 'a-long-name-of-an-item' }]), -1);
});

test('a number that is given and cannot be read is told, with what was given', () => {
  /** @param {LogEvent} event */
  const told = event => {
    unread = [];
    wire(event);
    return unread;
  };
  const items = [
    { price: '4,245.42', quantity: 2 },
    { price: 12, quantity: 'two' },
  ];
  assert.deepEqual(told({ event: 'view_item', fields: { price: `${'9'.repeat(60)} €` }, items }), [
    ['price', '9'.repeat(40)],
    ['price', '4,245.42'],
    ['quantity', 'two'],
  ]);
  assert.deepEqual(told({ event: 'view_item', fields: { price: { amount: 1 }, quantity: NaN } }), [
    ['price', 'object'],
    ['quantity', 'number'],
  ]);
  const readable = { price: ' +12.50 ', quantity: '', code: 'ten', member: 'x', first_order_at: 'soon' };
  assert.deepEqual(told({ event: 'view_item', fields: readable }), [], 'absent, or no number alone');
  assert.deepEqual(told({ event: 'evidence', fields: { price: 'by Friday' } }), [], 'evidence may be any text');
  assert.deepEqual(told({ event: 'scroll', fields: { price: 'half' } }), [], 'the strategy reads nothing of it');
  encoder.items(bytes, 0, EVENT_ROOM, [{ price: '59,90 €' }]);
  assert.deepEqual(unread, [['price', '59,90 €']], 'items of a list');
});
