// A visitor is never lost by an update of ours: snapshots that merged versions before wrote, and what remains of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'vitrine/engine';
import { compiled, distFile } from './packs.js';

const { pack, names } = compiled(fileURLToPath(new URL('fixtures/kept.json', import.meta.url)));
const LAST = 1795341609;

/**
 * By the core of commit 1ffae7e under fixtures/kept.json: two visits a day apart, a purchase, a cart, traits, evidence of two names and an
 * exposure; then every segment held, and `few` was shown by the evidence.
 */
const VTS2 =
  'VlRTMg0vU9QpvQJrAQAAAJw+0DQRACC9AmspvQJrsVABAAIAAQAHj3InmA4AYOoAAAAAAAAlvQJrAwDsll4yGQA8hgEAAAAAAARsAWsEbAFrAQABAAAAAAAD' +
  'wzcw8AgAPrkS2je1l5WXRn5FBAB9Qg8A4SzrnBIAJb0Ca2vRWj1DZ14aAMBdAAAA/uAK9yAAJb0Ca0ki3J/G8wNiAOAuAAAA0dHMnFCYzysA4C4AAADLkJqE' +
  'BAB3FgRrjWxYwgIAAwBvcCM8DAAkvQJrI70CayK9Amsn0M9mDAAkvQJrI70CayK9Amu9VrhIBgAg3AFrAwC56esdCAA8hgEAAAAAALM4aMwMAEA2AGs8hgEA' +
  'AAAAAAwxbKIYAB7eohphPvT9JL0Ca9F+yTo0dWUPI70Caw4Qh1ESAB7eohphPvT9AtF+yTo0dWUPAS4LGxgeAB7eohphPvT9AiS9AmsivQJr0X7JOjR1ZQ8B' +
  'I70Ca0DXgD0EACS9AmvZ71syCAAkvQJrJb0Ca/olIbMYAK7C7hQRBTsAKL0CazHDVR/RtQohJ70CazNS1aoCAAEAlx7dfgQAKb0Ca6f9oHcIAO/pudsyzJPr' +
  'f4+sxgQAL3AvMWCbJ64IABxNKtXTAzKbqdlKcwgA5AhI3j9KRwV7OO+5CAA4U764BBcLRnY0U8gIALYk1yO+6M2wtW+Z5QgAoH4vD2hAxFUKg4KeCADECQAA' +
  'AAAAAGYgSsQFAGhlbGxvVRgjpAgAAQAAAAAAAABYi+cqBQBib290cw==';

const restored = async () => {
  const engine = await createEngine({ module: distFile('vitrine.wasm'), pack, names });
  return engine.visitor({ id: 'v', snapshot: Uint8Array.from(Buffer.from(VTS2, 'base64')) });
};

test('of a VTS2 snapshot all is kept but the evidence, whose names have another part now', async () => {
  const visitor = await restored();
  assert.deepEqual(visitor.segments(), names.segments);
  // `offer` was shown in the last day: that is kept, too.
  assert.deepEqual(visitor.decide('banner'), { slot: 'banner', variant: 'default', reason: 'EVIDENCE_MISSING' });
  // The purchase that it knows is ignored: it would empty the cart.
  visitor.ingest({ event: 'purchase', time: LAST, transaction_id: 't1', value: 50 });
  assert.deepEqual(visitor.segments(), names.segments);
  visitor.ingest({ event: 'evidence', time: LAST, name: 'stock', value: 3 });
  assert.equal(visitor.decide('banner').variant, 'few');
});

test('what was read as VTS2 is written as VTS3 and read again', async () => {
  const visitor = await restored();
  visitor.ingest({ event: 'evidence', time: LAST + 60, name: 'stock', value: 3, at: LAST });
  const snapshot = visitor.snapshot();
  assert.equal(Buffer.from(snapshot).subarray(0, 4).toString(), 'VTS3');
  const engine = await createEngine({ module: distFile('vitrine.wasm'), pack, names });
  const again = engine.visitor({ id: 'v', snapshot });
  assert.deepEqual(again.segments(), names.segments);
  assert.equal(again.decide('banner').variant, 'few');
});
