// What the page's script asks of the edge itself: /.vitrine/events, /.vitrine/forget, /.vitrine/export.

import { readParcel } from '../handover/events.js';
import { toText } from '../handover/base64url.js';
import { MOST_BODY } from './limits.js';
import { fits, forgetLines, newEvents, remember, visitOf } from './visit.js';

/** @typedef {import('./personalize.js').Options} Options */

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** @param {number} status @param {unknown} value undefined: no body @param {string[]} [cookies] */
function answer(status, value, cookies = []) {
  const headers = new Headers(HEADERS);
  if (value !== undefined) headers.set('content-type', 'application/json');
  if (status === 405) headers.set('allow', 'POST');
  for (const line of cookies) headers.append('set-cookie', line);
  return new Response(value === undefined ? null : JSON.stringify(value), { status, headers });
}

/** Another site's form could be sent here too. @param {Request} request */
function isSameOrigin({ url, headers }) {
  const site = headers.get('sec-fetch-site');
  return site === null ? headers.get('origin') === new URL(url).origin : site === 'same-origin';
}

/** @param {Request} request @param {number} most @returns {Promise<string | null>} null: it is longer */
async function bodyOf(request, most) {
  if (Number(request.headers.get('content-length')) > most) return null;
  const reader = request.body?.getReader();
  let bytes = new Uint8Array(0);
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    if (bytes.length + next.value.length > most) {
      await reader?.cancel();
      return null;
    }
    bytes = new Uint8Array([...bytes, ...next.value]);
  }
  return new TextDecoder().decode(bytes);
}

/** @param {Request} request @param {Options} options @param {number} now */
async function takeEvents(request, options, now) {
  const text = await bodyOf(request, MOST_BODY);
  if (text === null) return answer(413, { error: 'more than 16 KB' });
  const parcel = readParcel(text);
  if (!parcel) return answer(400, { error: 'not 1.N.EVENT...' });
  const visit = await visitOf(request, options, { now });
  if (!visit.secrets) return answer(204, undefined);
  // Those of the cookie stand before them, and are in the body again.
  const { engine } = options;
  const own = parcel.id && /^[\w-]{22}$/.test(parcel.id) && !visit.isRemembered ? parcel.id : visit.id;
  const all = newEvents(engine, parcel, visit.ledger.seen, visit.clock, visit.at);
  const { snapshot } = engine.turn({
    id: own,
    purposes: visit.consent.granted,
    snapshot: visit.snapshot,
    events: all.events,
    slots: [],
    at: visit.at,
  });
  const after = { ...visit, ...all, id: own };
  const isNothing = all.seen === visit.ledger.seen;
  if (isNothing || !fits(after, snapshot)) return answer(isNothing ? 204 : 507, undefined);
  return answer(204, undefined, await remember(request.url, after, snapshot, visit.ledger));
}

/** @param {Request} request @param {Options} options @param {number} now */
async function tellAll(request, options, now) {
  const visit = await visitOf(request, options, { now });
  if (!visit.isRemembered) return answer(200, {});
  const { engine } = options;
  const visitor = engine.visitor({ id: visit.id, snapshot: visit.snapshot, purposes: visit.consent.granted });
  try {
    const snapshot = toText(/** @type {Uint8Array} */ (visit.snapshot));
    const { id, consent, ledger } = visit;
    return answer(200, { id, consent: consent.text, stage: visitor.stage(), segments: visitor.segments(), view: ledger.view, snapshot });
  } finally {
    visitor.release();
  }
}

/** @param {Request} request */
const forget = ({ url }) => answer(200, {}, forgetLines(url, true));

/**
 * @param {Request} request
 * @param {Options} options
 * @param {number} now
 * @returns {Promise<Response> | Response | null} null: it asks for something of the shop's
 */
export function endpoint(request, options, now) {
  const found = /^\/\.vitrine\/(events|forget|export)$/.exec(new URL(request.url).pathname)?.[1];
  if (!found) return null;
  if (request.method !== 'POST') return answer(405, { error: 'POST alone' });
  if (!isSameOrigin(request)) return answer(403, { error: 'from this origin alone' });
  if (found === 'events') return takeEvents(request, options, now);
  return found === 'export' ? tellAll(request, options, now) : forget(request);
}
