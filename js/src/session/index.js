// One document from its first line to its last: what is collected, decided, shown, remembered and told. Here its parts are put together.

import { watchExposures } from '../activate/exposures.js';
import { followLayer } from '../collect/layer.js';
import { entryReader } from '../collect/entries.js';
import { followClicks } from '../collect/page.js';
import { followViews } from '../collect/views.js';
import { openGate } from '../consent/gate.js';
import { fault } from '../host/fault.js';
import { tell, tellSegments } from '../report/report.js';
import { openFeed } from './feed.js';
import { watchTree } from './look.js';
import { openMemory } from './memory.js';
import { openSlots } from './slots.js';
import { faults } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {ReturnType<typeof openSession>} Session */
/** @typedef {import('./handle.js').Vitrine} Vitrine */

/**
 * @param {object} options
 * @param {import('../consent/gate.js').Mode} [options.consent]
 * @param {Parameters<typeof openGate>[0]['sources']} [options.sources] of consent, besides Google's
 * @param {string} [options.layer] name of the page's data layer
 * @param {import('../collect.js').Collector[]} options.collect what else is heard of the page
 * @param {boolean} [options.debug] faults are also written to the console
 */
export function openSession({ consent, sources, layer: layerName = 'dataLayer', collect, debug }) {
  const { fail, guard } = faults(debug);
  const page = /** @type {any} */ (document);
  /** @type {(vitrine: Vitrine | null) => void} */
  let ready = () => {};
  const isReady = /** @type {Promise<Vitrine | null>} */ (
    new Promise(done => {
      ready = done;
    })
  );
  let isTold = false;

  const gate = openGate({
    mode: consent,
    sources,
    send: (...entries) => layer.send(...entries),
    changed: guard(() => answered()),
    fail: missing => fail(fault('Consent', missing)),
  });
  let granted = `${gate.purposes()}`;
  let collected = gate.collects();
  /** Segments that the page was told of, or that the visitor came with. @type {readonly string[]} */
  let known = [];

  /** @type {State} */
  const state = { gate, engine: undefined, visitor: undefined, isPrerendering: !!page.prerendering, fail, guard };
  const memory = openMemory(state, changed);
  const feed = openFeed(state, memory, changed);
  const slots = openSlots(state, event => take(event));

  /** @param {import('./state.js').PageEvent} event */
  function take(event) {
    views.flush();
    feed.take(event);
  }

  function nextView() {
    if (!state.visitor) return;
    feed.takeView();
    slots.turn();
  }

  const segments = () => state.visitor?.segments() ?? [];

  /** Everything of this document is told to the visitor whom storage knows now. */
  function meetAgain() {
    if (!state.engine) return;
    memory.meet();
    feed.restart();
    nextView();
    changed();
  }

  /** The visitor may be in other segments than those that the page was told of. */
  function changed() {
    const after = segments();
    tellSegments(known, after, state.engine?.strategy.exported ?? [], gate.send);
    known = after;
  }

  /** What is granted has changed, or nobody will answer any more. */
  function answered() {
    const before = [granted, collected];
    granted = `${gate.purposes()}`;
    collected = gate.collects();
    if (!collected && !gate.isPending()) feed.drop();
    if (!state.visitor || before[0] === granted) return;
    if (before[1] !== collected) return meetAgain();
    memory.allow();
    slots.turn();
  }

  const views = followViews(
    guard(from => {
      if (feed.moved(from)) nextView();
    }),
  );
  /** An event of the page, whoever tells it. @param {import('./state.js').PageEvent} said */
  function hear(said) {
    if (said.event !== 'page_view') take(said);
    else if (feed.hear(said.fields)) nextView();
  }

  const read = entryReader();
  const layer = followLayer(
    layerName,
    guard(entry => {
      const said = read(entry);
      if (!said) return;
      if ('consent' in said) gate.hear(...said.consent);
      else hear(said);
    }),
    () => fail(fault('Layer', layerName)),
  );
  followClicks(
    guard(take),
    guard(slot => slots.clicked(slot)),
  );
  for (const type of ['click', 'change']) document.addEventListener(type, ({ target }) => slots.chose(target), true);
  const look = watchTree(
    found => slots.add(found),
    guard(slot => slots.check(slot)),
    guard(() => {
      views.flush();
      start();
      slots.settle();
      if (isTold || !state.visitor || document.readyState === 'loading') return;
      isTold = true;
      tell('ready');
      ready(vitrine);
    }),
  );

  /** The engine is there, and the page as far as its first slot. */
  function start() {
    if (!state.engine || state.visitor || (document.readyState === 'loading' && !document.querySelector('[data-vitrine-slot]'))) return;
    memory.meet();
    known = segments();
    feed.takeView();
    slots.meet();
  }

  /** @type {Vitrine} */
  const vitrine = {
    decisions: slots.decisions,
    decision: slots.decide,
    order: (slot, items) => /** @type {import('./state.js').Visitor} */ (state.visitor).rank(slot, items),
    variantsOf: slot => state.engine?.strategy.slots.find(({ name }) => name === slot)?.variants,
    segments,
    consent: guard(answers => gate.answer(answers)),
    view: fields => feed.say(fields),
    look: root => look(root),
    track: guard(event => {
      take(event);
      if (event.event === 'identify') slots.turn(true);
    }),
    expose: guard(slots.expose),
    forget: () => gate.forget().catch(fail),
  };

  const session = {
    isReady,
    handle: () => state.visitor && vitrine,

    /** @param {import('./state.js').Engine} engine */
    begin: guard((/** @type {import('./state.js').Engine} */ engine) => {
      state.engine = engine;
      engine.strategy.unread = (field, text) => fail(fault('Number', field, text), field);
      gate.name(engine.strategy.name);
      look(document);
    }),

    /** No engine will come. @param {unknown} why */
    stop(why) {
      fail(why);
      ready(null);
    },
  };

  /** @type {import('../collect.js').Host} */
  const host = {
    seen: work => watchExposures(work).watch,
    safely: guard,
    layer: layerName,
    views: feed.viewed,
    say: feed.know,
    fault: fail,
    tell: hear,
  };
  for (const each of collect) guard(each)(host);

  look(document);
  slots.begin();
  document.addEventListener('DOMContentLoaded', () => look(document));
  addEventListener('pagehide', memory.leave);
  document.addEventListener('visibilitychange', () => document.hidden && memory.leave());
  addEventListener(
    'pageshow',
    guard(({ persisted }) => {
      if (!persisted || !state.visitor) return;
      memory.again();
      feed.begin(location.href);
      nextView();
    }),
  );
  // Erased in another tab: what holds there holds here.
  addEventListener(
    'storage',
    guard(event => gate.isErasure(event) && gate.erased()),
  );
  page.addEventListener?.(
    'prerenderingchange',
    guard(() => {
      state.isPrerendering = false;
      feed.begin(document.referrer);
      meetAgain();
    }),
    { once: true },
  );
  return session;
}
