// Logs as people have them: marks and packing, forms that are refused by name, and what is said of each.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { folderFor, lines, strategy, vitrine } from './tool.js';

const EVENTS = lines(
  Array.from({ length: 40 }, (_, i) => ({
    visitor: `v${i % 7}`,
    time: 1_700_000_000 + i,
    event: 'view_item',
    items: [{ item_id: `i${i % 5}`, price: i }],
  })),
);
const BOM = '\uFEFF';

/** By the program itself, which toolchains/setup installs. @param {string} text */
function zstd(text) {
  const { error, stdout } = spawnSync('zstd', ['-c'], { input: text });
  assert.ifError(error);
  return stdout;
}

/**
 * Replays one log in every way; the three outputs as one text, or nothing where none was written.
 * @param {ReturnType<typeof folderFor>} files
 * @param {string[]} args log and options
 * @param {string | Buffer} [input]
 */
function replayed(files, args, input = '') {
  const outputs = ['visitors', 'transitions', 'summary'];
  const at = (/** @type {string} */ name) => files.path(`${name}.out`);
  files.write('s.json', strategy);
  const { status, err } = vitrine(['replay', files.path('s.json'), ...args, ...outputs.flatMap(name => [`--${name}`, at(name)])], {
    input,
  });
  const written = outputs.filter(name => existsSync(at(name)));
  return { status, err, text: written.map(name => files.read(`${name}.out`)).join('\n'), written };
}

/** What --json says of logs: the objects that name a line. @param {string} err @returns {any[]} */
const said = err =>
  err
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(each => each.line !== undefined);

test('a byte order mark at the head of a file is passed over, also in a packed one and on standard input', t => {
  const files = folderFor(t);
  const plain = replayed(files, [files.write('plain', EVENTS)]);
  assert.equal(plain.status, 0);
  for (const [name, content] of /** @type {[string, string | Buffer][]} */ ([
    ['marked', BOM + EVENTS],
    ['packed', gzipSync(BOM + EVENTS)],
  ])) {
    assert.deepEqual(replayed(files, [files.write(name, content)]).text, plain.text, name);
    assert.deepEqual(replayed(files, ['-'], content).text, plain.text, name);
  }
  assert.match(replayed(files, [files.write('nothing', BOM)]).err, /0 events/);
});

test('what is no log is refused whole by name, before anything is written, with the command that makes it readable', t => {
  const files = folderFor(t);
  const array = JSON.stringify(
    EVENTS.trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  );
  const utf16 = Buffer.from(EVENTS, 'utf16le');
  for (const [code, command, content] of /** @type {[string, string, string | Buffer][]} */ ([
    ['utf_16', 'iconv -f UTF-16 -t UTF-8', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['utf_16', 'iconv -f UTF-16 -t UTF-8', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['utf_16', 'iconv -f UTF-16LE -t UTF-8', utf16],
    ['utf_16', 'iconv -f UTF-16BE -t UTF-8', Buffer.from(utf16).swap16()],
    ['json_array', "jq -c '.[]'", array],
    ['json_array', "jq -c '.[]'", BOM + array],
    ['json_array', "jq -c '.[]'", `\n[\n  {"visitor":"v"}\n]\n`],
    ['carriage_returns', "tr '\\r' '\\n'", EVENTS.replaceAll('\n', '\r')],
    ['parquet', 'duckdb -c "COPY (FROM \'', 'PAR1\x15\x04'],
  ])) {
    const path = files.write('log', content);
    const { status, err, written } = replayed(files, [path]);
    assert.equal(status, 1, code);
    assert.ok(err.startsWith(`${path}:1:1: error ${code}: `) && err.includes(`write: ${command}`), err);
    assert.deepEqual(written, [], 'nothing is written');
    const packed = replayed(files, [files.write('log.gz', gzipSync(content))]);
    assert.equal(packed.status, 1);
    assert.match(packed.err, new RegExp(`log\\.gz:1:1: error ${code}: `));
    const piped = replayed(files, ['-'], content);
    assert.equal(piped.status, 1);
    assert.match(piped.err, new RegExp(`^standard input:1:1: error ${code}: `));
    const told = said(replayed(files, [path, '--json']).err)[0];
    assert.deepEqual([told.file, told.line, told.severity, told.code], [path, 1, 'error', code]);
  }
  const two = replayed(files, [files.write('good', EVENTS), files.write('a', '[{}]'), files.write('b', utf16)]);
  assert.equal(two.err.match(/error/g)?.length, 2, 'each that is refused is told');
});

test('the command that is told makes the log readable', t => {
  const files = folderFor(t);
  const plain = replayed(files, [files.write('plain', EVENTS)]);
  for (const content of [
    Buffer.from(EVENTS, 'utf16le'),
    EVENTS.replaceAll('\n', '\r'),
    JSON.stringify(
      EVENTS.trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ),
  ]) {
    const { err } = replayed(files, [files.write("a log's name", content)]);
    const command = err
      .slice(err.indexOf('write: ') + 7)
      .trim()
      .replace(/\.$/, '')
      .replace('log.ndjson', files.path('readable'));
    const tool = command.split(' ')[0];
    if (spawnSync(tool, ['--version']).error) continue;
    assert.equal(spawnSync('sh', ['-c', command]).status, 0, command);
    assert.equal(replayed(files, [files.path('readable')]).text, plain.text, command);
  }
});

test('a log packed with zstd is read like a plain one, several frames one after the other too', t => {
  const files = folderFor(t);
  const plain = replayed(files, [files.write('plain', EVENTS)]);
  const half = EVENTS.indexOf('\n', EVENTS.length / 2) + 1;
  for (const content of [zstd(EVENTS), Buffer.concat([zstd(EVENTS.slice(0, half)), zstd(EVENTS.slice(half))])]) {
    const packed = replayed(files, [files.write('log.zst', content)]);
    assert.equal(packed.text, plain.text);
    assert.equal(replayed(files, ['-'], content).text, plain.text);
  }
});

test('of a packed log that is cut short what was readable is written, the line that ends is named, and the status is 1', t => {
  const files = folderFor(t);
  const rows = Array.from({ length: 20_000 }, (_, i) => ({
    visitor: `v${(i * 7919) % 4001}`,
    time: 1_700_000_000 + i,
    event: 'page_view',
  }));
  const text = lines(rows);
  const packers = /** @type {[string, (text: string) => Buffer][]} */ ([
    ['gzip', gzipSync],
    ['zstd', zstd],
  ]);
  for (const [name, pack] of packers) {
    const packed = pack(text);
    const { status, err, text: out } = replayed(files, [files.write('cut', packed.subarray(0, packed.length * 0.7))]);
    assert.equal(status, 1);
    const line = Number(/cut:(\d+):1: error damaged: its (gzip|zstd) data end too early/.exec(err)?.[1]);
    assert.ok(line > 1000 && line < 20_000, `${name}: ${err}`);
    const whole = replayed(files, [
      files.write(
        'begin',
        text
          .split('\n')
          .slice(0, line - 1)
          .join('\n'),
      ),
    ]);
    assert.equal(out, whole.text, name);
    const other = replayed(files, [files.path('cut'), files.write('other', EVENTS)]);
    assert.equal(other.status, 1, 'the other logs are read to their end');
    assert.match(other.err, new RegExp(`${line - 1 + 40} events`));
  }
});

test('a line is read like an entry of a dataLayer: `ecommerce`, and `items` in `fields`', t => {
  const files = folderFor(t);
  const item = { item_id: 'a', price: 50, quantity: 2 };
  const base = { visitor: 'v', time: 1_700_000_000, event: 'add_to_cart' };
  files.write(
    's.json',
    JSON.stringify({
      name: 's',
      currency: 'EUR',
      features: { spent: { sum: 'value', on: 'add_to_cart' } },
      segments: {
        two: { when: { 'cart.items': 2 } },
        hundred: { when: { spent: { gte: 100, lt: 100.001 } } },
        seven: { when: { spent: { gte: 7, lt: 7.001 } } },
      },
      stages: [{ id: 'all' }],
    }),
  );
  /** @type {[string, Record<string, unknown>, string[]][]} */
  const cases = [
    ['items at the top', { items: [item] }, ['hundred', 'two']],
    ['items in fields', { fields: { currency: 'EUR', items: [item] } }, ['hundred', 'two']],
    ['ecommerce at the top', { ecommerce: { items: [item] } }, ['hundred', 'two']],
    ['ecommerce in fields', { fields: { ecommerce: { value: 7, items: [item] } } }, ['seven', 'two']],
    ['ecommerce before its event', { ecommerce: { value: 7, items: [item] }, value: 100, fields: { value: 100 } }, ['seven', 'two']],
    ['fields win over the top', { items: [{ price: 7 }], fields: { items: [item] } }, ['hundred', 'two']],
    [
      'ecommerce of fields wins over that at the top',
      { ecommerce: { value: 7 }, fields: { ecommerce: { value: 100, items: [item] } } },
      ['hundred', 'two'],
    ],
    ['ecommerce null is none', { ecommerce: null, items: [item] }, ['hundred', 'two']],
    ['items that are no list are none', { items: { 1: item } }, []],
  ];
  for (const [name, more, segments] of cases) {
    for (const event of [
      { ...base, ...more },
      { ...more, ...base },
    ]) {
      const { out } = vitrine(['replay', files.path('s.json'), files.write('log', JSON.stringify(event)), '--visitors', '-']);
      assert.deepEqual(JSON.parse(out).segments, segments, name);
    }
  }
});

test('a visitor is a text that is not empty, or an integer as its digits stand', t => {
  const files = folderFor(t);
  const ids = [
    '7',
    '"7"',
    '-12',
    '123456789012345678901234567890',
    '18446744073709551617',
    '0',
    '1.5',
    '1e3',
    '""',
    'true',
    'null',
    '[1]',
    '01',
  ];
  files.write('s.json', strategy);
  const log = files.write('log', ids.map(id => `{"visitor":${id},"time":9,"event":"page_view"}\n`).join(''));
  const { out, err } = vitrine(['replay', files.path('s.json'), log, '--visitors', '-']);
  const found = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).visitor);
  assert.deepEqual(found, ['-12', '0', '123456789012345678901234567890', '18446744073709551617', '7']);
  assert.deepEqual(
    [...err.matchAll(/log:(\d+):/g)].map(match => Number(match[1])),
    [7, 8, 9, 10, 11, 12, 13],
  );
});

test('a time of 10^14 and more is a skipped line with the reason microseconds', t => {
  const files = folderFor(t);
  const log = files.write(
    'log',
    ['1673858401132002', '100000000000000', '1e14', '1673858401'].map(time => `{"visitor":"v","time":${time},"event":"e"}\n`).join(''),
  );
  const { err } = replayed(files, [log, '--json']);
  assert.deepEqual(
    said(err).map(({ line, reason }) => [line, reason]),
    [1, 2, 3].map(line => [line, 'microseconds']),
  );
});

test('a log of no known form is told what it has and what may help', t => {
  const files = folderFor(t);
  const otto = files.write(
    'otto',
    '{"session":11,"events":[{"aid":1254160,"ts":1661976314324,"type":"clicks"},{"aid":186382,"ts":1661976400248,"type":"clicks"}]}\n',
  );
  const { status, err } = replayed(files, [otto]);
  assert.notEqual(status, 2);
  assert.match(err, /otto:1:1: warning unknown_form: its lines have the keys session, events, .* the list `events`/);
  const command = /(jq -c '.*' < \S+)\.\n/.exec(err)?.[1] ?? '';
  if (spawnSync('jq', ['--version']).error) return;
  const made = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  assert.equal(made.stdout.split('\n')[0], '{"visitor":11,"time":1661976314324,"event":"clicks","items":[{"item_id":"1254160"}]}');
  assert.match(
    replayed(files, [files.write('csv', 'event_time,event_type,user_id\n2019,view,1\n')]).err,
    /unknown_form: it looks like CSV .* --from csv --map visitor=user_id,time=event_time,event=event_type/,
  );
});
