// Hears what the page tells Segment: the calls that wait in the snippet's queue, and those of the loaded library. They go on as they were made.

import { blame } from './blame.js';
import { begins } from './claims.js';
import { segmentEvent } from './segment_events.js';

/** @typedef {{ method: string, args: unknown[] }} Call */

const METHODS = ['track', 'page', 'identify', 'group'];
/** Calls of a queue that a loaded library may make again. */
const MOST_QUEUED = 100;

/** @param {Call} a @param {Call} b @returns {boolean} one is the other, made again */
const isSame = (a, b) => a.method === b.method && a.args[0] === b.args[0] && a.args[1] === b.args[1];

/** `window.analytics` may be an array that waits, an object that is loaded, and one after the other. @type {import('../collect.js').Collector} */
export function segment(host) {
  if (!begins(host, 'segment')) return;
  const page = /** @type {any} */ (window);
  /** Calls that are being made: what they call in turn is the same call. @type {Call[]} */
  const running = [];
  /** Heard in a queue, and not made again by what was loaded. @type {Call[]} */
  let queued = [];
  let isReplaying = false;
  /** @type {WeakSet<object>} */
  const followed = new WeakSet();

  /** @type {WeakMap<Function, Function>} */
  const wrappers = new WeakMap();

  const tell = host.safely((/** @type {Call} */ { method, args }) => {
    const event = segmentEvent(method, args);
    if (event) host.tell(event);
  });

  /** @param {string} method @param {any[]} args @returns {Call} without what the snippet adds behind them */
  const callOf = (method, args) => ({ method, args: args.filter(each => each?.__t !== 'bpc') });

  /** @param {Call} call @param {boolean} waits in a queue, and may be made again later */
  function hear(call, waits) {
    const isInside = running.some(each => isSame(each, call));
    const again = isReplaying && !isInside && !waits ? queued.findIndex(each => isSame(each, call)) : -1;
    if (again >= 0) queued.splice(again, 1);
    else if (!isInside) tell(call);
    if (waits) queued = [...queued, call].slice(-MOST_QUEUED);
  }

  /** Something takes the queue's place: it makes the calls that waited again in this task, or has done so already. */
  function replay() {
    if (isReplaying || !queued.length) return;
    isReplaying = true;
    setTimeout(() => {
      isReplaying = false;
      queued = [];
    });
  }

  /** @param {any[]} queue of calls: [method, ...arguments] */
  function followQueue(queue) {
    const take = (/** @type {unknown} */ entry) => {
      if (Array.isArray(entry) && METHODS.includes(entry[0])) hear(callOf(entry[0], entry.slice(1)), true);
    };
    queue.forEach(take);
    const { push } = queue;
    queue.push = function (...entries) {
      entries.forEach(take);
      return push.apply(this, entries);
    };
  }

  /** @param {string} method @param {Function} own @returns {Function} calls it through */
  function wrapperOf(method, own) {
    const known = wrappers.get(own);
    if (known) return known;
    /** @this {unknown} @param {unknown[]} args */
    function wrapper(...args) {
      const call = callOf(method, args);
      hear(call, false);
      running.push(call);
      try {
        return own.apply(this, args);
      } finally {
        running.splice(running.indexOf(call), 1);
      }
    }
    wrappers.set(own, wrapper);
    // Assigned back, it is no second one.
    wrappers.set(wrapper, wrapper);
    return wrapper;
  }

  /** The method that is there, or comes there. @param {any} target @param {string} method */
  function followMethod(target, method) {
    let current = target[method];
    Object.defineProperty(target, method, {
      configurable: true,
      enumerable: true,
      get: () => (typeof current === 'function' ? wrapperOf(method, current) : current),
      set(value) {
        current = value;
        replay();
      },
    });
  }

  const follow = host.safely((/** @type {any} */ analytics) => {
    if (!analytics || !/object|function/.test(typeof analytics) || analytics instanceof Node || followed.has(analytics)) return;
    followed.add(analytics);
    replay();
    try {
      if (Array.isArray(analytics)) followQueue(analytics);
      for (const method of METHODS) followMethod(analytics, method);
    } catch {
      blame(host, 'segment', 'window.analytics is frozen');
    }
  });
  const look = () => follow(page.analytics);

  look();
  const own = Object.getOwnPropertyDescriptor(page, 'analytics');
  if (!own || (own.configurable && !own.get)) {
    let analytics = own?.value;
    let isAssigned = !!own;
    Object.defineProperty(page, 'analytics', {
      configurable: true,
      enumerable: true,
      // An element of that id goes on standing in for a global that nobody has assigned.
      get: () => (isAssigned ? analytics : (document.getElementById('analytics') ?? undefined)),
      set(value) {
        isAssigned = true;
        analytics = value;
        follow(value);
      },
    });
  }
  for (const when of ['DOMContentLoaded', 'load']) addEventListener(when, look);
  document.addEventListener('click', look, true);
}
