// What this browser has handed to the edge, and which of its answers it has met. An answer that was under way for long wipes what later ones had
// written: then the next answer shows what is missing, and it is handed over again.

import { MOST_EVENTS } from '../handover/events.js';

/** @typedef {import('./index.js').Host} Host */
/** @typedef {import('./index.js').Told} Told */
/** @typedef {import('../handover/events.js').Handed} Handed */
/**
 * @typedef {object} Entry
 * @property {Handed} handed
 * @property {number} [number] it is handed over by
 * @property {number} [mark] of the answer that has counted it, a view
 * @property {boolean} [isVoid] the number stays, and the view is the answer's after all
 */
/**
 * @typedef {object} Log
 * @property {number} next number of the next event
 * @property {number} seen what the newest answer has acknowledged
 * @property {number} at when it was made
 * @property {[mark: number, previous: number][]} answers the last ones, each with the one that its memory had counted before
 * @property {Entry[]} entries in the order of their numbers
 */

/** Answers that are remembered, and seconds after which an unknown one is an old one. */
const MOST = 32;
const OLD = 300;
/** Seconds for which the views of a visitor whom the edge no longer knows are told again. */
const HOUR = 3600;

/** @param {Host} host */
export function openLog(host) {
  /** @returns {Log} */
  function read() {
    try {
      const log = JSON.parse(host.read() ?? 'null');
      if (log.next > 0 && Array.isArray(log.entries) && Array.isArray(log.answers)) return log;
    } catch {
      // Where storage cannot be reached, or was spoiled, all begins anew.
    }
    return { next: 1, seen: 0, at: 0, answers: [], entries: [] };
  }

  /** @param {Log} log */
  function write(log) {
    log.answers.splice(0, log.answers.length - MOST);
    log.entries.splice(0, log.entries.length - MOST_EVENTS);
    try {
      host.write(JSON.stringify(log));
    } catch {
      // It is handed over once, and no more.
    }
  }

  /** @param {Log} log @param {Entry} entry @param {Partial<Entry>} as what it is from here on */
  function renew(log, entry, as) {
    log.entries.splice(log.entries.indexOf(entry), 1);
    log.entries.push({ ...entry, isVoid: false, ...as });
  }

  /** The views that a memory holds are those of its answers, back to the first. @param {Log} log @param {number} previous */
  function settleViews(log, previous) {
    const links = new Map(log.answers);
    if (previous !== 0 && !links.has(previous)) return;
    const held = new Set();
    for (let mark = previous; mark && !held.has(mark); mark = links.get(mark) ?? 0) held.add(mark);
    for (const entry of [...log.entries]) {
      const { mark, number = 0, isVoid } = entry;
      if (!mark) continue;
      if (held.has(mark)) entry.isVoid = number > log.seen;
      else if (previous === 0 && entry.handed.at < log.at - HOUR) continue;
      else if (number > log.seen) entry.isVoid = false;
      else if (number === 0 || isVoid) renew(log, entry, { number: log.next++ });
    }
  }

  return {
    /** @param {Told} told */
    hasMet({ mark, at }) {
      const log = read();
      return log.answers.some(([met]) => met === mark) || at < log.at - OLD;
    },

    /** @param {Told} told @returns {boolean} there were answers in between that this browser has not met */
    misses: ({ previous = 0 }) => previous !== 0 && !read().answers.some(([met]) => met === previous),

    /** @param {Told} told an answer, met for the first time */
    meet({ mark, previous = 0, at, seen = 0 }) {
      const log = read();
      log.next = Math.max(log.next, seen + 1);
      log.at = Math.max(log.at, at);
      log.seen = seen;
      if (mark) {
        settleViews(log, previous);
        log.answers.push([mark, previous]);
      }
      write(log);
    },

    /** @param {Handed} handed @param {number} [mark] of the answer that has counted it; none: it is to be handed over */
    add(handed, mark) {
      const log = read();
      log.entries.push(mark ? { mark, handed } : { number: log.next++, handed });
      write(log);
    },

    /** @returns {number} what the edge has by its own word, which may be less than it had before */
    seen: () => read().seen,

    /** @param {number} seen @returns {{ first: number, events: (Handed | null)[] }} what is to be handed over: all behind it */
    after(seen) {
      const { next, entries } = read();
      const numbered = entries.filter(({ number = 0 }) => number > seen);
      return { first: numbered[0]?.number ?? next, events: numbered.map(({ handed, isVoid }) => (isVoid ? null : handed)) };
    },
  };
}
