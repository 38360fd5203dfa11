// A list in the order of the visitor: decided before anybody has seen it, and as the shopper found it afterwards.

import { useMemo, useSyncExternalStore } from 'react';
import { hasPainted } from '../activate/sight.js';
import { live } from '../session/live.js';
import { useTurn } from './decisions.js';
import { useCommit, useSubscribedAtOnce } from './once.js';

/** @typedef {Record<string, unknown>} Item */

/** Lists of items that are remembered: a shopper goes back and forth between filters. */
const MOST = 50;

/** @param {readonly Item[]} items @returns {string} which they are, in the page's order */
const keyOf = items => JSON.stringify(items.map(({ item_id }) => item_id));

/** @param {number} length @param {import('./decisions.js').Turn['orders']} orders @param {string} slot @returns {number[] | null} null: none for so many items */
function servedOrder(length, orders, slot) {
  // A typed array is an object with numbers for keys after its way through JSON.
  const served = /** @type {ArrayLike<number> | undefined} */ (orders?.[slot]);
  const order = served && Array.from({ length }, (_, at) => served[at]);
  return order && new Set(order).size === length && order.every(at => at >= 0 && at < length) ? order : null;
}

/** @param {string} slot */
function openOrder(slot) {
  /** By the items they are of; null: a frame has shown the page's own. @type {Map<string, number[] | null>} */
  const orders = new Map();
  /** What the last commit has put into the page. @type {readonly Item[]} */
  let last = [];
  let isSeen = false;

  /** @param {readonly Item[]} items @returns {number[] | null} what is only added behind leaves what stands as it is */
  function extended(items) {
    const known = last.length > 0 && last.length < items.length && last.every(({ item_id }, at) => item_id === items[at].item_id);
    const order = known && orders.get(keyOf(last));
    return order ? items.map((_, at) => order[at] ?? at) : null;
  }

  /** @param {readonly Item[]} items @returns {number[] | null} */
  function rank(items) {
    try {
      const order = live.handle()?.order(slot, [...items]);
      return order ? Array.from(order) : null;
    } catch {
      // A slot that is no list, or a core that stopped: the page's order, and the host has told what happened.
      return null;
    }
  }

  return {
    /** @param {readonly Item[]} items @param {string} key @returns {number[] | null} null: the page's order */
    now(items, key) {
      const known = orders.get(key);
      if (known !== undefined) return known;
      if (!live.handle()) return null;
      const order = isSeen && last.length && key === keyOf(last) ? null : (extended(items) ?? rank(items));
      orders.set(key, order);
      return order;
    },

    /** @param {readonly Item[]} items @param {string} key @param {import('./decisions.js').Turn['orders']} served */
    served(items, key, served) {
      if (!orders.has(key)) {
        const order = servedOrder(items.length, served, slot);
        if (order) orders.set(key, order);
        else isSeen = typeof document !== 'undefined' && hasPainted();
        last = items;
      }
      return orders.get(key) ?? null;
    },

    /** @param {readonly Item[]} items that stand in the page now @param {string} key */
    commit(items, key) {
      last = items;
      const order = orders.get(key);
      // The oldest are forgotten, never the one that stands.
      if (orders.delete(key) && orders.size >= MOST) orders.delete(`${orders.keys().next().value}`);
      if (order !== undefined) orders.set(key, order);
      if (isSeen || live.handle()) return () => {};
      const frame = requestAnimationFrame(() => {
        isSeen = true;
      });
      return () => cancelAnimationFrame(frame);
    },
  };
}

/**
 * The items in the order of the sort slot; the page's order while nobody decides, and for good where a frame has shown it.
 * @template {Item} T
 * @param {string} slot
 * @param {readonly T[]} items as `rank` takes them: item_id, item_category..5, item_brand, price, popularity, margin, stock, novelty, pinned
 * @returns {readonly T[]}
 */
export function useOrder(slot, items) {
  const opened = useMemo(() => openOrder(slot), [slot]);
  const { orders } = useTurn();
  const key = keyOf(items);
  const order = useSyncExternalStore(
    live.subscribe,
    () => opened.now(items, key),
    () => opened.served(items, key, orders),
  );
  useSubscribedAtOnce();
  useCommit(() => opened.commit(items, key), [opened, key]);
  return useMemo(() => (order ? order.map(at => items[at]) : items), [order, items]);
}
