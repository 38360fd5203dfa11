// A segment that stays, seen from a host: with the clock, through a snapshot, and when its purpose is withdrawn.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createEngine } from 'vitrine/engine';
import { compiled, distFile } from './packs.js';

const BEGIN = 1_800_000_000;

async function engineThatStays() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-stay-'));
  const strategy = path.join(folder, 'strategy.json');
  const looked = { title: 'Looked at something', when: { views: { gte: 1 } }, stay: '10m' };
  writeFileSync(
    strategy,
    JSON.stringify({
      name: 'stay',
      features: { views: { count: 'view_item', within: '1m' } },
      segments: { looked },
      stages: [{ id: 'everyone' }],
    }),
  );
  try {
    const { pack, names } = compiled(strategy);
    return await createEngine({ module: distFile('vitrine.wasm'), pack, names });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a segment that stays is left ten minutes after its condition ended, also by a visitor restored in between', async () => {
  const engine = await engineThatStays();
  const visitor = engine.visitor({ id: 'v' });
  assert.deepEqual(visitor.ingest({ event: 'view_item', time: BEGIN }).entered, ['looked']);
  assert.deepEqual(visitor.advance(BEGIN + 61).left, []);
  const again = engine.visitor({ id: 'v', snapshot: visitor.snapshot() });
  for (const one of [visitor, again]) {
    assert.deepEqual(one.segments(), ['looked']);
    assert.deepEqual(one.advance(BEGIN + 60 + 599).left, []);
    assert.deepEqual(one.advance(BEGIN + 60 + 600).left, ['looked']);
  }
});

test('a segment that stays is left at once when its purpose is withdrawn, and does not come back with it', async () => {
  const engine = await engineThatStays();
  for (const wait of [0, 61]) {
    const visitor = engine.visitor({ id: 'v' });
    visitor.ingest({ event: 'view_item', time: BEGIN });
    visitor.advance(BEGIN + wait);
    assert.deepEqual(visitor.withdraw('personalization').left, ['looked']);
    assert.deepEqual(visitor.grant('personalization').entered, []);
    assert.deepEqual(visitor.segments(), []);
  }
});
