// The engine in Node, on the Wasm core and on the JavaScript core alike.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../js/src/engine.js';
import { compiled, distFile } from './packs.js';

const { pack, names } = compiled(fileURLToPath(new URL('fixtures/strategy.json', import.meta.url)));
const wasm = distFile('vitrine.wasm');

const TEN = Date.parse('2026-11-22T10:00:00Z') / 1000;
const VIEW = { event: 'view_item', items: [{ item_id: 'sku-1', item_category: 'shoes', price: 59.9 }] };

/** @type {[string, (options?: object) => ReturnType<typeof createEngine>][]} */
const cores = [
  ['Wasm', options => createEngine({ module: wasm, pack, names, ...options })],
  ['JavaScript', options => createEngine({ pack, names, ...options })],
];

/** @param {unknown} error @param {string} name */
const isNamed = (error, name) => error instanceof Error && error.name === name;

for (const [core, engineOf] of cores) {
  test(`${core}: an event enters segments, and the decision follows them`, async () => {
    const visitor = (await engineOf()).visitor({ id: 'v1' });
    assert.equal(visitor.stage(), null);
    assert.deepEqual(visitor.ingest({ ...VIEW, time: '2026-11-22T10:00:00Z' }), { entered: ['viewer', 'shoe_lover'], left: [] });
    assert.deepEqual(visitor.segments(), ['viewer', 'shoe_lover']);
    assert.equal(visitor.stage(), 'visitor');
    assert.ok(visitor.isIn('viewer') && !visitor.isIn('busy'));
    assert.deepEqual(visitor.decide('home.hero'), {
      slot: 'home.hero',
      variant: 'for_viewers',
      reason: 'TARGETING_MATCH',
      segment: 'viewer',
    });
  });

  test(`${core}: the clock alone leaves a segment, in the very second its window ends`, async () => {
    const visitor = (await engineOf()).visitor();
    for (const at of [TEN, TEN + 1, TEN + 2]) visitor.ingest(VIEW, { at });
    assert.ok(visitor.isIn('busy'));
    assert.ok(Number(visitor.nextChange()) <= TEN + 3600);
    assert.deepEqual(visitor.advance(TEN + 3599), { entered: [], left: [] });
    assert.deepEqual(visitor.advance(TEN + 3600), { entered: [], left: ['busy'] });
  });

  test(`${core}: what happens in several seconds of one call is told together`, async () => {
    const visitor = (await engineOf()).visitor();
    for (const at of [TEN, TEN + 1, TEN + 2]) visitor.ingest(VIEW, { at });
    const told = visitor.ingest({ event: 'cart_update', quantity: 1, value: 100 }, { at: TEN + 9000 });
    assert.deepEqual(told, { entered: ['spender'], left: ['busy'] });
  });

  test(`${core}: amounts are exact to the thousandth`, async () => {
    const visitor = (await engineOf()).visitor();
    assert.deepEqual(visitor.ingest({ event: 'cart_update', time: TEN, quantity: 1, value: 99.9984 }).entered, []);
    assert.deepEqual(visitor.ingest({ event: 'cart_update', time: TEN, value: 99.9985 }).entered, ['spender']);
  });

  test(`${core}: a snapshot brings the visitor back, a damaged one is a new visitor`, async () => {
    const engine = await engineOf();
    const visitor = engine.visitor({ id: 'v1' });
    visitor.ingest(VIEW, { at: TEN });
    const snapshot = visitor.snapshot();
    const again = engine.visitor({ id: 'v1', snapshot });
    assert.ok(again.restored);
    assert.deepEqual(again.segments(), visitor.segments());
    assert.deepEqual(again.snapshot(), snapshot);
    for (const damaged of [snapshot.slice(0, -1), snapshot.map(byte => byte ^ 1), new Uint8Array(100_000)]) {
      const fresh = engine.visitor({ id: 'v1', snapshot: damaged });
      assert.equal(fresh.restored, false);
      assert.deepEqual(fresh.segments(), []);
    }
    assert.equal(engine.visitor({ id: 'v1' }).restored, false);
  });

  test(`${core}: withdrawing a purpose erases what was collected under it`, async () => {
    const visitor = (await engineOf()).visitor();
    visitor.ingest(VIEW, { at: TEN });
    assert.deepEqual(visitor.withdraw('location'), { entered: [], left: [] });
    assert.deepEqual(visitor.withdraw('personalization').left, ['viewer', 'shoe_lover']);
    visitor.grant('personalization', 'location');
    assert.deepEqual(visitor.segments(), []);
  });

  test(`${core}: what is not granted is not collected`, async () => {
    const visitor = (await engineOf()).visitor({ purposes: [] });
    assert.deepEqual(visitor.ingest(VIEW, { at: TEN }), { entered: [], left: [] });
    assert.equal(visitor.decide('home.hero').variant, 'default');
  });

  test(`${core}: null removes a trait`, async () => {
    const visitor = (await engineOf()).visitor();
    assert.deepEqual(visitor.ingest({ event: 'identify', loyalty_tier: 'gold' }, { at: TEN }).entered, ['gold']);
    assert.deepEqual(visitor.ingest({ event: 'identify', loyalty_tier: null }, { at: TEN }).left, ['gold']);
  });

  test(`${core}: a list is ordered by interest, pinned items stay, and it is a permutation`, async () => {
    const visitor = (await engineOf()).visitor();
    visitor.ingest(VIEW, { at: TEN });
    const items = ['bags', 'bags', 'shoes', 'bags', 'shoes'].map((item_category, i) => ({
      item_id: `${i}`,
      item_category,
      pinned: i === 3,
    }));
    assert.deepEqual([...visitor.rank('category.grid', items)], [0, 2, 4, 3, 1]);
    const many = Array.from({ length: 3000 }, (_, i) => ({
      item_id: `item-${i}`,
      item_category: i % 7 ? 'bags' : 'shoes',
      popularity: (i % 10) / 10,
    }));
    const order = visitor.rank('category.grid', many);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      [...many.keys()],
    );
    assert.deepEqual([...visitor.rank('category.grid', [])], []);
  });

  test(`${core}: memory is the same after 100,000 events, and 20,000 visitors that come and go`, async () => {
    const engine = await engineOf();
    const visitor = engine.visitor();
    const event = { ...VIEW, time: TEN };
    visitor.ingest(event);
    const before = engine.memorySize();
    for (let i = 0; i < 100_000; i++) {
      event.time += 7;
      visitor.ingest(event);
    }
    for (let i = 0; i < 20_000; i++) engine.visitor({ id: `${i}` }).release();
    assert.equal(engine.memorySize(), before);
  });

  test(`${core}: 1,000 visitors interleave, with waiting between, and each answer is its own`, async () => {
    const engine = await engineOf();
    const visitors = Array.from({ length: 1000 }, (_, i) => engine.visitor({ id: `v${i}` }));
    await Promise.all(
      visitors.map(async (visitor, i) => {
        for (let step = 0; step < 4; step++) {
          await null;
          const mine = i % 4;
          if (step < mine) visitor.ingest(VIEW, { at: TEN + step });
          else if (step === mine) visitor.ingest({ event: 'page_view' }, { at: TEN + step });
        }
      }),
    );
    for (const [i, visitor] of visitors.entries()) {
      const expected = [[], ['viewer', 'shoe_lover'], ['viewer', 'shoe_lover'], ['viewer', 'busy', 'shoe_lover']][i % 4];
      assert.deepEqual(visitor.segments(), expected, `visitor ${i}`);
    }
  });

  test(`${core}: two engines do not know of each other`, async () => {
    const [first, second] = [await engineOf(), await engineOf()];
    const one = first.visitor();
    const two = second.visitor();
    one.ingest(VIEW, { at: TEN });
    assert.deepEqual(two.segments(), []);
    assert.deepEqual(first.visitor({ snapshot: one.snapshot() }).segments(), one.segments());
  });

  test(`${core}: a released visitor is refused, and nothing of it is left for the next`, async () => {
    const engine = await engineOf();
    const visitor = engine.visitor();
    visitor.ingest(VIEW, { at: TEN });
    visitor.release();
    visitor.release();
    assert.throws(() => visitor.segments(), { name: 'VitrineRefused' });
    assert.deepEqual(engine.visitor().segments(), []);
  });

  test(`${core}: a turn is the same as its steps, and leaves nothing`, async () => {
    const engine = await engineOf();
    const items = [
      { item_id: 'a', item_category: 'bags' },
      { item_id: 'b', item_category: 'bags' },
      { item_id: 'c', item_category: 'shoes' },
    ];
    const turn = engine.turn({
      id: 'v',
      events: [{ ...VIEW, time: TEN }],
      slots: ['home.hero'],
      lists: { 'category.grid': items },
      at: TEN + 60,
    });
    const visitor = engine.visitor({ id: 'v' });
    visitor.ingest(VIEW, { at: TEN });
    visitor.advance(TEN + 60);
    assert.deepEqual(turn.decisions['home.hero'], visitor.decide('home.hero'));
    assert.deepEqual(turn.orders['category.grid'], visitor.rank('category.grid', items));
    assert.deepEqual(turn.snapshot, visitor.snapshot());
    assert.equal(turn.nextChange, visitor.nextChange());
    const before = engine.memorySize();
    for (let i = 0; i < 1000; i++) engine.turn({ snapshot: turn.snapshot, slots: ['home.hero'], at: TEN + 60 });
    assert.equal(engine.memorySize(), before);
  });

  test(`${core}: what cannot be is an error with a name`, async () => {
    const engine = await engineOf();
    const visitor = engine.visitor();
    assert.throws(() => visitor.ingest({ event: 'page_view' }), { name: 'VitrineTime' });
    assert.throws(() => visitor.ingest(/** @type {any} */ ({ time: TEN })), { name: 'VitrineEvent' });
    assert.throws(() => visitor.rank('home.hero', [{}]), { name: 'VitrineRefused' });
    assert.throws(() => visitor.explain(), { name: 'VitrineExplain' });
    assert.throws(() => visitor.grant(/** @type {any} */ ('everything')), { name: 'VitrinePurpose' });
    assert.equal(visitor.decide('home.cellar').reason, 'ERROR');
    await assert.rejects(engineOf({ pack: pack.subarray(0, 100) }), error => isNamed(error, 'VitrinePack'));
    await assert.rejects(engineOf({ pack: Buffer.from(pack).fill(0, 300, 310) }), error => isNamed(error, 'VitrinePack'));
  });

  test(`${core}: without the sidecar exported segments have names and the others numbers`, async () => {
    const visitor = (await engineOf({ names: undefined })).visitor();
    assert.deepEqual(visitor.ingest(VIEW, { at: TEN }).entered, ['viewer', '4']);
  });

  test(`${core}: 50,000 texts that the strategy never heard of grow nothing`, async () => {
    const engine = await engineOf();
    const visitor = engine.visitor();
    const before = engine.memorySize();
    for (let i = 0; i < 50_000; i++) visitor.ingest({ event: `event_${i}`, [`field_${i}`]: 'ü'.repeat(i % 100) }, { at: TEN });
    assert.equal(engine.memorySize(), before);
  });
}
