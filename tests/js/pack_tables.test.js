// The host's reading of a pack against the declarations of the core.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { fnv1a32, readTables } from '../../js/src/host/pack_tables.js';
import { compiled } from './packs.js';

const { pack, names } = compiled(fileURLToPath(new URL('fixtures/strategy.json', import.meta.url)));

test('names of slots, variants, stages and exported segments stand in the pack, the others in the sidecar', () => {
  const tables = readTables(new Uint8Array(pack));
  assert.deepEqual(tables.segments, ['viewer', '1', '2', '3', '4']);
  assert.deepEqual(tables.exported_, ['viewer']);
  assert.deepEqual(readTables(new Uint8Array(pack), names).segments, names.segments);
  assert.deepEqual(tables.stages_, ['buyer', 'visitor']);
  assert.deepEqual(tables.slots_, [
    { name: 'home.hero', isSort_: false, reads_: 1, variants_: ['for_viewers', 'for_buyers', 'default'] },
    { name: 'category.grid', isSort_: true, reads_: 0, variants_: ['default', 'sorted'] },
  ]);
  assert.equal(tables.visitGap_, 1800);
});

test('the hash of names is FNV-1a', () => {
  assert.equal(fnv1a32(''), 0x811c9dc5);
  assert.equal(fnv1a32('a'), 0xe40c292c);
  assert.equal(fnv1a32('foobar'), 0xbf9cf968);
});
