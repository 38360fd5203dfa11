// What the scanner found against what parse5 finds.
import assert from 'node:assert/strict';
import { slotsOf } from './reference.js';
import { reasonsOf } from './scan.js';

const isOwn = (/** @type {string} */ tag) => !/^(html|body)$/.test(tag);

/**
 * A slot that the scanner gives free must be one of parse5's, from the same byte to the same byte; where it has followed the page to its end, it must
 * have found all of them.
 * @param {Buffer} page
 * @param {import('./scan.js').Plan} plan
 */
export function compare(page, plan) {
  const shown = JSON.stringify(page.toString('latin1'));
  const found = new Map(
    slotsOf(page)
      .filter(({ tag }) => isOwn(tag))
      .map(slot => [slot.start, slot]),
  ); // prettier-ignore
  const ours = plan.slots.filter(({ start }) => !/^<(html|body)[\s/>]/i.test(page.toString('latin1', start, start + 6)));
  if (!(plan.reasons & 1024))
    assert.deepEqual(
      ours.map(({ start }) => start),
      [...found.keys()],
      shown,
    ); // prettier-ignore
  for (const slot of ours) {
    const theirs = found.get(slot.start);
    const why = `${slot.name} ${reasonsOf(slot.reasons)} in ${shown}`;
    if (theirs && slot.end > 0 && !reasonsOf(slot.reasons).includes('NO_END')) {
      assert.equal(slot.contentStart, theirs.contentStart, why);
      assert.equal(slot.contentEnd, theirs.contentEnd ?? slot.contentEnd, why);
    }
    if (slot.reasons === 0 && slot.end > 0) assert.equal(slot.end, theirs?.end, why);
  }
}
