// Events on their way to the edge: in a cookie that the next request carries, and by a request of their own before it would overflow.

import { MOST_EVENTS, parcelText, readParcel } from '../handover/events.js';

/** @typedef {import('./index.js').Host} Host */
/** @typedef {import('./index.js').Told} Told */
/** @typedef {import('./index.js').PageEvent} PageEvent */
/** @typedef {import('../handover/events.js').Parcel} Parcel */

/** Characters. */
const MOST = 1500;

/** What no rule reads need not travel. @param {Record<string, unknown> | undefined} fields @param {Host} host @returns {Record<string, unknown>} */
const told = (fields, host) =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([name, value]) => value !== undefined && value !== '' && host.wants(name)));

/**
 * @param {Host} host
 * @param {ReturnType<typeof import('./past.js').openPast>} past
 * @param {Told | null} answer null: the edge has not seen this page
 */
export function outbox(host, past, answer) {
  /** The edge's clock ahead of ours, in seconds. */
  const ahead = answer ? answer.at - Math.floor(performance.timeOrigin / 1000) : 0;
  let isSending = false;

  /** @returns {Parcel} as it stands in the cookie; one that cannot be read, or was taken away, goes on behind the newest number */
  function read() {
    const parcel = readParcel(host.readCookie());
    const next = past.number() + 1;
    return parcel && parcel.first + parcel.events.length >= next ? parcel : { first: next, id: null, events: [] };
  }

  /** @param {Parcel} parcel */
  const lastOf = ({ first, events }) => first + events.length - 1;

  /** @param {Parcel} parcel @param {number} taken drops what the edge has */
  function without({ first, id, events }, taken) {
    const gone = Math.min(Math.max(0, taken - first + 1), events.length);
    return { first: first + gone, id, events: events.slice(gone) };
  }

  /** @param {Parcel} parcel */
  function write(parcel) {
    past.count(lastOf(parcel));
    host.writeCookie(parcelText(parcel));
  }

  /** The newest that the cookie holds. @param {Parcel} parcel */
  function writeEnd(parcel) {
    let rest = parcel;
    while (parcelText(rest).length > MOST) rest = without(rest, rest.first);
    write(rest);
  }

  /** @param {Parcel} parcel too large for the cookie */
  async function send(parcel) {
    isSending = true;
    writeEnd(parcel);
    try {
      const { status } = await fetch('/.vitrine/events', { method: 'POST', body: parcelText(parcel), keepalive: true });
      if (status === 204) write(without(read(), lastOf(parcel)));
    } catch {
      // What stands in the cookie goes with the next page.
    }
    isSending = false;
  }

  const standing = read();
  if (answer) write(without(standing, answer.seen ?? 0));

  return {
    /** @param {PageEvent} event that the page's visitor has taken */
    add({ event, fields, items, time = 0 }) {
      const parcel = read();
      const id = parcel.id ?? (answer?.counted ? null : host.id());
      const handed = {
        event,
        // The edge reads the path off the address.
        fields: told(event === 'page_view' ? { page_location: location.href, ...fields, page_path: '' } : fields, host),
        ...(items?.[0] && { items: items.map(item => told(item, host)) }),
        at: time + ahead,
      };
      const next = { ...parcel, id, events: [...parcel.events, handed] };
      const isFull = parcelText(next).length > MOST || next.events.length > MOST_EVENTS;
      if (isFull && !isSending) send(next);
      else writeEnd(next);
    },
  };
}
