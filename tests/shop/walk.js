// A first visit to the demo store in any engine: home, three products of one kind, their category.
import assert from 'node:assert/strict';

/**
 * @typedef {object} Window
 * @property {(url: string) => Promise<unknown>} go
 * @property {(expression: string) => Promise<any>} evaluate what the expression gives, a text or a list of texts
 */

const SLOTS = `[...document.querySelectorAll('[data-vitrine-slot]')].map(slot => slot.getAttribute('data-vitrine-shown') ?? '').join()`;
const KINDS = `[...document.querySelectorAll('[data-vitrine-slot] [data-vitrine-item]')].map(item => item.dataset.category2 + '/' + item.dataset.brand).join()`;

/** @param {Window} window @returns {Promise<string>} what the page's one slot shows, once that is decided */
async function shown({ evaluate }) {
  for (let tries = 0; tries < 1200; tries += 1) {
    const all = await evaluate(SLOTS);
    if (all !== '') return all;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error('the slot is not decided after a minute');
}

/** @param {Window} window @param {string} url of the store @param {string} mode of ?vitrine= */
export async function walk(window, url, mode) {
  // The module may come after a first paint and then keeps what is there; the file in the head never does, and what the edge decides is there before.
  const either = (/** @type {string} */ variant) => (mode === 'head' || mode === 'edge' ? [variant] : [variant, 'kept']);
  await window.go(`${url}/?vitrine=${mode}`);
  const hero = await shown(window);
  assert.ok(either('welcome').includes(hero), hero);
  for (const product of ['varrun-scree-3', 'varrun-gully-light', 'varrun-tempo-ridge']) {
    await window.go(`${url}/p/${product}`);
    const trust = await shown(window);
    assert.ok(either('first_visit').includes(trust), trust);
  }
  let grid = '';
  // Where a frame comes amid the list, the list stays: on a busy machine that is now and then.
  for (let visits = 0; grid !== 'sorted' && visits < (mode === 'head' ? 10 : 1); visits += 1) {
    await window.go(`${url}/c/footwear`);
    grid = await shown(window);
  }
  assert.ok(either('sorted').includes(grid), grid);
  if (grid === 'sorted')
    assert.deepEqual(
      (await window.evaluate(KINDS))
        .replace(/\/[^,]*/g, '')
        .split(',')
        .slice(2, 5),
      Array(3).fill('trail-shoes'),
    );
}
