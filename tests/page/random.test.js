// Random pages: slots are found where parse5 finds them, and what the edge would send parses to the tree that the browser's host makes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './compare.js';
import { treeInOrder, treeWithVariant, written } from './host_tree.js';
import { makeRandom, shopPage, wildPage } from './random_page.js';
import { treeOf } from './reference.js';
import { openScanner } from './scan.js';

const PAGES = Number(process.env.VITRINE_PAGES ?? 1);
const scanner = openScanner();

test('tags and text in any order: the slots are found, however the page is cut', () => {
  const random = makeRandom(PAGES);
  for (let i = 0; i < 4000 * PAGES; i++) {
    const page = Buffer.from(wildPage(random), 'latin1');
    const plan = scanner.scan(page);
    compare(page, plan);
    const cuts = [random.below(page.length + 1), random.below(page.length + 1)].sort((one, other) => one - other);
    assert.deepEqual(scanner.scan(page, cuts), plan, JSON.stringify([page.toString('latin1'), cuts]));
  }
});

test("a stitched page has the tree that the browser's host makes, or the slot is left to it", () => {
  const random = makeRandom(PAGES + 1);
  const counts = { stitched: 0, left: 0, sorted: 0, kept: 0 };
  for (let i = 0; i < 1500 * PAGES; i++) {
    const page = Buffer.from(shopPage(random), 'latin1');
    scanner.scan(page).slots.forEach((slot, number) => {
      const stitched = (/** @type {[number, number][]} */ ranges) =>
        Buffer.concat([
          page.subarray(0, slot.contentStart),
          ...ranges.map(([start, end]) => page.subarray(start, end)),
          page.subarray(slot.contentEnd),
        ]);
      const shown = `${slot.name} in ${JSON.stringify(page.toString('latin1'))}`;
      if (slot.name.startsWith('l')) {
        const order = slot.items?.map((_, place) => place).reverse() ?? [];
        const ranges = order.length > 1 ? scanner.order(number, order) : null;
        counts[ranges ? 'sorted' : 'kept']++;
        if (ranges) assert.equal(written(treeOf(stitched(ranges))), treeInOrder(page, slot.name, order), shown);
        return;
      }
      for (let variant = -1; variant < slot.variants.length; variant++) {
        const ranges = scanner.fill(number, variant);
        counts[ranges ? 'stitched' : 'left']++;
        if (ranges) assert.equal(written(treeOf(stitched(ranges))), treeWithVariant(page, slot.name, variant), `${variant} ${shown}`);
      }
    });
  }
  // Most of what is left was made to be; far fewer stitched ones would mean that the scanner is afraid of everything.
  assert.ok(counts.stitched > 2000 * PAGES && counts.sorted > 300 * PAGES, JSON.stringify(counts));
});
