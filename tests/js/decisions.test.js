// Experiments, holdout, caps and evidence through the engine: the visitor's id reaches the core, and what it decides has its names.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../js/src/engine.js';
import { compiled, distFile, replayed } from './packs.js';

const strategy = fileURLToPath(new URL('fixtures/decisions.json', import.meta.url));
const { pack, names } = compiled(strategy);
const wasm = distFile('vitrine.wasm');
const TEN = Date.parse('2026-11-22T10:00:00Z') / 1000;
const HOME = { event: 'page_view', page_type: 'home' };

/** @type {[string, (options?: object) => ReturnType<typeof createEngine>][]} */
const cores = [
  ['Wasm', options => createEngine({ module: wasm, pack, names, ...options })],
  ['JavaScript', options => createEngine({ pack, names, ...options })],
];

/** Bucket of STRATEGY.md section 6, in JavaScript numbers. @param {string} seed @param {string} id */
function bucketOf(seed, id) {
  const hash = (/** @type {Uint8Array} */ bytes) => bytes.reduce((h, byte) => Math.imul(h ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
  const text = new TextEncoder();
  return hash(text.encode(`${hash(text.encode(seed + id))}`)) % 10_000;
}

/** The first id of v0, v1 ... that fits. @param {(id: string) => boolean} fits */
function idWith(fits) {
  let i = 0;
  while (!fits(`v${i}`)) i++;
  return `v${i}`;
}
const isFree = (/** @type {string} */ id) => bucketOf('2026', id) >= 2000;
const first = idWith(id => isFree(id) && bucketOf('hero_test', id) < 5000);
const second = idWith(id => isFree(id) && bucketOf('hero_test', id) >= 5000);
const heldOut = idWith(id => !isFree(id) && bucketOf('hero_test', id) >= 5000);
const scarce = idWith(id => isFree(id) && bucketOf('side_test', id) < 2000);

test('the bucket is the one that the hash of seed and id gives', () => {
  assert.equal(bucketOf('hero_test', 'v1'), 4724);
  assert.equal(bucketOf('foo', 'bar'), 5937);
});

for (const [core, engineOf] of cores) {
  test(`${core}: 500 visitors get what replay decides for the same ids`, async () => {
    const engine = await engineOf();
    const slots = ['home.hero', 'side', 'category.grid'];
    const ids = Array.from({ length: 500 }, (_, i) => (i % 5 === 0 ? `Besucher-ä-${i}-😀` : `v${i}`));
    const time = '2026-11-22T10:00:00Z';
    const expected = replayed(
      strategy,
      ids.map(visitor => ({ visitor, time, ...HOME })),
      slots,
    );
    const seen = new Set();
    for (const id of ids) {
      const visitor = engine.visitor({ id });
      visitor.ingest({ ...HOME, time });
      const decisions = expected.get(id) ?? {};
      for (const slot of slots) {
        const { variant, reason, intended } = visitor.decide(slot);
        assert.deepEqual({ variant, reason, ...(intended && { intended }) }, decisions[slot], `${id} ${slot}`);
        seen.add(`${slot} ${variant} ${reason}`);
      }
      visitor.release();
    }
    assert.ok(seen.size >= 8, [...seen].join(', '));
  });

  test(`${core}: an arm is decided with SPLIT, the experiment's id and the bucket`, async () => {
    const engine = await engineOf();
    for (const [id, variant] of [
      [first, 'plain'],
      [second, 'trust_first'],
    ]) {
      const visitor = engine.visitor({ id });
      visitor.ingest(HOME, { at: TEN });
      assert.deepEqual(visitor.decide('home.hero'), {
        slot: 'home.hero',
        variant,
        reason: 'SPLIT',
        experiment: 'hero_test',
        bucket: bucketOf('hero_test', id),
      });
    }
  });

  test(`${core}: without the sidecar an experiment is a number`, async () => {
    const visitor = (await engineOf({ names: undefined })).visitor({ id: first });
    visitor.ingest(HOME, { at: TEN });
    assert.equal(visitor.decide('home.hero').experiment, 0);
    assert.equal(names.experiments[0], 'hero_test');
  });

  test(`${core}: who takes no part has neither experiment nor bucket`, async () => {
    const visitor = (await engineOf()).visitor({ id: second });
    visitor.ingest({ event: 'page_view', page_type: 'product' }, { at: TEN });
    assert.deepEqual(visitor.decide('home.hero'), { slot: 'home.hero', variant: 'default', reason: 'DEFAULT' });
  });

  test(`${core}: a held out visitor is told what would be shown, and a service message is shown all the same`, async () => {
    const visitor = (await engineOf()).visitor({ id: heldOut });
    visitor.ingest(HOME, { at: TEN });
    const { variant, reason, intended, bucket } = visitor.decide('home.hero');
    assert.deepEqual(
      { variant, reason, intended, bucket },
      { variant: 'default', reason: 'HOLDOUT', intended: 'trust_first', bucket: bucketOf('hero_test', heldOut) },
    );
    const { reason: sorted, intended: order } = visitor.decide('category.grid');
    assert.deepEqual({ sorted, order }, { sorted: 'HOLDOUT', order: 'sorted' });
    visitor.ingest({ event: 'cart_update', quantity: 1 }, { at: TEN });
    assert.equal(visitor.decide('side').variant, 'delivery');
  });

  test(`${core}: buckets are the id's: a snapshot under another id, forgetting and a turn do not change that`, async () => {
    const engine = await engineOf();
    const visitor = engine.visitor({ id: first });
    visitor.ingest(HOME, { at: TEN });
    const snapshot = visitor.snapshot();
    assert.equal(engine.visitor({ id: second, snapshot }).decide('home.hero').variant, 'trust_first');
    assert.equal(engine.visitor({ id: first, snapshot }).decide('home.hero').variant, 'plain');
    visitor.forget();
    visitor.ingest(HOME, { at: TEN });
    assert.equal(visitor.decide('home.hero').variant, 'plain');
    for (const id of [first, second]) {
      const turn = engine.turn({ id, snapshot, slots: ['home.hero'], at: TEN });
      assert.equal(turn.decisions['home.hero'].bucket, bucketOf('hero_test', id));
    }
  });

  test(`${core}: a message is capped after its exposures, until the window has passed`, async () => {
    const visitor = (await engineOf()).visitor({ id: first });
    visitor.ingest({ event: 'cart_update', quantity: 1 }, { at: TEN });
    const shown = { event: 'view_promotion', creative_slot: 'home.hero', creative_name: 'resume_cart' };
    assert.equal(visitor.decide('home.hero').variant, 'resume_cart');
    for (const at of [TEN, TEN + 1]) visitor.ingest(shown, { at });
    assert.notEqual(visitor.decide('home.hero').variant, 'resume_cart');
    visitor.advance(TEN + 3600);
    assert.equal(visitor.decide('home.hero').variant, 'resume_cart');
  });

  test(`${core}: evidence is taken from the event's name and value, and gets too old`, async () => {
    const visitor = (await engineOf()).visitor({ id: scarce });
    const stock = (/** @type {number} */ value, /** @type {number} */ at) =>
      visitor.ingest({ event: 'evidence', fields: { name: 'stock', value } }, { at });
    visitor.ingest({ event: 'page_view' }, { at: TEN });
    assert.equal(visitor.decide('side').reason, 'EVIDENCE_MISSING');
    stock(6, TEN);
    assert.equal(visitor.decide('side').reason, 'EVIDENCE_MISSING');
    stock(5.999, TEN + 1);
    assert.deepEqual([visitor.decide('side').variant, visitor.decide('side').reason], ['scarce', 'SPLIT']);
    visitor.advance(TEN + 601);
    assert.equal(visitor.decide('side').reason, 'EVIDENCE_MISSING');
  });
}

for (const [core, make] of cores) {
  test(`an id longer than the core's scratch has the bucket of its whole text (${core})`, async () => {
    const engine = await make();
    for (const end of ['a', 'b']) {
      const id = 'x'.repeat(200_000) + end;
      const visitor = engine.visitor({ id });
      visitor.ingest(HOME, { at: TEN });
      const { bucket } = visitor.decide('home.hero');
      assert.equal(bucket, bucketOf('hero_test', id));
      visitor.release();
    }
  });
}
