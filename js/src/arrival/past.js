// Which answers of the edge this browser has met: a page that the history or a service worker brings again is none.

/** @typedef {import('./index.js').Host} Host */
/** @typedef {import('./index.js').Told} Told */

/** Answers that are remembered, and seconds after which an unknown one is an old one. */
const MOST = 16;
const OLD = 300;

/** Kept as one text: the number of the newest event, then VIEW@AT of each answer, the oldest first. @param {Host} host */
export function openPast(host) {
  function read() {
    try {
      const [number, ...views] = (host.read() ?? '0').split(' ');
      return { number: Number(number) || 0, views };
    } catch {
      return { number: 0, views: [] };
    }
  }

  /** @param {number} number @param {string[]} views */
  function write(number, views) {
    try {
      host.write([number, ...views.slice(-MOST)].join(' '));
    } catch {
      // Where storage cannot be reached every page is a new one.
    }
  }

  const newest = (/** @type {string[]} */ views) => Math.max(0, ...views.map(view => Number(view.split('@')[1]) || 0));

  return {
    /** @param {Told} told */
    has({ view, at }) {
      const { views } = read();
      return (view > 0 && views.some(each => Number(each.split('@')[0]) === view && at <= newest(views))) || at < newest(views) - OLD;
    },

    /** @param {Told} told @returns {boolean} there were answers in between that this browser has not met */
    misses({ view }) {
      const { views } = read();
      return !views.some(each => Number(each.split('@')[0]) === view - 1);
    },

    /** @param {Told} told */
    note({ view, at, seen = 0 }) {
      const { number, views } = read();
      write(Math.max(number, seen), view > 0 ? [...views, `${view}@${at}`] : views);
    },

    /** @returns {number} of the newest event, in any tab */
    number: () => read().number,

    /** @param {number} number */
    count(number) {
      write(Math.max(number, read().number), read().views);
    },
  };
}
