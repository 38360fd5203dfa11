// init, check, compile, words, dump: from a starter strategy to a pack, and what is said about broken ones.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { folderFor, strategy, vitrine } from './tool.js';

test('the starter strategy is accepted without error or warning', t => {
  const files = folderFor(t);
  assert.equal(vitrine(['init', files.path('strategy.json')]).status, 0);
  const { status, out, err } = vitrine(['check', files.path('strategy.json'), '--strict']);
  assert.deepEqual({ status, err }, { status: 0, err: '' });
  assert.match(out, /no errors, no warnings/);
});

test('init replaces no file unless it is forced to', t => {
  const files = folderFor(t);
  const path = files.write('strategy.json', 'mine');
  const refused = vitrine(['init', path]);
  assert.equal(refused.status, 2);
  assert.match(refused.err, /is there already/);
  assert.equal(files.read('strategy.json'), 'mine');
  assert.equal(vitrine(['init', path, '--force']).status, 0);
  assert.match(files.read('strategy.json'), /^\/\/ A strategy for Vitrine/);
});

test('init - writes to standard output, and check - reads standard input', () => {
  const { out } = vitrine(['init', '-']);
  assert.equal(vitrine(['check', '-'], { input: out }).status, 0);
});

test('an error names file, line, column, code, sentence, pointer and what to write instead, and nothing is written', t => {
  const files = folderFor(t);
  const path = files.write('s.json', '{"name":"x",\n "segments":{"a":{"when":{"cart.itms":1}}},\n "stages":[{"id":"s"}]}');
  const { status, err } = vitrine(['compile', path, '-o', files.path('s.pack')]);
  assert.equal(status, 1);
  assert.match(
    err,
    new RegExp(`^${path}:2:27: error \\w+: .*cart\\.itms.*\\n  at /segments/a/when/cart\\.itms\\n  Did you mean \`cart\\.items\``),
  );
  assert.equal(existsSync(files.path('s.pack')), false);
});

test('--json gives the same as one JSON document', t => {
  const files = folderFor(t);
  const path = files.write('s.json', '{"name":"x",\n "segments":{"a":{"when":{"cart.itms":1}}},\n "stages":[{"id":"s"}]}');
  const { status, err } = vitrine(['check', path, '--json']);
  assert.equal(status, 1);
  const report = JSON.parse(err);
  assert.equal(report.errors, 1);
  const [{ severity, line, column, pointer }] = report.diagnostics;
  assert.deepEqual({ severity, line, column, pointer }, { severity: 'error', line: 2, column: 27, pointer: '/segments/a/when/cart.itms' });
});

test('a file that is no JSON is an error with its place, not a crash', t => {
  const files = folderFor(t);
  for (const content of [
    '',
    '{',
    '[]',
    'null',
    '{"a":1,"a":2}',
    Buffer.from([0x7b, 0xff, 0x7d]),
    '['.repeat(100_000),
    '{"name":"\u0000"}',
  ]) {
    const { status, err } = vitrine(['check', files.write('s.json', content)]);
    assert.equal(status, 1);
    assert.match(err, /s\.json:\d+:\d+: error \w+: /);
  }
});

test('the same strategy gives the same pack, and dump lists it', t => {
  const files = folderFor(t);
  const path = files.write('s.json', strategy);
  for (const name of ['a', 'b'])
    assert.equal(vitrine(['compile', path, '-o', files.path(`${name}.pack`), '--names', files.path(`${name}.json`)]).status, 0);
  assert.deepEqual(readFileSync(files.path('a.pack')), readFileSync(files.path('b.pack')));
  assert.equal(readFileSync(files.path('a.pack')).subarray(0, 4).toString(), 'VTRN');
  assert.deepEqual(JSON.parse(files.read('a.json')).segments, ['keen', 'carrying']);
  const { status, out } = vitrine(['dump', files.path('a.pack'), '--names', files.path('a.json')]);
  assert.equal(status, 0);
  assert.match(out, /keen/);
});

test('dump refuses what is no pack', t => {
  const files = folderFor(t);
  assert.equal(vitrine(['compile', files.write('s.json', strategy), '-o', files.path('s.pack')]).status, 0);
  const pack = readFileSync(files.path('s.pack'));
  pack[pack.length >> 1] ^= 1;
  for (const bytes of [Buffer.alloc(0), Buffer.from('VTRN'), pack, pack.subarray(0, 300)]) {
    const { status, out, err } = vitrine(['dump', files.write('bad.pack', bytes)]);
    assert.deepEqual({ status, out }, { status: 1, out: '' });
    assert.match(err, /bad\.pack: error pack: ./);
  }
});

test('words says a sentence for every segment, stage and slot', t => {
  const { status, out } = vitrine(['words', folderFor(t).write('s.json', strategy)]);
  assert.equal(status, 0);
  for (const id of ['keen', 'carrying', 'buyer', 'looker', 'home.hero', 'category.grid']) assert.match(out, new RegExp(`\\b${id}\\b`));
});

test('a pack that cannot be written is told, with status 2', t => {
  const { status, err } = vitrine(['compile', folderFor(t).write('s.json', strategy), '-o', '/nonexistent/s.pack']);
  assert.equal(status, 2);
  assert.match(err, /\/nonexistent\/s\.pack: cannot be written: No such file/);
});

const stopped = JSON.stringify({
  name: 'stops',
  features: { views: { count: 'view_item' } },
  segments: { buyer: { when: { 'orders.count': { gte: 1 } } } },
  stages: [{ id: 'all' }],
  messages: { discount: { max: 2, within: '1d', never_for: 'buyer' } },
  slots: {
    hero: {
      kind: 'content',
      variants: [
        {
          id: 'few',
          for: { views: { gte: 2 } },
          message: 'discount',
          cap: { max: 3, within: 'visit' },
          needs: { stock: { lt: 6, max_age: '10m' } },
          from: '2026-11-27T00:00:00Z',
          to: '2026-12-01T00:00:00Z',
        },
        { id: 'plain' },
        { id: 'default' },
      ],
    },
  },
  experiments: { test: { slot: 'hero', split: { plain: 0.25, default: 0.75 }, coverage: 0.2 } },
  holdout: { share: 0.05 },
  goals: { purchase: { event: 'purchase', value: 'value' } },
});

test('words says what can stop a variant, and what messages, experiments and holdout do', t => {
  const { status, out } = vitrine(['words', folderFor(t).write('s.json', stopped)]);
  assert.equal(status, 0);
  assert.deepEqual(out.trim().split('\n').slice(2), [
    'The slot hero shows few while the number of view_item events is at least 2 (as a message of discount, from 2026-11-27T00:00:00Z, until 2026-12-01T00:00:00Z, ' +
      'if the page states that stock is less than 6, not longer than 10 minutes ago, at most 3 times in this visit); else plain in its experiment; else what the page has.',
    'A message of discount is shown at most 2 times in the last 1 day and never for the segment buyer.',
    'The experiment test compares in the slot hero: plain (25 %) and default (75 %); 20 % of them take part, the others see plain.',
    '5 % of all visitors are held out: they see what the page has, and service messages.',
  ]);
});

test('the names beside a pack have experiments and goals', t => {
  const files = folderFor(t);
  assert.equal(
    vitrine(['compile', files.write('s.json', stopped), '-o', files.path('s.pack'), '--names', files.path('names.json')]).status,
    0,
  );
  const { experiments, goals } = JSON.parse(files.read('names.json'));
  assert.deepEqual(experiments, ['test']);
  assert.deepEqual(goals, [{ id: 'purchase', event: 'purchase', value: 'value' }]);
});

test('check says what the edge’s cookie can hold at worst, and --edge refuses what it cannot', t => {
  const files = folderFor(t);
  const lists = Array.from(
    { length: 4 },
    (_, i) => `"f${i}": { "distinct": "item_id", "on": "view_item", "where": { "price": { "gte": ${i + 1} } } }`,
  );
  const all = Array.from({ length: 4 }, (_, i) => `"f${i}": { "gte": 2 }`);
  const slots = `"slots": { "s": { "kind": "content", "variants": [{ "id": "v", "for": { ${all} } }, { "id": "default" }] } }`;
  const large = files.write('large.json', `{ "features": { ${lists} }, ${slots} }`);
  const plain = vitrine(['check', large]);
  const [, bytes] = /at the edge: at most (\d+) of 680 bytes/.exec(plain.out) ?? [];
  assert.deepEqual([plain.status, Number(bytes) > 680], [0, true], plain.out);
  assert.equal(JSON.parse(vitrine(['check', large, '--json']).err).edge_bytes, Number(bytes));
  const refused = vitrine(['check', large, '--edge']);
  assert.equal(refused.status, 1);
  assert.match(refused.err, new RegExp(`error edge_memory: .* can take ${bytes} bytes; its cookie holds 680`));
  assert.equal(vitrine(['compile', large, '--edge', '-o', files.path('p')]).status, 1);
});

test('compile --edge writes a smaller pack that decides the same slots', t => {
  const files = folderFor(t);
  const text =
    '{ "features": { "views": { "count": "view_item" }, "more": { "distinct": "item_id", "on": "view_item" } }, "segments": { "a": { "when": { "views": 1 } }, "b": { "when": { "more": 2 }, "export": true } }, "slots": { "s": { "kind": "content", "variants": [{ "id": "v", "for": { "segment": "a" } }, { "id": "default" }] } } }';
  const path = files.write('s.json', text);
  const sizes = [[], ['--edge']].map((more, i) => {
    assert.equal(vitrine(['compile', path, '-o', files.path(`${i}.pack`), ...more]).status, 0);
    return vitrine(['dump', files.path(`${i}.pack`)]).out;
  });
  assert.ok(sizes[1].length < sizes[0].length);
  for (const out of sizes) assert.match(out, /\bs\b[\s\S]*\bv\b/);
});
