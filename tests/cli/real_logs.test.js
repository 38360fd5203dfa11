// Real logs: every line of them is taken, and what comes out holds together.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderFor, vitrine } from './tool.js';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {{ name: string, path: string, events: number, visitors: number, optional?: boolean }[]} */
const logs = [
  {
    name: 'a wholesaler, one year (in the repository, packed)',
    path: here('../data/online_retail_2010_2011.ndjson.gz'),
    events: 22190,
    visitors: 4372,
  },
  {
    name: 'the same, as it came',
    path: here('../../../shared/data/orders/online_retail_2010_2011.ndjson'),
    events: 22190,
    visitors: 4372,
    optional: true,
  },
  {
    name: 'a large shop, three hours',
    path: here('../../../shared/data/clickstream/rees46_2019_10_01.ndjson'),
    events: 17434,
    visitors: 4504,
    optional: true,
  },
];

for (const { name, path, events, visitors, optional } of logs) {
  const absent = optional && !existsSync(path) ? 'the data are not beside this checkout' : false;
  test(`${name}: no line is skipped and every visitor is in one stage`, { skip: absent }, t => {
    const files = folderFor(t);
    vitrine(['init', files.path('s.json')]);
    const options = [
      '--visitors',
      files.path('visitors'),
      '--transitions',
      files.path('transitions'),
      '--summary',
      files.path('summary'),
      '--decide',
      'home.hero,category.grid',
    ];
    const { status, err } = vitrine(['replay', files.path('s.json'), path, '--strict', ...options]);
    assert.equal(status, 0, err);
    const summary = JSON.parse(files.read('summary'));
    assert.deepEqual([summary.events, summary.visitors, summary.skipped.lines], [events, visitors, 0]);
    const people = files
      .read('visitors')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.equal(people.length, visitors);
    for (const [id, stage] of Object.entries(summary.stages)) assert.equal(people.filter(each => each.stage === id).length, stage.now, id);
    for (const [id, segment] of Object.entries(summary.segments))
      assert.equal(people.filter(each => each.segments.includes(id)).length, segment.now, id);
    assertSortedAndConsistent(
      files
        .read('transitions')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
      people,
    );
    const written = ['visitors', 'transitions', 'summary'].map(files.read);
    for (const jobs of ['1', '2', '3']) {
      vitrine(['replay', files.path('s.json'), path, ...options, '--jobs', jobs]);
      assert.deepEqual(['visitors', 'transitions', 'summary'].map(files.read), written, `${jobs} jobs`);
    }
  });
}

/**
 * Transitions are in order, and what they leave behind is where the visitors are.
 * @param {{ visitor: string, time: string, entered: string[], left: string[], stage: string }[]} transitions
 * @param {{ visitor: string, stage: string, segments: string[] }[]} people
 */
function assertSortedAndConsistent(transitions, people) {
  /** @type {Map<string, { stage: string, segments: Set<string> }>} */
  const state = new Map();
  let before = '';
  for (const { visitor, time, entered, left, stage } of transitions) {
    const order = `${time} ${visitor}`;
    assert.ok(before < order, `${order} stands behind ${before}`);
    before = order;
    const one = state.get(visitor) ?? { stage, segments: new Set() };
    // A segment in both lists was there before and is there again, or came and went.
    for (const id of entered) if (!left.includes(id)) one.segments.add(id);
    for (const id of left) if (!entered.includes(id)) one.segments.delete(id);
    state.set(visitor, { ...one, stage });
  }
  for (const { visitor, stage, segments } of people) {
    assert.deepEqual({ stage, segments: [...(state.get(visitor)?.segments ?? [])].sort() }, { stage, segments }, visitor);
    assert.equal(state.get(visitor)?.stage, stage, visitor);
  }
}
