// replay --features: the value of everything that the strategy names, so that a rule can be checked against a log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderFor, lines, vitrine } from './tool.js';

const time = (/** @type {number} */ second) => new Date(1795341600000 + second * 1000).toISOString().replace('.000', '');
const event = (/** @type {number} */ second, /** @type {string} */ name, /** @type {object} */ more = {}, visitor = 'v') => ({
  visitor,
  time: time(second),
  event: name,
  ...more,
});

/**
 * @param {import('node:test').TestContext} t
 * @param {object} strategy
 * @param {object[]} log
 * @param {string[]} [options]
 */
function featuresOf(t, strategy, log, options = []) {
  const files = folderFor(t);
  const done = vitrine([
    'replay',
    files.write('s.json', JSON.stringify({ currency: 'EUR', ...strategy })),
    files.write('log', lines(log)),
    '--visitors',
    '-',
    '--features',
    ...options,
  ]);
  assert.equal(done.status, 0, done.err);
  return JSON.parse(done.out.split('\n')[0] ?? '');
}

const shoes = (/** @type {object} */ more = {}) => ({
  items: [{ item_id: 'a', item_category: 'shoes', item_brand: 'Acmé', price: 59.9, ...more }],
});
const visit = [
  event(0, 'view_item', shoes()),
  event(10, 'view_item', shoes({ item_id: 'b' })),
  event(20, 'add_to_cart', shoes({ quantity: 2 })),
];

for (const { what, features, when = {}, log = visit, options = [], expected } of /** @type {any[]} */ ([
  { what: 'counts, declared and never used', features: { views: { count: 'view_item' } }, expected: { views: 2 } },
  {
    what: 'a windowed count knows no more than the constant it is compared with',
    features: { views: { count: 'view_item', within: '1h' } },
    when: { views: { gte: 2 } },
    expected: { views: { at_least: 2 } },
  },
  {
    what: 'a windowed count that is not full',
    features: { views: { count: 'view_item', within: '1h' } },
    when: { views: { gte: 3 } },
    expected: { views: 2 },
  },
  {
    what: 'a windowed count whose window is over',
    features: { views: { count: 'view_item', within: '1h' } },
    when: { views: { gte: 3 } },
    options: ['--at', time(4000)],
    expected: { views: 0 },
  },
  {
    what: 'a windowed count in buckets',
    features: { views: { count: 'view_item', within: '1h' } },
    when: { views: { gte: 40 } },
    expected: { views: 2 },
  },
  {
    what: 'amounts as decimals, quantities whole',
    features: { sum: { sum: 'value', on: 'view_item' }, units: { sum: 'quantity', on: 'add_to_cart', within: '1d' } },
    expected: { sum: 119.8, units: 2 },
  },
  {
    what: 'distinct and repeats',
    features: { items: { distinct: 'item_id', on: 'view_item' }, same: { repeats: 'item_brand', on: 'view_item', within: '1d' } },
    expected: { items: 2, same: 2 },
  },
  {
    what: 'repeats stop at 4 within a duration',
    features: { same: { repeats: 'item_brand', on: 'view_item', within: '1d' } },
    log: Array.from({ length: 6 }, (_, second) => event(second, 'view_item', shoes())),
    expected: { same: { at_least: 4 } },
  },
  {
    what: 'durations in seconds, no value null',
    features: { ago: { since: 'view_item' }, never: { since: 'purchase' } },
    options: ['--at', time(100)],
    expected: { ago: 90, never: null },
  },
  {
    what: 'sequences as booleans',
    features: {
      done: { sequence: ['view_item', 'add_to_cart'], within: '1h' },
      not: { sequence: ['add_to_cart', 'purchase'], within: '1h' },
    },
    expected: { done: true, not: false },
  },
  {
    what: 'shares to six decimals',
    features: { s: { affinity: 'item_category', value: 'shoes' }, other: { affinity: 'item_category', value: 'hats' } },
    log: [...visit, event(30, 'view_item', { items: [{ item_category: 'bags' }] })],
    expected: { other: 0, s: 0.833333 },
  },
  {
    what: 'the label with the largest share, as the log writes it',
    features: { top: { top: 'item_brand' }, nothing: { top: 'item_variant' } },
    expected: { nothing: null, top: 'Acmé' },
  },
  { what: 'the band of a price', features: { band: { top: 'price_band' } }, expected: { band: '25-75' } },
]))
  test(`--features: ${what}`, t => {
    const strategy = { price_bands: [25, 75], features, segments: Object.keys(when).length > 0 ? { s: { when } } : {} };
    assert.deepEqual(featuresOf(t, strategy, log, options).features, expected);
  });

test('--features: facts that conditions name, in the order of their bytes, after the decisions', t => {
  const when = {
    any: [
      { 'cart.value': { gte: 5 } },
      { 'cart.items': { gte: 1 } },
      { 'traffic.channel': 'Email' },
      { 'traffic.source': 'x' },
      { 'traffic.campaign': { starts_with: 'x' } },
      { 'page.type': 'x' },
      { 'page.path': '/x' },
      { 'orders.average': { gte: 5 } },
      { 'orders.since': { gte: '1d' } },
      { 'device.class': 'mobile' },
      { 'time.hour': { gte: 5 } },
      { 'geo.zone': 'alps' },
      { 'trait.vip': true },
      { 'trait.tier': 'gold' },
      { 'trait.margin': { gte: 1 } },
      { 'visit.number': 1 },
    ],
  };
  const strategy = {
    zones: { alps: ['AT'] },
    traits: { vip: 'boolean', tier: ['none', 'gold'], margin: 'number' },
    segments: { s: { when } },
  };
  const fields = {
    page_location: 'https://www.shop.example/p/1?utm_source=News%20Letter&utm_medium=email&utm_campaign=November',
    page_type: 'product',
    device_class: 'mobile',
    geo_country: 'AT',
    tz_offset: 60,
  };
  const line = featuresOf(t, strategy, [
    event(0, 'page_view', { fields }),
    event(1, 'purchase', { fields: { transaction_id: '1', value: 10 } }),
    event(2, 'purchase', { fields: { transaction_id: '2', value: 5.333 } }),
    event(3, 'identify', { fields: { vip: true, tier: 'gold', margin: '0.25' } }),
    event(4, 'add_to_cart', shoes()),
  ]);
  assert.deepEqual(Object.keys(line), ['visitor', 'stage', 'segments', 'decisions', 'features', 'next_change']);
  assert.deepEqual(Object.entries(line.features), [
    ['cart.items', 1],
    ['cart.value', 59.9],
    ['device.class', 'mobile'],
    ['geo.zone', 'alps'],
    ['orders.average', 7.6665],
    ['orders.since', 2],
    ['page.path', '/p/1'],
    ['page.type', 'product'],
    ['time.hour', 11],
    ['traffic.campaign', 'November'],
    ['traffic.channel', 'Email'],
    ['traffic.source', 'News Letter'],
    ['trait.margin', 0.25],
    ['trait.tier', 'gold'],
    ['trait.vip', true],
    ['visit.number', 1],
  ]);
});

test('--features measures what no rule reads, and changes no other output', t => {
  const files = folderFor(t);
  const strategy = {
    features: { views: { count: 'view_item' }, used: { count: 'add_to_cart', within: '1h' } },
    segments: { s: { when: { used: { gte: 1 } } } },
  };
  const path = files.write('s.json', JSON.stringify(strategy));
  const log = files.write('log', lines(visit));
  const run = (/** @type {string[]} */ options) => {
    const done = vitrine([
      'replay',
      path,
      log,
      '--visitors',
      files.path('v'),
      '--transitions',
      files.path('t'),
      '--summary',
      files.path('s'),
      ...options,
    ]);
    assert.equal(done.status, 0);
    return ['v', 't', 's'].map(files.read);
  };
  const without = run([]);
  const [visitors, ...rest] = run(['--features']);
  assert.deepEqual(rest, without.slice(1));
  assert.equal(visitors?.replace(/,"features":.*(?=,"next_change")/, ''), without[0]);
  assert.match(String(visitors), /"features":\{"used":\{"at_least":1\},"views":2\}/);
});

test('--features: the same bytes with any number of threads', t => {
  const files = folderFor(t);
  const strategy = { features: { top: { top: 'item_brand' }, views: { count: 'view_item', within: '1h' } } };
  const log = [];
  for (let second = 0; second < 3000; second++)
    log.push(event(second, 'view_item', { items: [{ item_brand: `b${second % 7}` }] }, `v${(second * second) % 501}`));
  const path = files.write('s.json', JSON.stringify(strategy));
  const logPath = files.write('log', lines(log));
  const run = (/** @type {string} */ jobs) => vitrine(['replay', path, logPath, '--visitors', '-', '--features', '--jobs', jobs]).out;
  const one = run('1');
  assert.match(one, /"top":"b\d"/);
  assert.equal(run('3'), one);
});

test('--features without --visitors is wrong usage', t => {
  const files = folderFor(t);
  assert.equal(vitrine(['replay', files.write('s.json', '{}'), files.write('log', lines(visit)), '--features']).status, 2);
});
