// One document from its first line to its last: what is collected, decided, shown, remembered and told. Here its parts are put together.

import { watchExposures } from '../activate/exposures.js';
import { followLayer } from '../collect/layer.js';
import { entryReader } from '../collect/entries.js';
import { followClicks } from '../collect/page.js';
import { followViews } from '../collect/views.js';
import { openGate } from '../consent/gate.js';
import { fault } from '../host/fault.js';
import { tell, tellSegments } from '../report/report.js';
import { fnv1a32 } from '../host/pack_tables.js';
import { edgeScript } from './edge.js';
import { openFeed } from './feed.js';
import { watchTree } from './look.js';
import { openMemory } from './memory.js';
import { openSlots } from './slots.js';
import { faults } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {ReturnType<typeof openSession>} Session */
/** @typedef {import('./handle.js').Vitrine} Vitrine */

/** Where the storage of the visitor notes what the edge has told. */
const NOTES = '/-';

/**
 * @param {object} options
 * @param {import('../consent/gate.js').Mode} [options.consent]
 * @param {Parameters<typeof openGate>[0]['sources']} [options.sources] of consent, besides Google's
 * @param {string} [options.layer] name of the page's data layer
 * @param {import('../collect.js').Collector[]} options.collect what else is heard of the page
 * @param {boolean} [options.debug] faults are also written to the console
 * @param {() => Promise<typeof import('../arrive.js')> | typeof import('../arrive.js')} options.edge loads what a page of the edge's needs
 */
export function openSession({ consent, sources, layer: layerName = 'dataLayer', collect, debug, edge }) {
  const { fail_: fail, guard_: guard } = faults(debug);
  const page = /** @type {any} */ (document);
  /** @type {(vitrine: Vitrine | null) => void} */
  let ready = () => {};
  const isReady = /** @type {Promise<Vitrine | null>} */ (
    new Promise(done => {
      ready = done;
    })
  );
  let isTold = false;
  /** The part for pages of the edge is being loaded. */
  let isAwaited = false;

  const gate = openGate({
    mode: consent,
    sources,
    send_: (...entries) => layer.send_(...entries),
    changed_: guard(() => answered()),
    fail_: missing => fail(fault('Consent', missing)),
  });
  let granted = `${gate.purposes_()}`;
  let collected = gate.collects_();
  /** Segments that the page was told of, or that the visitor came with. @type {readonly string[]} */
  let known = [];

  /** @type {State} */
  const state = {
    gate_: gate,
    engine_: undefined,
    visitor_: undefined,
    edge_: undefined,
    isPrerendering_: !!page.prerendering,
    fail_: fail,
    guard_: guard,
  };
  const memory = openMemory(state, changed);
  const feed = openFeed(state, memory, changed);
  const slots = openSlots(state, event => take(event));

  /** @param {import('./state.js').PageEvent} event */
  function take(event) {
    views.flush_();
    feed.take_(event);
  }

  function nextView() {
    if (!state.visitor_) return;
    feed.takeView_();
    slots.turn_();
  }

  const segments = () => state.visitor_?.segments() ?? [];

  /** Everything of this document is told to the visitor whom storage knows now. */
  function meetAgain() {
    if (!state.engine_) return;
    memory.meet_();
    feed.restart_();
    nextView();
    changed();
  }

  /** The visitor may be in other segments than those that the page was told of. */
  function changed() {
    const after = segments();
    tellSegments(known, after, state.engine_?.strategy_.exported_ ?? [], gate.send_);
    known = after;
  }

  /** What is granted has changed, or nobody will answer any more. */
  function answered() {
    const before = [granted, collected];
    granted = `${gate.purposes_()}`;
    collected = gate.collects_();
    if (!collected && !gate.isPending_()) feed.drop_();
    if (!state.visitor_ || before[0] === granted) return;
    if (before[1] !== collected) return meetAgain();
    memory.allow_();
    slots.turn_();
  }

  const views = followViews(
    guard(from => {
      if (feed.moved_(from)) nextView();
    }),
  );
  /** An event of the page, whoever tells it. @param {import('./state.js').PageEvent} said */
  function hear(said) {
    if (said.event !== 'page_view') take(said);
    else if (feed.hear_(said.fields)) nextView();
  }

  const read = entryReader();
  const layer = followLayer(
    layerName,
    guard(entry => {
      const said = read(entry);
      if (!said) return;
      if ('consent' in said) gate.hear_(...said.consent);
      else hear(said);
    }),
    () => fail(fault('Layer', layerName)),
  );
  followClicks(
    guard(take),
    guard(slot => slots.clicked_(slot)),
  );
  for (const type of ['click', 'change']) document.addEventListener(type, ({ target }) => slots.chose_(target), true);
  const look = watchTree(
    found => slots.add(found),
    guard(slot => slots.check_(slot)),
    guard(() => {
      views.flush_();
      start();
      slots.settle_();
      if (isTold || !state.visitor_ || document.readyState === 'loading') return;
      isTold = true;
      tell('ready');
      ready(vitrine);
    }),
  );

  /** The engine is there, and the page as far as its first slot. */
  function start() {
    if (!state.engine_ || state.visitor_ || (document.readyState === 'loading' && !document.querySelector('[data-vitrine-slot]'))) return;
    if (isArriving()) return;
    memory.meet_();
    known = segments();
    feed.takeView_();
    slots.meet_();
  }

  /** @returns {boolean} an earlier page was the edge's */
  function isNoted() {
    try {
      return gate.read_(NOTES) !== null;
    } catch {
      return false;
    }
  }

  /** What the edge has told comes first. @returns {boolean} it is awaited */
  function isArriving() {
    const script = edgeScript();
    if (state.edge_ || (!script && !isNoted())) return false;
    const take = (/** @type {typeof import('../arrive.js')} */ { arrive, cookie, events }) => {
      gate.edge_(cookie);
      state.edge_ = arrive(script, {
        read: () => gate.read_(NOTES),
        write: text => gate.write_(text, NOTES),
        readCookie: events.read,
        writeCookie: text => gate.collects_() && events.write(text),
        wants: field => !!state.engine_?.strategy_.fields.has(fnv1a32(field)),
        id: memory.id_,
      });
    };
    if (isAwaited) return true;
    const part = edge();
    if (!('then' in part)) {
      take(part);
      return false;
    }
    isAwaited = true;
    part
      .then(take)
      .then(() => look(document))
      .catch(() => session.stop(fault('Edge')));
    return true;
  }

  /** @type {Vitrine} */
  const vitrine = {
    decisions: slots.decisions,
    decision: slots.decide,
    order: (slot, items) => /** @type {import('./state.js').Visitor} */ (state.visitor_).rank(slot, items),
    variantsOf: slot => state.engine_?.strategy_.slots_.find(({ name }) => name === slot)?.variants_,
    segments,
    consent: guard(answers => gate.answer_(answers)),
    view: fields => feed.say(fields),
    look: root => look(root),
    track: guard(event => {
      take(event);
      if (event.event === 'identify') slots.turn_(true);
    }),
    expose: guard(slots.expose),
    forget: () => gate.forget().catch(fail),
  };

  const session = {
    isReady_: isReady,
    handle: () => state.visitor_ && vitrine,

    /** @param {import('./state.js').Engine} engine */
    begin_: guard((/** @type {import('./state.js').Engine} */ engine) => {
      state.engine_ = engine;
      engine.strategy_.unread_ = (field, text) => fail(fault('Number', field, text), field);
      gate.name(engine.strategy_.name);
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
    seen: work => watchExposures(work).watch_,
    safely: guard,
    layer: layerName,
    views: feed.viewed_,
    say: feed.know_,
    fault: fail,
    tell: hear,
  };
  for (const each of collect) guard(each)(host);

  look(document);
  slots.begin_();
  document.addEventListener('DOMContentLoaded', () => look(document));
  addEventListener('pagehide', memory.leave_);
  document.addEventListener('visibilitychange', () => document.hidden && memory.leave_());
  addEventListener(
    'pageshow',
    guard(({ persisted }) => {
      if (!persisted || !state.visitor_) return;
      memory.again_();
      feed.begin_(location.href);
      nextView();
    }),
  );
  // Erased in another tab: what holds there holds here.
  addEventListener(
    'storage',
    guard(event => gate.isErasure_(event) && gate.erased_()),
  );
  page.addEventListener?.(
    'prerenderingchange',
    guard(() => {
      state.isPrerendering_ = false;
      feed.begin_(document.referrer);
      meetAgain();
    }),
    { once: true },
  );
  return session;
}
