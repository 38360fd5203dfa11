// Events on their way to the edge: in a cookie that the next request carries, and by a request of their own before it would overflow.

import { MOST_EVENTS, parcelText, readParcel } from '../handover/events.js';

/** @typedef {import('./index.js').Host} Host */
/** @typedef {import('./index.js').Told} Told */
/** @typedef {import('./index.js').PageEvent} PageEvent */
/** @typedef {{ first: number, id: string | null, events: (import('../handover/events.js').Handed | null)[] }} Parcel */

/** Characters. */
const MOST = 1500;

/** What no rule reads need not travel. @param {Record<string, unknown> | undefined} fields @param {Host} host @returns {Record<string, unknown>} */
const told = (fields, host) =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([name, value]) => value !== undefined && value !== '' && host.wants(name)));

/** @param {Parcel} parcel */
const fits = parcel => parcel.events.length <= MOST_EVENTS && parcelText(parcel).length <= MOST;

/**
 * @param {Host} host
 * @param {ReturnType<typeof import('./log.js').openLog>} log
 * @param {Told | null} answer null: the edge has not seen this page
 */
export function outbox(host, log, answer) {
  /** The edge's clock ahead of ours, in seconds. */
  const ahead = answer ? answer.at - Math.floor(performance.timeOrigin / 1000) : 0;
  let isSending = false;
  /** Who is not known there is told by whom it is handed over. */
  const id = () => (answer?.counted ? null : host.id());

  /** @param {number} seen that the edge has, by its word in this page or by the cookie's */
  function write(seen) {
    /** @type {Parcel} */
    const parcel = { id: id(), ...log.after(seen) };
    // All that is not acknowledged: of two tabs that send at once one wipes the other's.
    if (!fits(parcel) && !isSending) send({ id: parcel.id, ...log.after(log.seen()) });
    // The oldest that the cookie holds: no number may be left out.
    while (!fits(parcel)) parcel.events.pop();
    host.writeCookie(parcelText(parcel));
  }

  /** @param {Parcel} parcel */
  async function send(parcel) {
    isSending = true;
    let isTaken = false;
    try {
      const { status } = await fetch('/.vitrine/events', { method: 'POST', body: parcelText(parcel), keepalive: true });
      isTaken = status === 204;
    } catch {
      // What stands in the cookie goes with the next page.
    }
    if (isTaken) write(Math.max(standing(), parcel.first + parcel.events.length - 1));
    isSending = false;
  }

  /** @returns {number} what need not be handed over any more: all before what stands in the cookie */
  const standing = () => (readParcel(host.readCookie())?.first ?? log.after(Infinity).first) - 1;

  /** @param {PageEvent} event */
  const handed = ({ event, fields, items, time = 0 }) => ({
    event,
    // The edge reads the path off the address.
    fields: told(event === 'page_view' ? { page_location: location.href, ...fields, page_path: '' } : fields, host),
    ...(items?.[0] && { items: items.map(item => told(item, host)) }),
    at: time + ahead,
  });

  if (answer) {
    log.meet(answer);
    write(answer.seen ?? 0);
  }

  return {
    /** @param {PageEvent} event that the page's visitor has taken */
    add(event) {
      const seen = standing();
      log.add(handed(event));
      write(seen);
    },

    /** @param {PageEvent} view that the edge has counted */
    note: view => log.add(handed(view), answer?.mark),
  };
}
