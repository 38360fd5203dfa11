// The visitor between pages and between tabs: read before the first decision, written in turn, nothing lost and nothing counted twice.

import { fault } from '../host/fault.js';
import { purposeBits } from '../host/visitor.js';
import { readMemory, writeMemory } from '../persist/memory.js';
import { now } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').PageEvent} PageEvent */

/** Milliseconds: events that come together are written once, and what one tab wrote reaches the others' processes only a little later. */
const SAVE_AFTER = 100;
const SEEN_AFTER = 120;
/** Seconds that a stored clock may be ahead of now. */
const DAY = 86400;

/**
 * @param {State} state
 * @param {() => void} changed the visitor may be in other segments now
 */
export function openMemory(state, changed) {
  const { gate_: gate, guard_: guard, fail_: fail } = state;
  let id = '';
  /** What our visitor goes on from: the text in storage, and what other tabs left. @type {string | null} */
  let stored = null;
  let journals = '';
  /** Events since then: whoever goes on from another text takes them again. @type {PageEvent[]} */
  let unsaved = [];
  /** Where this tab leaves what is unsaved when its page is left, and how many events it left there. */
  const own = `/${Math.random().toString(36).slice(2)}`;
  let left = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saving;
  /** Lets the next tab have its turn. */
  let pass = () => {};

  /** @returns {Record<string, string>} what other tabs left; what this one did is unsaved still, or is saved already where somebody took it */
  function readJournals() {
    const tabs = gate.parts_().filter(part => /^\/\w/.test(part));
    if (left && !tabs.includes(own)) unsaved.splice(0, left);
    left = 0;
    return Object.fromEntries(tabs.filter(tab => tab !== own).map(tab => [tab, gate.read_(tab) ?? '[]']));
  }

  /** @param {import('./state.js').Visitor} visitor @param {Record<string, string>} others @param {string[]} [known] tabs whose events it has */
  const takeIn = (visitor, others, known = []) =>
    guard(() => {
      for (const [tab, each] of Object.entries(others))
        if (!known.includes(tab)) for (const event of JSON.parse(each)) visitor.ingest(event);
    })();

  /** @param {string | null} text @param {Record<string, string>} others @returns {boolean} false: it is no visitor's, and the one that we have stays */
  function goOnFrom(text, others) {
    const mine = state.visitor_;
    const make = (/** @type {string | null} */ known) => {
      const snapshot = mine ? undefined : state.edge_?.snapshot(!!known);
      const remembered = readMemory(known, mine ? id : state.edge_?.id);
      return /** @type {import('./state.js').Engine} */ (state.engine_).visitor_({
        ...remembered,
        ...(snapshot && { snapshot }),
        purposes: gate.purposes_(),
      });
    };
    let other = make(text);
    // A device's clock that ran ahead would hold every window still.
    if (other.restored && other.clock() > now() + DAY) {
      fail(fault('Clock', other.clock()));
      other.release();
      other = make(null);
    }
    if (mine && !other.restored) {
      other.release();
      // Nothing was ever stored: ours takes in what others have left since.
      if (text === null && stored === null) takeIn(mine, others, journals.split(','));
      return false;
    }
    takeIn(other, others);
    state.visitor_ = other;
    id = other.id;
    if (mine) {
      for (const event of unsaved) other.ingest(event);
      mine.release();
      changed();
    }
    return true;
  }

  /** @returns {Record<string, string>} what other tabs left, now in our visitor too */
  function again() {
    const found = gate.read_();
    const others = readJournals();
    if (found !== stored || Object.keys(others).join() !== journals) goOnFrom(found, others);
    stored = found;
    journals = Object.keys(others).join();
    return others;
  }

  const save = guard(() => {
    clearTimeout(saving);
    saving = undefined;
    if (!state.visitor_ || !unsaved.length) return;
    const others = again();
    stored = writeMemory(id, state.visitor_.snapshot());
    gate.write_(stored);
    for (const key of [own, ...Object.keys(others)]) gate.write_(null, key);
    journals = '';
    unsaved = [];
  });

  function saveInTurn() {
    const waiting = new AbortController();
    // A page that waits for its turn while it lies frozen in the history would hold up all other tabs.
    pass = () => {
      saving = undefined;
      waiting.abort();
    };
    const turn = () => {
      save();
      return new Promise(done => {
        pass = () => done(undefined);
        setTimeout(pass, SEEN_AFTER);
      });
    };
    const { signal } = waiting;
    if (navigator.locks) navigator.locks.request('vitrine', { signal }, turn).catch(() => signal.aborted || save());
    else save();
  }

  return {
    /** The visitor that storage knows; else a new one, or nobody, who is told what the page says and is forgotten after it. */
    meet_() {
      state.visitor_?.release();
      state.visitor_ = undefined;
      unsaved = [];
      stored = null;
      /** @type {Record<string, string>} */
      let others = {};
      guard(() => {
        stored = gate.read_();
        others = readJournals();
      })();
      journals = Object.keys(others).join();
      goOnFrom(stored, others);
    },

    /** Reads storage again: the page was frozen, and was told nothing. */
    again_: guard(() => void again()),

    /** @param {PageEvent} event that the visitor has taken @param {'view' | 'state' | 'evidence'} [of] what the page says of its view */
    keep_(event, of) {
      if (of !== 'evidence') guard(() => state.edge_?.keep(event, of))();
      unsaved.push(event);
      saving ||= setTimeout(saveInTurn, SAVE_AFTER);
    },

    /** @returns {string} */
    id_: () => id,

    allow_() {
      state.visitor_?.allow_(purposeBits(gate.purposes_()));
      changed();
    },

    /** The page is left, perhaps for ever: nobody may wait for a turn now, so what is unsaved is left to whoever has the next. */
    leave_: guard(() => {
      pass();
      if (!unsaved.length) return;
      if (!navigator.locks) return save();
      left = unsaved.length;
      gate.write_(JSON.stringify(unsaved), own);
    }),
  };
}
