// A thousand random journeys: whatever tabs, history, prefetches, late answers and overflow do, page and edge have counted the same in the end.
import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import { readMemory } from '../../js/src/edge/memory.js';
import { openBrowser, STRATEGY } from './journey.js';
import { engineOf, KEY } from './shop.js';
import { makeRandom } from '../page/random_page.js';

const JOURNEYS = Number(process.env.VITRINE_JOURNEYS ?? 1000);
const STEPS = 14;

/** @type {any} */
let engine;
before(async () => {
  engine = await engineOf(STRATEGY);
});

/** @param {ReturnType<typeof openBrowser>} browser @returns {Promise<string[]>} */
async function ofEdge(browser) {
  const memory = await readMemory('__Host-vitrine', [browser.jar.get('__Host-vitrine') ?? ''], [KEY]);
  assert.ok(memory);
  const visitor = engine.visitor(memory);
  assert.ok(visitor.restored);
  const segments = visitor.segments();
  visitor.release();
  return segments;
}

/** @param {number} seed @returns {Promise<string[]>} what was done */
async function journey(seed) {
  const { below: random } = makeRandom(seed);
  const clock = { now: 1_795_000_000 };
  const at = (/** @type {number} */ seconds) => {
    clock.now += seconds;
    mock.timers.setTime(clock.now * 1000);
  };
  at(0);
  const browser = openBrowser(engine, clock);
  /** @type {ReturnType<typeof browser.begin>[]} */
  const tabs = [browser.begin((await browser.request())())];
  /** @type {(() => string)[]} */
  const late = [];
  /** @type {(() => string)[]} */
  const prefetched = [];
  const done = [];
  const tab = () => tabs[random(tabs.length)];
  const steps = {
    navigate: async () => tabs.splice(random(tabs.length), 1, browser.begin((await browser.request())())),
    open: async () => tabs.push(browser.begin((await browser.request())())),
    event: () => browser.happen(['quiz_done', 'cart_seen'][random(2)], tab()),
    move: () => browser.move(tab()),
    // Two requests with one cookie: the later answer wipes what the earlier wrote.
    together: async () => {
      const [one, other] = [await browser.request(), await browser.request()];
      tabs.push(browser.begin(one()), browser.begin(other()));
    },
    // Out of the history's store: the same page again, which no request was made for.
    old: () => tabs.push(browser.begin(tab().html)),
    prefetch: async () => void prefetched.push(await browser.request({ 'sec-purpose': 'prefetch' })),
    follow: () => {
      const answer = prefetched.shift();
      if (answer) tabs.push(browser.begin(answer()));
    },
    leave: async () => void late.push(await browser.request()),
    arrive: () => {
      const answer = late.shift();
      if (answer) tabs.push(browser.begin(answer()));
    },
    overflow: async () => {
      for (let i = 0; i < 8; i++) browser.happen('unknown_to_every_rule_of_the_strategy_and_as_long_as_names_can_be', tab());
      await browser.settle();
    },
    whole: () => tabs.push(browser.begin('<!doctype html>passed whole')),
  };
  const names = /** @type {(keyof typeof steps)[]} */ (Object.keys(steps));
  for (let i = 0; i < STEPS; i++) {
    const name = names[random(names.length)];
    done.push(name);
    at(1 + random(20));
    await steps[name]();
    if (tabs.length > 4) tabs.shift();
    await browser.settle();
  }
  // Answers that are still under way are given up; then a quiet page.
  at(5);
  browser.begin((await browser.request())());
  assert.deepEqual((await ofEdge(browser)).toSorted(), browser.ofPage().toSorted(), `seed ${seed}: ${done.join(' ')}`);
  return done;
}

test(`page and edge agree after ${JOURNEYS} random journeys`, async () => {
  mock.timers.enable({ apis: ['Date'] });
  try {
    const all = new Set();
    for (let seed = 1; seed <= JOURNEYS; seed++) for (const name of await journey(seed)) all.add(name);
    assert.equal(all.size, 12);
  } finally {
    mock.timers.reset();
  }
});
