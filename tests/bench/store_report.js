// What the script adds to a page of the demo store, as a table of medians and quartiles, each target with PASS or MISS.
import { printVerdicts, table } from './report.js';
import { quartiles } from './store.js';
import { SLOW_4G, SLOW_DOWN } from './store_visit.js';

/** @typedef {import('./store.js').Measured} Measured */
/** @typedef {import('./store_visit.js').Visit} Visit */
/** @typedef {'bundle' | 'head' | 'hung'} Way */

/** @type {Record<Way, string>} */
const WAYS = { bundle: 'bundle, async', head: 'bundle, not async', hung: 'bundle, async, its file hung' };
/** @type {[keyof Visit, string][]} */
const ROWS = [
  ['shift', 'layout shift'],
  ['first', 'first paint, ms'],
  ['largest', 'largest paint, ms'],
  ['delay', 'click to frame, ms'],
  ['long', 'long tasks, ms'],
  ['main', 'main thread, ms'],
  ['bytes', 'bytes'],
  ['requests', 'requests'],
];
/** The most that may be added; what is hung may add nothing that can be told from nothing: half of all pairs at least show none. */
const TARGETS = /** @type {[Way, keyof Visit, number][]} */ ([
  ['bundle', 'shift', 0],
  ['bundle', 'first', 10],
  ['bundle', 'largest', 10],
  ['bundle', 'delay', 8],
  ['bundle', 'main', 30],
  ['bundle', 'requests', 1],
  ['head', 'shift', 0],
  ['head', 'first', 50],
  ['head', 'largest', 50],
  ['head', 'delay', 8],
  ['hung', 'shift', 0],
  ['hung', 'first', 0],
  ['hung', 'largest', 0],
  ['hung', 'delay', 0],
]);
const SORT_MS = 8;
/** Percent. */
const OBSERVER_SHARE = 1;

/** @param {keyof Visit} what @param {number} value */
const shown = (what, value) => value.toFixed(what === 'shift' ? 4 : what === 'bytes' || what === 'requests' ? 0 : 1);

/** Added in each pair. @param {Measured['visits']} visits @param {Way} way @param {keyof Visit} what */
export const addedBy = (visits, way, what) => quartiles(visits[way].map((visit, i) => visit[what] - visits.off[i][what]));

/** @param {keyof Visit} what @param {[number, number, number]} three */
const range = (what, [low, middle, high]) => `${shown(what, middle)} (${shown(what, low)} to ${shown(what, high)})`;

/** @param {Measured} measured @returns {import('./report.js').Verdict[]} */
export function judgeStore({ visits, sort, observer }) {
  const verdicts = TARGETS.map(([way, what, limit]) => {
    const three = addedBy(visits, way, what);
    const name = ROWS.find(([key]) => key === what)?.[1] ?? what;
    // The clocks of paints and clicks move by frames and by eights: nothing added is nothing at the lower quartile.
    const passes = way === 'hung' ? three[0] <= 0 : three[1] <= limit;
    return {
      what: `${WAYS[way]}: ${name} added`,
      target: way === 'hung' ? 'nothing' : `<= ${limit}`,
      measured: range(what, three),
      passes,
    };
  });
  const three = quartiles(sort);
  verdicts.push({ what: '200 cards sorted, ms', target: `<= ${SORT_MS}`, measured: range('first', three), passes: three[1] <= SORT_MS });
  const watched = quartiles(observer);
  verdicts.push({
    what: '1,000 changes a second among 20,000 nodes, % of the main thread',
    target: `<= ${OBSERVER_SHARE}`,
    measured: watched.map(share => share.toFixed(2)).join(' / '),
    passes: watched[1] <= OBSERVER_SHARE,
  });
  return verdicts;
}

/** @param {Measured} measured */
export function printStore(measured) {
  const { pairs, version, visits } = measured;
  console.log(
    `\nDemo store, Chromium ${version}, CPU ${SLOW_DOWN}x slower, ${(SLOW_4G.downloadThroughput * 8) / 1e6} Mbit/s with ${SLOW_4G.latency} ms, first visits, ${pairs} of each in turns: median (quartiles)`,
  );
  table(
    'Without the script, and what it adds (pair by pair)',
    ['', 'without', ...Object.values(WAYS)],
    ROWS.map(([what, name]) => [
      name,
      range(what, quartiles(visits.off.map(visit => visit[what]))),
      ...Object.keys(WAYS).map(way => range(what, addedBy(visits, /** @type {Way} */ (way), what))),
    ]),
  );
  printVerdicts(judgeStore(measured));
}
