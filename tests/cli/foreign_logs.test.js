// --from ga4, segment and csv: the same answers as the log of our own that says the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderFor, lines, vitrine } from './tool.js';

const strategy = JSON.stringify({
  name: 'test',
  currency: 'USD',
  features: { views: { count: 'view_item' }, brand: { top: 'item_brand' }, order: { sequence: ['add_to_cart', 'purchase'], within: '1h' } },
  segments: {
    keen: { when: { views: { gte: 2 } } },
    carrying: { when: { 'cart.items': { gte: 1 } } },
    bought: { when: { 'orders.value': { gte: 20 } } },
    ordered: { when: { order: true } },
    mobile: { when: { 'device.class': 'mobile', 'geo.country': 'CN' } },
    mailed: { when: { 'traffic.campaign': 'spring' } },
    aqua: { when: { brand: 'aqua' } },
  },
  stages: [{ id: 'buyer', when: { 'orders.placed': { gte: 1 } } }, { id: 'looker' }],
});

/**
 * @param {ReturnType<typeof folderFor>} files
 * @param {string[]} args
 */
function replayed(files, args, input = '') {
  files.write('s.json', strategy);
  const outputs = ['visitors', 'transitions', 'summary'];
  const { status, err } = vitrine(['replay', files.path('s.json'), ...args, ...outputs.flatMap(name => [`--${name}`, files.path(name)])], {
    input,
  });
  return { status, err, outputs: status === 0 ? outputs.map(files.read) : [] };
}

const ga4Row = (/** @type {string} */ visitor, /** @type {number} */ micros, /** @type {string} */ name, more = {}) => ({
  event_timestamp: String(micros),
  event_name: name,
  event_params: [],
  user_pseudo_id: visitor,
  items: [],
  ...more,
});
const T = 1_700_000_000;

test('--from ga4 sorts its rows by time, then event_bundle_sequence_id, over all files', t => {
  const files = folderFor(t);
  const item = { item_id: 'a', item_brand: 'aqua', price: 30, quantity: '1' };
  const first = [
    ga4Row('v', T * 1e6 + 5e6, 'purchase', {
      ecommerce: { transaction_id: 'T1', purchase_revenue: 30 },
      items: [item],
      event_bundle_sequence_id: '9',
    }),
    ga4Row('w', T * 1e6, 'view_item', { device: { category: 'mobile' }, geo: { country: 'China' } }),
  ];
  const second = [
    ga4Row('v', T * 1e6 + 5e6, 'add_to_cart', { items: [item], event_bundle_sequence_id: '8' }),
    ga4Row('v', T * 1e6 + 1, 'view_item', { items: [item] }),
  ];
  const own = [
    { visitor: 'w', time: T, event: 'view_item', fields: { device_class: 'mobile', geo_country: 'CN' } },
    { visitor: 'v', time: T, event: 'view_item', items: [{ ...item, quantity: 1 }] },
    { visitor: 'v', time: T + 5, event: 'add_to_cart', items: [{ ...item, quantity: 1 }] },
    { visitor: 'v', time: T + 5, event: 'purchase', fields: { transaction_id: 'T1', value: 30 }, items: [{ ...item, quantity: 1 }] },
  ];
  const expected = replayed(files, [files.write('own', lines(own))]).outputs;
  const logs = [files.write('a', lines(first)), files.write('b', lines(second))];
  for (const jobs of ['1', '3']) assert.deepEqual(replayed(files, [...logs, '--from', 'ga4', '--jobs', jobs]).outputs, expected);
  const { err } = replayed(files, [...logs, '--from', 'ga4']);
  assert.match(err, /a:1:1: note understood: 4 of the first 4 rows are understood\./);
  assert.ok(!replayed(files, [...logs, '--from', 'ga4', '--quiet']).err, 'quiet says nothing');
});

test('without --from the first lines tell the form, the tool says so, and nothing is sorted', t => {
  const files = folderFor(t);
  const rows = [ga4Row('v', T * 1e6, 'view_item'), ga4Row('v', T * 1e6 + 1e6, 'view_item'), ga4Row('w', T * 1e6 + 2e6, 'page_view')];
  const log = files.write('log', lines(rows));
  const { err, outputs } = replayed(files, [log]);
  assert.match(
    err,
    /log:1:1: note form: its first lines are rows of GA4's BigQuery export: they are read as with --from ga4, but in the order in which they stand/,
  );
  assert.deepEqual(outputs, replayed(files, [log, '--from', 'ga4']).outputs);
  assert.deepEqual(replayed(files, ['-'], lines(rows)).outputs, outputs);
  const call = {
    type: 'track',
    event: 'Order Completed',
    anonymousId: 'v',
    timestamp: '2026-11-22T10:00:00.000Z',
    properties: { order_id: 'T1', revenue: '20.00', products: [{ sku: 'a' }] },
  };
  assert.match(replayed(files, [files.write('calls', lines([call]))]).err, /calls:1:1: note form: its first lines are Segment calls/);
});

test('a row without visitor is skipped under that name, and broken rows are told where they stand', t => {
  const files = folderFor(t);
  const rows = [ga4Row('v', T * 1e6 + 9e6, 'view_item'), { ...ga4Row('v', T * 1e6, 'e'), user_pseudo_id: null }];
  const log = files.write('log', `${lines(rows)}broken\n\n${lines([ga4Row('w', T * 1e6, 'view_item')])}`);
  for (const args of [[log, '--from', 'ga4'], [log]]) {
    const { err } = replayed(files, [...args, '--json']);
    const told = err
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(
      told.filter(each => each.code === 'skipped_line').map(each => [each.line, each.reason]),
      [
        [2, 'without_visitor'],
        [3, 'json'],
      ],
    );
    assert.match(told.find(each => each.code === 'understood').message, /^2 of the first 4 rows are understood, 1 are without visitor$/);
  }
});

test('rows out of order are told where nothing is sorted, with --from, and a field that cannot be read stands where it stood before sorting', t => {
  const files = folderFor(t);
  const bad = { event_params: [{ key: 'value', value: { string_value: '4,245.42' } }] };
  const rows = [
    ga4Row('v', T * 1e6 + 9e6, 'purchase', bad),
    ga4Row('v', T * 1e6, 'view_item'),
    ga4Row('w', T * 1e6 + 1e6, 'purchase', bad),
  ];
  const log = files.write('log', lines(rows));
  assert.match(replayed(files, [log]).err, /log:2:1: warning out_of_order: .*write --from ga4, which sorts by time/);
  const { err, outputs } = replayed(files, [log, '--from', 'ga4']);
  assert.doesNotMatch(err, /out_of_order/);
  assert.deepEqual(JSON.parse(outputs[2]).unreadable.first, [`${log}:3 value`, `${log}:1 value`]);
});

test('a log that jq and sort have put in order is no more out of order', t => {
  const files = folderFor(t);
  const events = Array.from({ length: 50 }, (_, i) => ({
    visitor: 'v',
    time: new Date((T + ((i * 7) % 50)) * 1000).toISOString(),
    event: 'view_item',
  }));
  const { err } = replayed(files, [files.write('log', lines(events))]);
  const command = /sort it first: (.*)\.\n/.exec(err)?.[1].replace('sorted.ndjson', files.path('sorted')) ?? assert.fail(err);
  if (spawnSync('jq', ['--version']).error) return;
  assert.equal(spawnSync('sh', ['-c', command]).status, 0, command);
  assert.doesNotMatch(replayed(files, [files.path('sorted')]).err, /out_of_order/);
});

test('--from segment: the same as the log of our own', t => {
  const files = folderFor(t);
  const at = (/** @type {string} */ time) => ({ anonymousId: 'anon-1', timestamp: `2026-11-22T${time}Z` });
  const product = { sku: 'a', name: 'n', brand: 'aqua', price: '20.00', quantity: 1 };
  const calls = [
    {
      type: 'track',
      event: 'Order Completed',
      ...at('10:00:03.000'),
      properties: { order_id: 'T1', total: '21.40', revenue: '20.00', currency: 'USD', products: [product] },
    },
    { type: 'track', event: 'Added Product', ...at('10:00:02.5'), properties: product },
    { type: 'page', ...at('10:00:01.9'), properties: { url: 'https://s.example/?utm_source=x&utm_campaign=spring', path: '/' } },
    { type: 'track', event: 'Product Viewed', ...at('10:00:02.4'), properties: product },
  ];
  const item = { item_id: 'a', item_name: 'n', item_brand: 'aqua', price: 20, quantity: 1 };
  const own = [
    {
      event: 'page_view',
      time: '2026-11-22T10:00:01Z',
      fields: { page_location: 'https://s.example/?utm_source=x&utm_campaign=spring', page_path: '/' },
    },
    { event: 'view_item', time: '2026-11-22T10:00:02Z', items: [item] },
    { event: 'add_to_cart', time: '2026-11-22T10:00:02Z', items: [item] },
    { event: 'purchase', time: '2026-11-22T10:00:03Z', fields: { transaction_id: 'T1', value: 20, currency: 'USD' }, items: [item] },
  ];
  const expected = replayed(files, [files.write('own', lines(own.map(event => ({ visitor: 'anon-1', ...event }))))]);
  assert.deepEqual(replayed(files, [files.write('calls', lines(calls)), '--from', 'segment']).outputs, expected.outputs);
});

const MAP =
  'visitor=user_id,time=event_time,event=event_type,item_id=product_id,item_brand=brand,price=price,event.view=view_item,event.cart=add_to_cart';

test('--from csv: rows with any separator, in any order, give what the log of our own gives', t => {
  const files = folderFor(t);
  const header = 'event_time,event_type,product_id,category_code,brand,price,user_id,user_session';
  const rows = [
    '2019-10-01 00:03:00 UTC,cart,3900821,"a, ""b""",aqua,33.20,554748717,s',
    '2019-10-01 00:00:00 UTC,view,3900821,,aqua,33.20,554748717,s',
    '2019-10-01 00:05:00 UTC,purchase,3900821,,aqua,33.20,554748717,s',
  ];
  const item = { item_id: '3900821', item_brand: 'aqua', price: 33.2 };
  const own = [
    ['00:00', 'view_item'],
    ['03:00', 'add_to_cart'],
    ['05:00', 'purchase'],
  ].map(([time, event]) => ({ visitor: '554748717', time: `2019-10-01T00:${time}Z`, event, items: [item] }));
  const expected = replayed(files, [files.write('own', lines(own))]).outputs;
  const commas = files.write('commas.csv', `\uFEFF${header}\r\n${rows.join('\r\n')}\r\n`);
  const { err, outputs } = replayed(files, [commas, '--from', 'csv', '--map', MAP]);
  assert.deepEqual(outputs, expected);
  assert.match(err, /commas\.csv:1:1: note passed_over: columns that --map does not name are dropped: category_code, user_session\./);
  for (const separator of [';', '\t']) {
    const log = files.write('other.csv', [header, ...rows].join('\n').replace('"a, ""b"""', 'a').replaceAll(',', separator));
    assert.deepEqual(replayed(files, [log, '--from', 'csv', '--map', MAP]).outputs, expected);
  }
  const [first, ...rest] = MAP.split(',');
  assert.deepEqual(replayed(files, [commas, '--from', 'csv', '--map', first, '--map', rest.join(',')]).outputs, expected, 'repeated');
  const apart = [[rows[1]], [rows[0], rows[2]]].map((each, i) => files.write(`${i}.csv`, [header, ...each].join('\n')));
  assert.deepEqual(replayed(files, [...apart.reverse(), '--from', 'csv', '--map', MAP]).outputs, expected, 'two files');
});

test('wrong use of --from, --map and --sort-memory is told, and a header that does not fit is refused', t => {
  const files = folderFor(t);
  const log = files.write('log.csv', 'u,t,e\n1,9,view_item\n');
  for (const [args, said, expected] of /** @type {[string[], RegExp, number][]} */ ([
    [['--from', 'xml'], /--from xml: there is no such form; write ga4, segment or csv/, 2],
    [['--map', 'visitor=u'], /--map is for --from csv/, 2],
    [['--from', 'csv'], /`visitor` is missing/, 2],
    [['--from', 'csv', '--map', 'visitor=u,time=t,event=e', '--sort-memory', 'much'], /--sort-memory much is no size/, 2],
    [['--from', 'csv', '--map', 'visitor=user,time=t,event=e'], /log\.csv:1:1: error header: it has no column `user`.*u, t, e/, 1],
  ])) {
    const { status, err } = replayed(files, [log, ...args]);
    assert.equal(status, expected, err);
    assert.match(err, said);
  }
});

test('rows that need more memory than --sort-memory are refused with the command that sorts, and 0 takes them as they stand', t => {
  const files = folderFor(t);
  const rows = Array.from({ length: 3000 }, (_, i) => `${i % 10},${T + i},view_item`);
  const log = files.write('log.csv', `u,t,e\n${rows.join('\n')}\n`);
  const args = [log, '--from', 'csv', '--map', 'visitor=u,time=t,event=e'];
  const { status, err } = replayed(files, [...args, '--sort-memory', '1K']);
  assert.equal(status, 1);
  assert.match(err, /log\.csv:1:1: error sort_memory: .*duckdb .* ORDER BY t\) TO 'sorted\.csv'/);
  assert.deepEqual(replayed(files, [...args, '--sort-memory', '0']).outputs, replayed(files, args).outputs);
  assert.equal(replayed(files, [...args, '--sort-memory', '64MB']).status, 0);
});

const rees46 = fileURLToPath(new URL('../../../../shared/data/clickstream/rees46_2019_10_01.ndjson', import.meta.url));
const beside = fileURLToPath(new URL('../../../shared/data/clickstream/rees46_2019_10_01.ndjson', import.meta.url));
const clickstream = [rees46, beside].find(existsSync);

/** The awk program of docs/LOGS.md: the category path apart, and an order's number. */
const awkProgram = () =>
  /awk -F, [^\n]*'\n([\s\S]*?)\n'/.exec(readFileSync(new URL('../../docs/LOGS.md', import.meta.url), 'utf8'))?.[1] ?? '';

test('the CSV of a large shop, mapped as the documents say, gives the same as its events', {
  skip: clickstream ? false : 'the data are not beside this checkout',
}, t => {
  const files = folderFor(t);
  const events = readFileSync(/** @type {string} */ (clickstream), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const words = { view_item: 'view', add_to_cart: 'cart', purchase: 'purchase' };
  const rows = events.map(({ visitor, time, event, items: [item], fields }) => {
    const path = [item.item_category, item.item_category2, item.item_category3, item.item_category4].filter(Boolean).join('.');
    const session = fields ? fields.transaction_id.slice(0, -item.item_id.length - 1) : 'session';
    const when = time.replace('T', ' ').replace('Z', ' UTC');
    return [when, /** @type {any} */ (words)[event], item.item_id, 'id', path, item.item_brand ?? '', item.price, visitor, session].join(
      ',',
    );
  });
  const csv = files.write(
    'raw.csv',
    `event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n${rows.join('\n')}\n`,
  );
  const made = spawnSync('awk', ['-F,', '-v', 'OFS=,', awkProgram(), csv], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ifError(made.error);
  const log = files.write('rees46.csv', made.stdout);
  const map = `${MAP},item_category=category,item_category2=category2,item_category3=category3,item_category4=category4,transaction_id=order,currency=:USD`;
  const expected = replayed(files, [/** @type {string} */ (clickstream)]);
  assert.equal(JSON.parse(expected.outputs[2]).events, 17_434);
  for (const jobs of ['1', '2'])
    assert.deepEqual(replayed(files, [log, '--from', 'csv', '--map', map, '--jobs', jobs]).outputs, expected.outputs);
});
