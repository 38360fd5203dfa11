// replay --summary and merge: what is counted, and that parts add up to the whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderFor, lines, strategy, vitrine } from './tool.js';

const clock = (/** @type {number} */ second) => new Date(1795341600000 + second * 1000).toISOString().replace('.000', '');
const event = (
  /** @type {string} */ visitor,
  /** @type {number} */ second,
  /** @type {string} */ name,
  /** @type {object} */ more = {},
) => ({ visitor, time: clock(second), event: name, ...more });
const item = { items: [{ item_id: 'a', price: 5 }] };

const log = [
  event('a', 0, 'view_item'),
  event('b', 1, 'view_item'),
  event('a', 2, 'view_item'),
  event('a', 3, 'add_to_cart', item),
  event('b', 4, 'purchase', { fields: { transaction_id: '1', value: 5 } }),
  event('b', 5, 'purchase', { fields: { transaction_id: '1', value: 5 } }),
  event('c', 6, 'add_to_cart', item),
  event('c', 7, 'remove_from_cart', item),
];

test('the summary counts events, visitors, members, moves, overlap, decisions and skipped lines', t => {
  const files = folderFor(t);
  const { status, out } = vitrine([
    'replay',
    files.write('s.json', strategy),
    files.write('log', `${lines(log)}broken\n`),
    '--summary',
    '-',
    '--decide',
    'home.hero',
  ]);
  assert.equal(status, 0);
  const { strategy: id, ...rest } = JSON.parse(out);
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.deepEqual(rest, {
    at: clock(7),
    events: 8,
    visitors: 3,
    skipped: { lines: 1, reasons: { no_object: 1 } },
    unreadable: { count: 0, first: [] },
    ignored: { purchases: 1, refunds: 0 },
    late: { lines: 0, visitors: 0 },
    unknown_events: [],
    clock: null,
    segments: { carrying: { now: 1, ever: 2, share: 0.333333 }, keen: { now: 1, ever: 1, share: 0.333333 } },
    stages: { buyer: { now: 1, share: 0.333333, first: 0, moves: {} }, looker: { now: 2, share: 0.666667, first: 3, moves: { buyer: 1 } } },
    overlap: [{ segments: ['carrying', 'keen'], visitors: 1 }],
    decisions: { 'home.hero': { cart: 1, default: 2, more: 0 } },
  });
});

test('parts split by visitor add up to the summary of the whole', t => {
  const files = folderFor(t);
  const path = files.write('s.json', strategy);
  const summaryOf = (/** @type {string} */ name, /** @type {object[]} */ events) => {
    const { status } = vitrine([
      'replay',
      path,
      files.write(`${name}.ndjson`, lines(events)),
      '--at',
      clock(4000),
      '--summary',
      files.path(name),
      '--decide',
      'home.hero,category.grid',
    ]);
    assert.equal(status, 0);
    return files.path(name);
  };
  summaryOf('whole', log);
  const parts = ['a', 'b', 'c'].map(visitor =>
    summaryOf(
      visitor,
      log.filter(each => each.visitor === visitor),
    ),
  );
  const { status, out } = vitrine(['merge', ...parts]);
  assert.equal(status, 0);
  assert.equal(out, files.read('whole'));
});

test('summaries of different moments or strategies, and files that are none, are refused by name', t => {
  const files = folderFor(t);
  const summaryOf = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ time) => {
    vitrine(['replay', files.write('s.json', text), files.write('log', lines(log)), '--at', time, '--summary', files.path(name)]);
    return files.path(name);
  };
  const first = summaryOf('first', strategy, clock(10));
  for (const [path, said] of /** @type {[string, RegExp][]} */ ([
    [summaryOf('later', strategy, clock(11)), /later:1:1: error summary: it ends at .*--at/],
    [summaryOf('other', strategy.replace('"1h"', '"2h"'), clock(10)), /other:1:1: error summary: it was made with another strategy/],
    [files.write('text', 'x'), /text:1:1: error summary: it is no valid JSON/],
    [files.write('json', '{"events":1}'), /json:1:1: error summary: it is no summary/],
  ])) {
    const { status, out, err } = vitrine(['merge', first, path]);
    assert.deepEqual([status, out], [1, '']);
    assert.match(err, said);
  }
});
