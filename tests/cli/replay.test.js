// replay: its lines, byte for byte, on logs small enough to work out by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { folderFor, lines, strategy, vitrine } from './tool.js';

const at = (/** @type {string} */ clock) => `2026-11-22T${clock}Z`;
const view = (/** @type {string} */ visitor, /** @type {string} */ clock) => ({ visitor, time: at(clock), event: 'view_item' });
const cart = (/** @type {string} */ visitor, /** @type {string} */ clock) => ({
  visitor,
  time: at(clock),
  event: 'add_to_cart',
  items: [{ item_id: 'a', item_brand: 'Acme', price: 5, quantity: 1 }],
});

/**
 * @param {import('node:test').TestContext} t
 * @param {(string | Buffer)[]} logs
 * @param {string[]} options
 */
function replay(t, logs, options) {
  const files = folderFor(t);
  const paths = logs.map((log, number) => files.write(`${number}.ndjson`, log));
  return { ...vitrine(['replay', files.write('s.json', strategy), ...paths, ...options]), files };
}

test('a line for each visitor, sorted by bytes, with stage, segments and next change', t => {
  const { status, out } = replay(
    t,
    [lines([view('b', '10:00:00'), view('é', '10:00:05'), view('a', '10:00:10'), view('b', '10:00:20'), cart('a', '10:00:30')])],
    ['--visitors', '-'],
  );
  assert.equal(status, 0);
  assert.equal(
    out,
    '{"visitor":"a","stage":"looker","segments":["carrying"],"decisions":{},"next_change":null}\n' +
      '{"visitor":"b","stage":"looker","segments":["keen"],"decisions":{},"next_change":"2026-11-22T11:00:00Z"}\n' +
      '{"visitor":"é","stage":"looker","segments":[],"decisions":{},"next_change":null}\n',
  );
});

test('a line for each second with changes, by event or by the clock alone, sorted by time and then visitor', t => {
  const { out } = replay(
    t,
    [lines([view('b', '10:00:00'), view('a', '10:00:00'), view('a', '10:00:20'), view('b', '10:00:20'), cart('a', '10:00:20')])],
    ['--transitions', '-', '--at', at('11:00:00')],
  );
  assert.equal(
    out,
    '{"visitor":"a","time":"2026-11-22T10:00:00Z","entered":[],"left":[],"stage":"looker"}\n' +
      '{"visitor":"b","time":"2026-11-22T10:00:00Z","entered":[],"left":[],"stage":"looker"}\n' +
      '{"visitor":"a","time":"2026-11-22T10:00:20Z","entered":["carrying","keen"],"left":[],"stage":"looker"}\n' +
      '{"visitor":"b","time":"2026-11-22T10:00:20Z","entered":["keen"],"left":[],"stage":"looker"}\n' +
      '{"visitor":"a","time":"2026-11-22T11:00:00Z","entered":[],"left":["keen"],"stage":"looker"}\n' +
      '{"visitor":"b","time":"2026-11-22T11:00:00Z","entered":[],"left":["keen"],"stage":"looker"}\n',
  );
});

test('a segment that is left and entered again within one second stands in both lists', t => {
  const { out } = replay(t, [lines([view('a', '10:00:00'), view('a', '10:30:00'), view('a', '11:00:00')])], ['--transitions', '-']);
  assert.equal(
    out.trim().split('\n').at(-1),
    '{"visitor":"a","time":"2026-11-22T11:00:00Z","entered":["keen"],"left":["keen"],"stage":"looker"}',
  );
});

test('--decide adds decisions sorted by slot, with their reasons', t => {
  const { out } = replay(
    t,
    [lines([cart('a', '10:00:00'), view('b', '10:00:00')])],
    ['--visitors', '-', '--decide', 'home.hero,category.grid,home.hero'],
  );
  assert.equal(
    out,
    '{"visitor":"a","stage":"looker","segments":["carrying"],"decisions":{"category.grid":{"variant":"sorted","reason":"TARGETING_MATCH"},"home.hero":{"variant":"cart","reason":"TARGETING_MATCH"}},"next_change":null}\n' +
      '{"visitor":"b","stage":"looker","segments":[],"decisions":{"category.grid":{"variant":"default","reason":"DEFAULT"},"home.hero":{"variant":"default","reason":"DEFAULT"}},"next_change":null}\n',
  );
});

test('a slot that the strategy does not have is wrong usage', t => {
  const { status, err } = replay(t, [''], ['--visitors', '-', '--decide', 'home.herro']);
  assert.equal(status, 2);
  assert.match(err, /no slot home\.herro; it has home\.hero category\.grid/);
});

test('events later than --at are left out, and a visitor with none up to then has no line', t => {
  const { out, err } = replay(
    t,
    [lines([view('a', '10:00:00'), view('a', '10:00:01'), view('b', '10:00:02')])],
    ['--visitors', '-', '--at', at('10:00:00')],
  );
  assert.equal(out, '{"visitor":"a","stage":"looker","segments":[],"decisions":{},"next_change":null}\n');
  assert.match(err, /1 events of 1 visitors up to 2026-11-22T10:00:00Z, 0 lines skipped, 2 later events left out/);
});

test('--at takes seconds and dates like an event, and refuses what is no time', t => {
  const log = lines([view('a', '10:00:00'), view('a', '10:00:01')]);
  for (const time of ['1795345201', '1795345201000', '2026-11-22T12:00:01+01:00']) {
    assert.match(replay(t, [log], ['--visitors', '-', '--at', time]).out, /"next_change":"2026-11-22T11:00:00Z"|"segments":\[\]/);
  }
  const { status, err } = replay(t, [log], ['--at', 'noon']);
  assert.equal(status, 2);
  assert.match(err, /--at: the time noon is none/);
});

test('several logs are merged by time, whatever their order on the command line', t => {
  const [early, late] = [lines([view('a', '10:00:00'), cart('a', '10:00:20')]), lines([view('a', '10:00:10'), view('b', '10:00:30')])];
  const one = replay(t, [early, late], ['--transitions', '-']).out;
  assert.equal(replay(t, [late, early], ['--transitions', '-']).out, one);
  assert.match(one, /10:00:10Z","entered":\["keen"\]/);
});

test('an event behind the clock is taken at the clock', t => {
  const { out } = replay(t, [lines([view('a', '10:00:00'), cart('a', '09:00:00')])], ['--transitions', '-']);
  assert.equal(out, '{"visitor":"a","time":"2026-11-22T10:00:00Z","entered":["carrying"],"left":[],"stage":"looker"}\n');
});

test('a purchase that is repeated counts once, and its visitor has a line', t => {
  const buy = (/** @type {string} */ clock) => ({
    visitor: 'a',
    time: at(clock),
    event: 'purchase',
    fields: { transaction_id: 'T1', value: 9 },
  });
  const { out } = replay(t, [lines([buy('10:00:00'), buy('10:00:05')])], ['--transitions', '-']);
  assert.equal(out, '{"visitor":"a","time":"2026-11-22T10:00:00Z","entered":[],"left":[],"stage":"buyer"}\n');
});

test('ids and texts are escaped as JSON needs and no further', t => {
  const visitor = '"\\\u0001\b\f\n\r\t\u007f<é😀\u2028';
  const { out } = replay(t, [lines([{ ...view('', '10:00:00'), visitor }])], ['--visitors', '-']);
  assert.equal(out.split(',"stage"')[0], `{"visitor":${JSON.stringify(visitor)}`);
});

test('standard input and gzip are read like files', t => {
  const files = folderFor(t);
  const log = lines([view('a', '10:00:00'), view('a', '10:00:01')]);
  const expected = replay(t, [log], ['--visitors', '-']).out;
  assert.equal(replay(t, [gzipSync(log)], ['--visitors', '-']).out, expected);
  const path = files.write('s.json', strategy);
  assert.equal(vitrine(['replay', path, '-', '--visitors', '-'], { input: log }).out, expected);
  assert.equal(vitrine(['replay', path, '-', '--visitors', '-'], { input: gzipSync(log) }).out, expected);
});

test('broken lines are told with file and number, counted and skipped; --strict fails', t => {
  const log = `{"visitor":"a"\n\n${lines([view('a', '10:00:00')])}{"visitor":"a","time":"2026-02-30","event":"e"}\n`;
  const { status, out, err } = replay(t, [log], ['--visitors', '-']);
  assert.equal(status, 0);
  assert.match(out, /^\{"visitor":"a",/);
  assert.match(err, /0\.ndjson:1:1: warning skipped_line: .*ends too early/);
  assert.match(err, /0\.ndjson:4:1: warning skipped_line: .*not in the calendar/);
  assert.match(err, /1 events of 1 visitors .*, 2 lines skipped/);
  const strict = replay(t, [log], ['--visitors', '-', '--strict']);
  assert.deepEqual([strict.status, strict.out], [1, out]);
});

test('of many broken lines the first 20 are told', t => {
  const { err } = replay(t, ['x\n'.repeat(50)], []);
  assert.equal(err.match(/skipped_line/g)?.length, 20);
  assert.match(err, /30 more lines are skipped, 50 in all/);
});

test('--json tells skipped lines as JSON, --quiet leaves the account out', t => {
  const { err } = replay(t, ['x\n'], ['--json']);
  const said = err
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.equal(said.at(-1).line, 1);
  assert.equal(replay(t, [lines([view('a', '10:00:00')])], ['--quiet']).err, '');
});

test('a log that is not there or is damaged never looks like an empty one', t => {
  const { files } = replay(t, [''], []);
  const missing = vitrine(['replay', files.write('s.json', strategy), files.path('none.ndjson'), '--visitors', '-']);
  assert.deepEqual([missing.status, missing.out], [2, '']);
  assert.match(missing.err, /none\.ndjson: cannot be read: No such file/);
  const packed = gzipSync(lines([view('a', '10:00:00'), view('b', '10:00:00')]));
  const damaged = replay(t, [packed.subarray(0, packed.length - 9)], ['--visitors', '-']);
  assert.equal(damaged.status, 1);
  assert.match(damaged.err, /:\d+:1: error damaged: its gzip data end too early/);
});

test('an empty log gives no lines', t => {
  const { status, out } = replay(t, ['\n\n'], ['--visitors', '-', '--strict']);
  assert.deepEqual([status, out], [0, '']);
});

test('two outputs on standard output, or standard input read twice, are wrong usage', t => {
  assert.equal(replay(t, [''], ['--visitors', '-', '--transitions', '-']).status, 2);
  const { files } = replay(t, [''], []);
  assert.equal(vitrine(['replay', files.write('s.json', strategy), '-', '-']).status, 2);
});

test('the outputs and what is told are the same with any number of threads', t => {
  const brands = ['Acme', 'Bell', 'Cato'];
  const logs = ['', '', ''];
  for (let second = 0; second < 9000; second++) {
    const clock = new Date(Date.UTC(2026, 10, 22) + second * 7000).toISOString().slice(0, 19);
    const items = [{ item_id: `i${second % 17}`, item_brand: brands[second % 3], price: second % 90, quantity: 1 }];
    const event = second % 5 === 0 ? 'add_to_cart' : 'view_item';
    const line = JSON.stringify({ visitor: `v${(second * second) % 701}`, time: `${clock}Z`, event, items });
    logs[((second * 7) % 11) % 3] += second % 400 === 399 ? `${line.slice(0, second % 90)}\n` : `${line}\n`;
  }
  const files = folderFor(t);
  const paths = logs.map((log, number) => files.write(`${number}.ndjson`, number === 1 ? gzipSync(log) : log));
  const path = files.write('s.json', strategy);
  const run = (/** @type {number} */ jobs) => {
    const outputs = ['--visitors', files.path('v'), '--transitions', files.path('t'), '--summary', files.path('s')];
    const done = vitrine(['replay', path, ...paths, ...outputs, '--decide', 'home.hero,category.grid', '--jobs', String(jobs)]);
    return [done.status, done.err.replace(/; .* s, .*/, ''), files.read('v'), files.read('t'), files.read('s')];
  };
  const one = run(1);
  assert.match(String(one[1]), /2 more lines are skipped, 22 in all/);
  assert.equal(JSON.parse(String(one[4])).visitors, new Set(String(one[2]).match(/"v\d+"/g)).size);
  for (const jobs of [2, 3, 7]) assert.deepEqual(run(jobs), one, `${jobs} jobs`);
});

test('no threads, or more than 256, are wrong usage', t => {
  for (const jobs of ['0', '257', 'x']) assert.equal(replay(t, [''], ['--jobs', jobs]).status, 2, jobs);
});

test('eighty years of hours that change no segment are passed without a line, and what follows them has its time', t => {
  const files = folderFor(t);
  const when = { searches: { gte: 5 }, any: Array.from({ length: 24 }, (_, hour) => ({ 'time.hour': hour })) };
  const hours = {
    name: 'hours',
    features: { searches: { count: 'search' } },
    segments: { at_any_hour: { when }, twice: { when: { searches: 2 } } },
    stages: [{ id: 'all' }],
  };
  const search = (/** @type {string} */ time) => ({ visitor: 'a', time, event: 'search', fields: { tz_offset: 60 } });
  const log = files.write('log.ndjson', lines([search('2026-01-01T00:00:00Z'), search('2105-12-31T23:00:00Z')]));
  const { status, out } = vitrine(['replay', files.write('hours.json', JSON.stringify(hours)), log, '--transitions', '-']);
  assert.equal(status, 0);
  assert.equal(
    out,
    '{"visitor":"a","time":"2026-01-01T00:00:00Z","entered":[],"left":[],"stage":"all"}\n' +
      '{"visitor":"a","time":"2105-12-31T23:00:00Z","entered":["twice"],"left":[],"stage":"all"}\n',
  );
});
