// Nothing passes in silence: what replay counts of a log, says at its end and puts into the summary.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderFor, lines, strategy, vitrine } from './tool.js';

const day = (/** @type {number} */ number, clock = '10:00:00') => `2026-11-${String(number).padStart(2, '0')}T${clock}Z`;
const event = (/** @type {string} */ visitor, /** @type {string} */ time, /** @type {string} */ name, /** @type {object} */ more = {}) => ({
  visitor,
  time,
  event: name,
  ...more,
});

/**
 * @param {import('node:test').TestContext} t
 * @param {string | string[]} log
 * @param {{ options?: string[], now?: string, text?: string }} [how]
 */
function replay(t, log, { options = [], now, text = strategy } = {}) {
  const files = folderFor(t);
  const paths = [log].flat().map((content, number) => files.write(`${number}.ndjson`, content));
  const done = vitrine(['replay', files.write('s.json', text), ...paths, '--summary', files.path('sum'), ...options], { now });
  const summary = JSON.parse(
    files
      .read('sum')
      .replaceAll(`${files.path('')}/`, '')
      .replaceAll(files.path(''), ''),
  );
  return { ...done, summary, files };
}

const buy = (/** @type {object} */ fields, /** @type {object[]} */ items = []) => event('v', day(1), 'purchase', { fields, items });

for (const { what, line, first } of [
  { what: 'a value with a thousands separator', line: buy({ value: '4,245.42' }), first: ['value'] },
  { what: 'a price with a currency', line: buy({}, [{ price: 1 }, { price: '59,90 EUR' }]), first: ['items[1].price'] },
  {
    what: 'a quantity, a discount',
    line: buy({}, [{ quantity: 'two', discount: '10%' }]),
    first: ['items[0].quantity', 'items[0].discount'],
  },
  { what: 'a list, a map, a boolean', line: buy({ value: [5], price: {}, discount: true }), first: ['value', 'price', 'discount'] },
  { what: 'blanks', line: buy({ value: ' ' }), first: ['value'] },
  { what: 'nothing, null, an empty text and a number', line: buy({ value: null, price: '', quantity: 2 }, [{ price: '5.5' }]), first: [] },
  { what: 'a field at the top level', line: event('v', day(1), 'view_item', { value: 'x' }), first: ['value'] },
  {
    what: 'a field at the top level that one of `fields` hides',
    line: event('v', day(1), 'x', { value: 'x', fields: { value: 5 } }),
    first: [],
  },
  {
    what: 'fields that no rule reads',
    line: event('v', day(1), 'scroll', { fields: { tz_offset: '+01:00', orders_count: 'x' } }),
    first: ['tz_offset', 'orders_count'],
  },
  {
    what: 'times',
    line: event('v', day(1), 'customer_sync', { fields: { first_order_at: 'soon', last_order_at: -5, at: '2026-11-01' } }),
    first: ['first_order_at', 'last_order_at'],
  },
  {
    what: 'evidence may say any text',
    line: event('v', day(1), 'evidence', { fields: { name: 'stock', value: 'low', at: 'now' } }),
    first: ['at'],
  },
  { what: 'evidence may be anything', line: event('v', day(1), 'evidence', { fields: { name: 'stock', value: [] } }), first: [] },
]) {
  test(`unreadable numbers: ${what}`, t => {
    const { summary } = replay(t, lines([line]));
    assert.deepEqual(summary.unreadable, { count: first.length, first: first.map(field => `0.ndjson:1 ${field}`) });
  });
}

const traits = JSON.stringify({
  ...JSON.parse(strategy),
  traits: { tier: ['none', 'gold'], vip: 'boolean', margin: 'number', city: 'text' },
});
for (const { what, fields, first } of [
  { what: 'declared and of their type', fields: { tier: 'gold', vip: true, margin: '5.5', city: 'Graz' }, first: [] },
  {
    what: 'of another type or outside the list',
    fields: { tier: 'silver', vip: 'yes', margin: 'x', city: 5 },
    first: ['tier', 'vip', 'margin'],
  },
  { what: 'removed or empty', fields: { tier: null, vip: null, margin: '', undeclared: null }, first: [] },
  { what: 'undeclared, whatever they are', fields: { age: 5, name: 'Ada', value: 5 }, first: ['age', 'name', 'value'] },
  {
    what: 'context is none',
    fields: {
      device_class: 5,
      language: 'de',
      geo_country: [],
      geo_region: 1,
      geo_city: {},
      tz_offset: 60,
      currency: 5,
      page_location: 1,
      page_referrer: 2,
      page_path: 3,
      page_title: 4,
    },
    first: [],
  },
  { what: 'tz_offset is a number all the same', fields: { tz_offset: 'UTC' }, first: ['tz_offset'] },
]) {
  test(`traits that cannot be read: ${what}`, t => {
    const { summary } = replay(t, lines([event('v', day(1), 'identify', { fields })]), { text: traits });
    const count = what.startsWith('of another') ? 4 : first.length;
    assert.deepEqual(summary.unreadable, { count, first: first.map(field => `0.ndjson:1 ${field}`) });
  });
}

test('the first unreadable numbers are told in the order in which events are taken, whatever the threads', t => {
  const logs = [
    [3, 5, 9],
    [1, 4],
    [2, 8],
  ].map(days => lines(days.map(number => event(`v${number}`, day(number), 'x', { value: 'x' }))));
  const expected = ['1.ndjson:1 value', '2.ndjson:1 value', '0.ndjson:1 value'];
  for (const jobs of ['1', '3'])
    assert.deepEqual(replay(t, logs, { options: ['--jobs', jobs] }).summary.unreadable, { count: 7, first: expected });
});

test('an ignored purchase and an event later than --at count no unreadable numbers', t => {
  const fields = { transaction_id: '1', value: 'x' };
  const log = lines([
    event('v', day(1), 'purchase', { fields }),
    event('v', day(2), 'purchase', { fields }),
    event('v', day(9), 'x', { value: 'x' }),
  ]);
  const { summary, err } = replay(t, log, { options: ['--at', day(3)] });
  assert.deepEqual(summary.unreadable, { count: 1, first: ['0.ndjson:1 value'] });
  assert.deepEqual(summary.ignored, { purchases: 1, refunds: 0 });
  assert.match(err, /vitrine: 1 number cannot be read and counts? as missing: .*0\.ndjson:1 value\n/);
  assert.match(err, /vitrine: 1 repeated purchase is ignored\n/);
});

test('repeated whole refunds are counted, partial ones never repeat', t => {
  const refund = (/** @type {object} */ more) => event('v', day(1), 'refund', { fields: { transaction_id: '1' }, ...more });
  const partial = refund({ items: [{ item_id: 'a' }] });
  const { summary } = replay(t, lines([refund({}), refund({}), partial, partial]));
  assert.deepEqual(summary.ignored, { purchases: 0, refunds: 1 });
});

test('lines are late within a visitor, and more than one in a hundred is a warning with the command that sorts', t => {
  const many = Array.from({ length: 199 }, (_, number) => event('v', day(2), `x${number % 3}`));
  const late = event('v', day(1), 'x');
  const other = event('w', day(1), 'x');
  const good = replay(t, lines([...many, late, other]), { options: ['--strict'] });
  assert.deepEqual([good.status, good.summary.late], [0, { lines: 1, visitors: 1 }]);
  assert.match(good.err, /1 line is late within a visitor \(1 visitor\)/);
  assert.doesNotMatch(good.err, /out_of_order/);
  const bad = replay(t, lines([...many, late, late, late]));
  assert.deepEqual([bad.status, bad.summary.late], [0, { lines: 3, visitors: 1 }]);
  assert.match(bad.err, /0\.ndjson:200:1: warning out_of_order: .*sort it first: jq -r \.time .* \| paste - .* \| LC_ALL=C sort -s/);
  assert.equal(replay(t, lines([...many, late, late, late]), { options: ['--strict'] }).status, 1);
});

test('names of events that nobody knows are counted, the most frequent first, with the nearest known one', t => {
  const text = JSON.stringify({ ...JSON.parse(strategy), events: ['size_guide_view'] });
  const names = [
    'veiw_item',
    'size_guide',
    'veiw_item',
    'view_item',
    'scroll',
    'size_guide_view',
    'View Item',
    'zzz',
    '',
    'addToCart',
    'identify',
    'evidence',
  ];
  const { summary, err } = replay(t, lines(names.map(name => event('v', day(1), name))), { text });
  assert.deepEqual(summary.unknown_events, [
    { event: 'veiw_item', count: 2, nearest: 'view_item' },
    { event: '', count: 1, nearest: null },
    { event: 'View Item', count: 1, nearest: 'view_item' },
    { event: 'addToCart', count: 1, nearest: 'add_to_cart' },
    { event: 'size_guide', count: 1, nearest: null },
    { event: 'zzz', count: 1, nearest: null },
  ]);
  assert.match(err, /6 event names are neither GA4's nor declared under `events`: `veiw_item` \(2; is it `view_item`\?\)/);
});

test('of very many names the 100 most frequent are told, then how many more there are, whatever the threads', t => {
  const names = Array.from({ length: 5000 }, (_, number) => `odd_${number}`);
  const log = lines([...names, 'odd_4999', 'odd_4999', `odd_${'x'.repeat(100)}`].map(name => event('v', day(1), name)));
  const one = replay(t, log, { options: ['--jobs', '1'] }).summary.unknown_events;
  assert.deepEqual([one.length, one[0], one[100]], [101, { event: 'odd_4999', count: 3, nearest: null }, { more: 4901 }]);
  assert.deepEqual(replay(t, log, { options: ['--jobs', '3'] }).summary.unknown_events, one);
});

const crowd = [event('a', day(1), 'x'), event('b', day(2), 'x'), event('c', day(3), 'x')];
for (const { what, log, now, clock, proposed } of [
  { what: 'all is well', log: crowd, now: day(4), clock: null },
  {
    what: 'one visitor stands more than 30 days after all others',
    log: [...crowd, event('d', '2026-12-03T10:00:01Z', 'x')],
    now: '2027-01-01',
    clock: { line: '0.ndjson:4', time: '2026-12-03T10:00:01Z' },
    proposed: day(3),
  },
  { what: 'just 30 days are let be', log: [...crowd, event('d', '2026-12-03T10:00:00Z', 'x')], now: '2027-01-01', clock: null },
  {
    what: 'a clock that lies in the future',
    log: [...crowd, event('a', day(5), 'x')],
    now: day(4),
    clock: { line: '0.ndjson:4', time: day(5) },
    proposed: day(3),
  },
  {
    what: 'a clock that ran ahead for a while',
    log: [event('a', '2027-11-05', 'x'), event('a', day(1), 'x'), event('a', day(2), 'x')],
    now: day(4),
    clock: { line: '0.ndjson:1', time: '2027-11-05T00:00:00Z' },
    proposed: day(2),
  },
  {
    what: 'the only visitor in the future',
    log: [event('a', day(5), 'x')],
    now: day(4),
    clock: { line: '0.ndjson:1', time: day(5) },
    proposed: day(4),
  },
  {
    what: 'fewer than three visitors say nothing about one another',
    log: [event('a', '2025-01-01', 'x'), event('b', day(3), 'x')],
    now: day(4),
    clock: null,
  },
  {
    what: 'two who are ahead are no lone one',
    log: [...crowd, event('d', '2027-11-03', 'x'), event('e', '2027-11-02', 'x')],
    now: '2028-01-01',
    clock: null,
  },
]) {
  test(`clock_ahead: ${what}`, t => {
    const { status, err, summary } = replay(t, lines(log), { now });
    assert.deepEqual([status, summary.clock], [0, clock]);
    if (clock === null) return assert.doesNotMatch(err, /clock_ahead/);
    assert.match(err, new RegExp(`${clock.line}:1: warning clock_ahead: .*${clock.time}.* --at ${proposed}`));
    assert.equal(replay(t, lines(log), { now, options: ['--strict'] }).status, 1);
    const at = replay(t, lines(log), { now, options: ['--strict', '--at', String(proposed)] });
    assert.deepEqual([at.status, at.summary.clock], [0, null]);
    return undefined;
  });
}

test('VITRINE_NOW that is no time is wrong usage', t => {
  const files = folderFor(t);
  const done = vitrine(['replay', files.write('s.json', strategy), files.write('log', lines(crowd))], { now: 'soon' });
  assert.equal(done.status, 2);
  assert.match(done.err, /VITRINE_NOW: the time soon is none/);
});

test('a log of which every line is skipped fails, and its summary has no time', t => {
  const { status, err, summary } = replay(t, '{\n[]\n{"visitor":"v"}\n');
  assert.equal(status, 1);
  assert.match(err, /error no_events: every line is skipped/);
  assert.deepEqual(
    [summary.at, summary.events, summary.skipped],
    [null, 0, { lines: 3, reasons: { json: 1, no_object: 1, time_missing: 1 } }],
  );
});

test('an empty log is said to be empty, and no fault', t => {
  const { status, err, summary } = replay(t, '\n');
  assert.deepEqual([status, summary.at], [0, null]);
  assert.match(err, /warning no_events: the log is empty/);
});

test('a log of which every event is later than --at is no empty one', t => {
  const { status, err, summary } = replay(t, lines(crowd), { options: ['--at', '2026-01-01'] });
  assert.deepEqual([status, summary.at], [0, '2026-01-01T00:00:00Z']);
  assert.doesNotMatch(err, /no_events/);
});

test('skipped lines beyond those that are told are counted by their reasons too', t => {
  const { summary } = replay(t, `${'{\n'.repeat(300)}${'[]\n'.repeat(200)}${lines(crowd)}`);
  assert.deepEqual(summary.skipped, { lines: 500, reasons: { json: 300, no_object: 200 } });
});

test('merge adds all counts; the first unreadable ones are those of the files named first', t => {
  const files = folderFor(t);
  const path = files.write('s.json', strategy);
  const part = (/** @type {string} */ name, /** @type {string} */ log) => {
    vitrine(['replay', path, files.write(`${name}.ndjson`, log), '--at', day(20), '--summary', files.path(name)]);
    return files.path(name);
  };
  const bad = (/** @type {string} */ visitor) => event(visitor, day(1), 'odd', { value: 'x', price: 'y' });
  const one = part('one', `{\n${lines([bad('a'), event('a', day(2), 'odd'), event('a', day(1), 'odder')])}`);
  const two = part('two', `[]\n${lines([bad('b')])}`);
  const none = part('none', '');
  const sum = JSON.parse(vitrine(['merge', one, none, two]).out);
  assert.deepEqual(sum.skipped, { lines: 2, reasons: { json: 1, no_object: 1 } });
  assert.deepEqual(
    [sum.unreadable.count, sum.unreadable.first.map((/** @type {string} */ each) => each.replace(/^.*\//, ''))],
    [4, ['one.ndjson:2 value', 'one.ndjson:2 price', 'two.ndjson:2 value']],
  );
  assert.deepEqual(sum.late, { lines: 1, visitors: 1 });
  assert.deepEqual(sum.unknown_events, [
    { event: 'odd', count: 3, nearest: null },
    { event: 'odder', count: 1, nearest: null },
  ]);
  assert.equal(sum.clock, null);
});

test('merge refuses a summary of an older tool and says why', t => {
  const files = folderFor(t);
  const old =
    '{"strategy":"0123456789abcdef","at":"2026-11-22T10:00:00Z","events":1,"visitors":1,"skipped":0,"segments":{},"stages":{},"overlap":[],"decisions":{}}';
  const { status, err } = vitrine(['merge', files.write('old', old)]);
  assert.equal(status, 1);
  assert.match(err, /old:1:1: error summary: an older vitrine wrote it/);
});
