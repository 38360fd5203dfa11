// Each limit of core/page/limits.h, at it and one past it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openScanner, reasonsOf } from './scan.js';

const scanner = openScanner();
const scan = (/** @type {string} */ html) => scanner.scan(Buffer.from(`<!doctype html><body>x${html}`, 'latin1'));
const SLOT = '<section data-vitrine-slot=x>y</section>';

test('512 open elements are followed, and of one more nothing is claimed', () => {
  const deep = (/** @type {number} */ n) => scan('<div>'.repeat(n - 3) + SLOT);
  assert.equal(deep(512).slots.length, 1);
  assert.deepEqual(reasonsOf(deep(513).reasons), ['LOST']);
  assert.equal(deep(513).slots.filter(({ reasons }) => reasons === 0).length, 0);
});

test('64 slots are known, and the page says that there are more', () => {
  assert.deepEqual([scan(SLOT.repeat(64)).slots.length, scan(SLOT.repeat(64)).reasons], [64, 0]);
  assert.deepEqual([scan(SLOT.repeat(65)).slots.length, reasonsOf(scan(SLOT.repeat(65)).reasons)], [64, ['LIMIT']]);
});

test('2,000 items are known, and a list with one more stays as it is', () => {
  const items = (/** @type {number} */ n) =>
    scan(`<section data-vitrine-slot=l>${'<p data-vitrine-item=i>x</p>'.repeat(n)}</section>`).slots[0];
  assert.deepEqual([items(2000).itemCount, items(2000).reasons], [2000, 0]);
  assert.deepEqual(reasonsOf(items(2001).reasons), ['LIMIT']);
});

test('a name of 64 bytes is one, a longer one leaves the slot to the browser', () => {
  const named = (/** @type {number} */ n) => scan(`<section data-vitrine-slot=${'n'.repeat(n)}>y</section>`).slots[0];
  assert.deepEqual([named(64).name, named(64).reasons], ['n'.repeat(64), 0]);
  assert.deepEqual(reasonsOf(named(65).reasons), ['NAME']);
});

test('attributes that mean something are kept up to 4 KiB a tag; others may be as long as they like', () => {
  const title = (/** @type {number} */ n) => scan(`<section title="${'t'.repeat(n)}" data-vitrine-slot=x>y</section>`).slots[0];
  assert.equal(title(1 << 20).reasons, 0);
  const kept = (/** @type {number} */ n) => scan(`<section id="${'i'.repeat(n)}" data-vitrine-slot=x>y</section>`).slots[0];
  assert.equal(kept(4095).reasons, 0);
  assert.deepEqual(reasonsOf(kept(4096).reasons), ['NAME']);
});

test('a slot of 1 MiB can be stitched, a larger one stays', () => {
  const sized = (/** @type {number} */ n) => scan(`<section data-vitrine-slot=x>${'y'.repeat(n)}</section>`).slots[0];
  assert.equal(sized(1 << 20).reasons, 0);
  assert.deepEqual(reasonsOf(sized((1 << 20) + 1).reasons), ['LIMIT']);
});

test('256 templates are known, and of one more the slot stays', () => {
  const slot = (/** @type {number} */ n) =>
    scan(`<section data-vitrine-slot=x>${'<template data-vitrine-variant=v>v</template>'.repeat(n)}y</section>`).slots[0];
  assert.deepEqual([slot(256).variants.length, slot(256).reasons], [256, 0]);
  assert.deepEqual(reasonsOf(slot(257).reasons), ['LIMIT']);
});

test('64 templates in templates are followed, and of one more nothing is claimed', () => {
  const nested = (/** @type {number} */ n) => scan('<template>'.repeat(n) + '</template>'.repeat(n) + SLOT);
  assert.equal(nested(64).slots.length, 1);
  assert.deepEqual(reasonsOf(nested(65).reasons), ['LOST']);
});

test('4 MiB are taken, and not one byte more', () => {
  const page = (/** @type {number} */ n) => scanner.scan(Buffer.alloc(n, 'x'));
  assert.equal(page(4 << 20).scanned, 4 << 20);
  assert.throws(() => page((4 << 20) + 1), /refused/);
});
