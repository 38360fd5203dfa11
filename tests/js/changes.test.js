// What an event is answered with where the clock passes several changes on its way.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createEngine } from 'vitrine/engine';
import { compiled, distFile } from './packs.js';

const BEGIN = 1_800_000_000;

test('a segment that is entered, left and entered again on the way to an event is named once in entered and once in left', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-changes-'));
  const strategy = path.join(folder, 'strategy.json');
  const features = { viewed: { since: 'view_item' }, carts: { count: 'add_to_cart' } };
  const when = { any: [{ viewed: { gte: '10s', lt: '20s' } }, { carts: { gte: 1 } }] };
  writeFileSync(strategy, JSON.stringify({ name: 'changes', features, segments: { thinking: { when } }, stages: [{ id: 'everyone' }] }));
  try {
    const { pack, names } = compiled(strategy);
    const engine = await createEngine({ module: distFile('vitrine.wasm'), pack, names });
    const visitor = engine.visitor({ id: 'v' });
    assert.deepEqual(visitor.ingest({ event: 'view_item', time: BEGIN }), { entered: [], left: [] });
    assert.deepEqual(visitor.ingest({ event: 'add_to_cart', time: BEGIN + 30 }), { entered: ['thinking'], left: ['thinking'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an event 80 years on, which takes the clock several calls, is taken once and tells of no change that there is not', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-changes-'));
  const strategy = path.join(folder, 'strategy.json');
  const features = { searches: { count: 'search' } };
  const hours = { searches: { gte: 5 }, any: Array.from({ length: 24 }, (_, hour) => ({ 'time.hour': hour })) };
  const segments = { at_any_hour: { when: hours }, twice: { when: { searches: 2 } } };
  writeFileSync(strategy, JSON.stringify({ name: 'hours', features, segments, stages: [{ id: 'everyone' }] }));
  try {
    const { pack, names } = compiled(strategy);
    const engine = await createEngine({ module: distFile('vitrine.wasm'), pack, names });
    const visitor = engine.visitor({ id: 'v' });
    assert.deepEqual(visitor.ingest({ event: 'search', time: BEGIN, fields: { tz_offset: 60 } }), { entered: [], left: [] });
    assert.deepEqual(visitor.advance(BEGIN + 40 * 31_536_000), { entered: [], left: [] });
    assert.deepEqual(visitor.ingest({ event: 'search', time: BEGIN + 70 * 31_536_000 }), { entered: ['twice'], left: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
