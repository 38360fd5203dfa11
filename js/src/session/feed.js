// What is told to the core: events of the page, in their order, as soon as they may be taken.

import { stateEvents } from '../collect/fields.js';
import { evidenceEvents, pageFields, stateText } from '../collect/page.js';
import { now } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').PageEvent} PageEvent */

/** Events that may wait for an answer about consent; the oldest go. */
const MOST_HELD = 100;
/** Milliseconds: a page that tells of another view and goes there speaks of one. */
const SAME_VIEW = 1000;

/**
 * @param {State} state
 * @param {ReturnType<typeof import('./memory.js').openMemory>} memory
 * @param {() => void} changed the visitor may be in other segments now
 */
export function openFeed(state, memory, changed) {
  const { gate_: gate, guard_: guard } = state;
  /** Events that wait for the engine, or for an answer. @type {PageEvent[]} */
  let held = [];
  let begun = now();
  /** What is said of the running view, until it is taken. */
  let view = pageFields(document.referrer);
  let isTaken = false;
  let address = location.href;
  /** When the page itself told of a view of another path, and which. */
  let told = 0;
  /** The page state that was taken last: one that has not changed since says nothing new. @type {string | null} */
  let stated = null;
  /** Told of each view that begins, before it is taken. @type {(() => void)[]} */
  const viewed = [];

  /** @param {PageEvent} event @param {'view' | 'state' | 'evidence'} [of] what the page says of its view */
  function ingest(event, of) {
    const { entered, left } = /** @type {import('./state.js').Visitor} */ (state.visitor_).ingest(event);
    if (state.isPrerendering_) return;
    if (entered.length + left.length) changed();
    if (gate.collects_()) memory.keep_(event, of);
  }

  /** @param {PageEvent} event */
  function take(event) {
    const timed = { ...event, time: now() };
    if (state.visitor_ && gate.collects_() && !state.isPrerendering_) ingest(timed);
    else if (gate.collects_() || gate.isPending_()) held = [...held, timed].slice(-MOST_HELD);
  }

  const urlOf = (/** @type {unknown} */ text) => {
    try {
      return new URL(`${text}`, location.href);
    } catch {
      return location;
    }
  };
  const pathOf = (/** @type {unknown} */ text) => urlOf(text).origin + urlOf(text).pathname;

  const feed = {
    take_: take,
    viewed_: viewed,

    /** Takes the running view: what the page says of itself, what the shop knows, what it proves, and what has waited. */
    takeView_() {
      isTaken = true;
      const isHeld = state.edge_?.holdsView();
      if (!isHeld) ingest({ event: 'page_view', time: begun, fields: view }, 'view');
      const text = stateText();
      guard(() => {
        if (text !== stated && !isHeld) for (const event of stateEvents(text)) ingest({ ...event, time: begun }, 'state');
      })();
      stated = text;
      for (const event of evidenceEvents()) ingest({ ...event, time: begun }, 'evidence');
      if (gate.collects_() && !state.isPrerendering_) for (const event of held.splice(0)) ingest(event);
    },

    /** Everything of this document is told again to another visitor. */
    restart_() {
      stated = null;
      isTaken = false;
    },

    /** Another view begins. @param {string} referrer @param {Record<string, unknown>} [said] */
    begin_(referrer, said) {
      begun = now();
      view = { ...pageFields(referrer), ...said };
      isTaken = false;
      address = urlOf(said?.page_location).href;
      state.edge_?.moved();
      for (const each of viewed) each();
    },

    /** @param {string} from the address before @returns {boolean} the history moved to another view than the running one */
    moved_(from) {
      const isSame = Date.now() - told < SAME_VIEW && pathOf(address) === pathOf(location.href);
      told = 0;
      if (isSame) address = location.href;
      else feed.begin_(from);
      return !isSame;
    },

    /**
     * A page_view of the page: the running one, or another.
     * @param {Record<string, unknown>} fields
     * @returns {boolean} another view has begun
     */
    hear_({ page_location, page_path, ...said } = {}) {
      const named = page_location || page_path;
      if (!named || pathOf(named) === pathOf(address)) {
        if (!isTaken) view = { ...view, ...said };
        return false;
      }
      const { href, pathname } = urlOf(named);
      const given = { ...said, page_location: href, page_path: page_path ?? pathname };
      told = Date.now();
      if (!state.visitor_) take({ event: 'page_view', fields: given });
      else feed.begin_(address, given);
      return !!state.visitor_;
    },

    /** @param {Record<string, unknown>} fields what the application knows better of the view that is not taken yet */
    say(fields) {
      if (!isTaken) view = { ...view, ...fields };
    },

    /** @param {Record<string, unknown>} fields what a collector knows of the view; what the page has said itself stands before it */
    know_(fields) {
      for (const name in fields) view[name] ??= fields[name];
    },

    /** Nothing that waits will be taken. */
    drop_() {
      held = [];
    },
  };
  return feed;
}
