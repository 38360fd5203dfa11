// Pages that were scanned once: where their slots and items lie, so that the next answer with the same bytes is cut without a scan.

import { itemsIn } from './decide.js';
import { FAILED_FOR, MOST_PLAN_BYTES, MOST_PLANS } from './limits.js';
import { plannedScan } from './planned_scan.js';

/** @typedef {import('./scanner.js').Range} Range */
/** @typedef {import('./scanner.js').Scan} Scan */
/** @typedef {import('./scanner.js').Slot} Slot */
/** @typedef {{ start: number, bytes: Uint8Array }} Anchor bytes that must come there again */
/** @typedef {Slot & { fills: (Range[] | null)[], items: import('./scanner.js').Item[] | null, fields: Record<string, unknown>[], encoded?: { engine: object, items: import('./personalize.js').EncodedItems } }} PlannedSlot fills: of the default, then of each variant */
/**
 * @typedef {object} Plan
 * @property {import('./scanner.js').Known} known of the whole page
 * @property {PlannedSlot[]} slots by their numbers; one that waits for the browser has no fill and no items
 * @property {Anchor[]} anchors in their order
 * @property {boolean} isApp
 * @property {boolean} isEmpty there is nothing to decide
 * @property {number} size bytes, about
 */

/** They say where a visitor comes from, and nothing of the page (core/compiler/lower_traffic.cpp, kClickIds). */
const CAMPAIGN =
  /^(utm_.*|gad_.*|gclid|gbraid|wbraid|gclsrc|dclid|srsltid|msclkid|yclid|ttclid|twclid|li_fat_id|epik|sccid|rdt_cid|fbclid|igshid|irclickid|awc|cjevent)$/;

/** @param {string} url @returns {string} scheme, host, path, and the query without what campaigns add: all else in its order, repeats too */
export function addressKey(url) {
  const { origin, pathname, search } = new URL(url);
  const pairs = search.slice(1).split('&');
  const kept = pairs.filter(pair => pair !== '' && !CAMPAIGN.test(pair.split('=', 1)[0]));
  return `${origin}${pathname}?${kept.join('&')}`;
}

/** @param {Headers} headers @returns {string} '' where there is no strong one */
const strongTag = headers => /^"[^"]*"$/.exec(headers.get('etag') ?? '')?.[0] ?? '';

/** The first and the last bytes of a part of the page: enough to see that another part has come. */
const EDGE = 12;
/** Bytes by which a page that failed is known. */
const MOST_COMPARED = 256;

/** @param {number} start @param {number} end @param {(from: number, to: number) => Uint8Array} bytes @returns {Anchor[]} */
function anchorsAt(start, end, bytes) {
  if (end - start <= 2 * EDGE) return end > start ? [{ start, bytes: bytes(start, end) }] : [];
  return [
    { start, bytes: bytes(start, start + EDGE) },
    { start: end - EDGE, bytes: bytes(end - EDGE, end) },
  ];
}

/** Notes a page while it is stitched. @param {Scan} scan */
export function planMaker(scan) {
  /** @type {Anchor[]} */
  const anchors = [];
  /** @type {Map<number, PlannedSlot>} */
  const slots = new Map();
  return {
    /** @param {number} start @param {Uint8Array} bytes that must come there again */
    anchor(start, bytes) {
      anchors.push({ start, bytes: bytes.slice() });
    },

    /** A slot or list that has ended. @param {Slot} slot @param {number} number @param {Uint8Array} content */
    slot(slot, number, content) {
      const bytes = (/** @type {number} */ from, /** @type {number} */ to) =>
        content.slice(from - slot.contentStart, to - slot.contentStart);
      anchors.push(...anchorsAt(slot.contentStart, slot.contentEnd, bytes));
      const fills = [-1, ...slot.variants.keys()].map(variant => scan.fill(number, variant));
      for (const [start, end] of fills.flatMap(ranges => ranges ?? [])) anchors.push(...anchorsAt(start, end, bytes));
      const items = slot.itemCount > 0 ? scan.items(number) : null;
      for (const { start, end } of items ?? []) anchors.push(...anchorsAt(start, end, bytes));
      const fields = itemsIn(items ?? [], content, slot.contentStart);
      slots.set(number, { ...slot, fills, items, fields });
    },

    /** @param {boolean} isApp @returns {Plan} once the page is at its end, before the scan is ended */
    made(isApp) {
      const known = scan.known();
      const all = Array.from({ length: known.slots }, (_, i) => slots.get(i) ?? { ...scan.slot(i), fills: [], items: null, fields: [] });
      const size = 2 * JSON.stringify(all).length + anchors.reduce((sum, { bytes }) => sum + bytes.length + 80, 0);
      anchors.sort((one, other) => one.start - other.start);
      return { known, slots: all, anchors, isApp, isEmpty: known.slots === 0, size };
    },
  };
}

/** Another page at the same address is tried. @param {string} url @param {Uint8Array} first @returns {string} */
const beginningKey = (url, first) => `${addressKey(url)} ${String.fromCharCode(...first.subarray(0, MOST_COMPARED))}`;

/** Plans of all pages, the ones used longest ago go first. */
export function openPlans() {
  /** @type {Map<string, Plan>} */
  const plans = new Map();
  /** Pages that failed by their addresses and first bytes, and until when they are not tried. @type {Map<string, number>} */
  const failed = new Map();
  let size = 0;

  const keyOf = (/** @type {string} */ url, /** @type {string} */ tag) => `${addressKey(url)} ${tag}`;

  /** @param {string} key */
  function drop(key) {
    size -= plans.get(key)?.size ?? 0;
    plans.delete(key);
  }

  return {
    /** @param {Request} request @returns {boolean} the page that its condition names is known to hold nothing to decide */
    isEmpty({ url, headers }) {
      const tag = headers.get('if-none-match') ?? '';
      return tag !== '' && plans.get(keyOf(url, tag))?.isEmpty === true;
    },

    /** @param {Request} request @param {Headers} headers of the origin @returns {Plan | null} */
    find({ url }, headers) {
      const tag = strongTag(headers);
      if (!tag || plans.size === 0) return null;
      const key = keyOf(url, tag);
      const plan = plans.get(key);
      if (!plan) return null;
      plans.delete(key);
      plans.set(key, plan);
      return plan;
    },

    /** Is it worth noting the page? @param {Headers} headers of the origin */
    canKeep: headers => strongTag(headers) !== '',

    /** @param {Request} request @param {Headers} headers of the origin @param {Plan} plan */
    keep({ url }, headers, plan) {
      if (plan.size > MOST_PLAN_BYTES) return;
      const key = keyOf(url, strongTag(headers));
      drop(key);
      plans.set(key, plan);
      size += plan.size;
      for (const [oldest] of plans) {
        if (plans.size <= MOST_PLANS && size <= MOST_PLAN_BYTES) break;
        drop(oldest);
      }
    },

    /** A page failed. @param {Request} request @param {Uint8Array} first of its bytes @param {number} now seconds */
    fail({ url }, first, now) {
      const key = beginningKey(url, first);
      failed.delete(key);
      failed.set(key, now + FAILED_FOR);
      if (failed.size > MOST_PLANS) failed.delete(/** @type {string} */ (failed.keys().next().value));
    },

    /** @param {Request} request @param {Uint8Array} first of its bytes @param {number} now seconds @returns {boolean} it is not even tried */
    hasFailed({ url }, first, now) {
      if (failed.size === 0) return false;
      const until = failed.get(beginningKey(url, first)) ?? 0;
      return until > now && until <= now + FAILED_FOR;
    },

    /** @param {import('./scanner.js').Scanner | null} pages @param {Plan | null} plan @returns {Scan | null} null: as many as may are at work */
    scanWith: (pages, plan) => (plan && pages ? plannedScan(plan, pages.begin) : (pages?.begin() ?? null)),
  };
}
