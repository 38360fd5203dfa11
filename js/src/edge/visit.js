// Who asks: what is remembered of the visitor, what happened in the page since, what may be used of it for this request, and what is noted after it.

import { readParcel } from '../handover/events.js';
import { consentOf } from './consent.js';
import { valuesOf } from './cookies.js';
import { LEDGER_BYTES, readLedger, withLedger } from './ledger.js';
import { CROWDED, MOST_AHEAD, MOST_EVENTS_TEXT, MOST_JUMP, MOST_SNAPSHOT } from './limits.js';
import { newId, readMemory, secretsOf, writeMemory } from './memory.js';

/** @typedef {import('./personalize.js').Engine} Engine */
/** @typedef {import('./personalize.js').Options} Options */
/** @typedef {{ event: string, fields?: Record<string, unknown>, items?: Record<string, unknown>[], time?: number }} Event */
/**
 * @typedef {object} Visit
 * @property {string} id
 * @property {import('./consent.js').Consent} consent
 * @property {readonly string[] | null} secrets null: nothing is read or written
 * @property {boolean} canRemember there are secrets, whatever the visitor allows
 * @property {boolean} isRemembered there was a valid memory
 * @property {Uint8Array | undefined} snapshot
 * @property {import('./ledger.js').Ledger} ledger
 * @property {number} clock seconds: of the memory; of nobody's a day before now
 * @property {number} at seconds: now, and never before what is remembered
 * @property {Event[]} events that happened in the page since, in their order, none later than `at`
 * @property {number} seen number of the newest of them
 * @property {number} room characters that the memory's cookie may take
 * @property {boolean} sheds the hand-over cookie goes, so that the header does not grow
 */

const MAX_AGE = 34_560_000;
const DAY = 86_400;

const isSecure = (/** @type {string} */ url) => url.startsWith('https:');
export const memoryName = (/** @type {string} */ url) => (isSecure(url) ? '__Host-vitrine' : 'vitrine');
const ending = (/** @type {string} */ url) => `${isSecure(url) ? ' Secure;' : ''} SameSite=Lax; Path=/; Max-Age=`;

/** @param {string} url of the request @param {string} value @returns {string} the memory, as Set-Cookie */
const memoryLine = (url, value) => `${memoryName(url)}=${value}; HttpOnly;${ending(url)}${MAX_AGE}`;
/** @param {string} url @param {string} value @returns {string} */
const consentLine = (url, value) => `vitrine_consent=${value};${ending(url)}${MAX_AGE}`;
/** @param {string} url @param {string} name @returns {string} */
const goneLine = (url, name) => `${name}=;${name === memoryName(url) ? ' HttpOnly;' : ''}${ending(url)}0`;

/** Memory and events go, and where nothing at all is to stay, the consent too. @param {string} url @param {boolean} [isAll] @returns {string[]} lines of Set-Cookie */
export const forgetLines = (url, isAll = false) =>
  [memoryName(url), 'vitrine_events', ...(isAll ? ['vitrine_consent'] : [])].map(name => goneLine(url, name));

/**
 * What is valid, and whose clock is not ahead.
 * @param {Engine} engine @param {string} name @param {string | null} cookies @param {readonly string[]} secrets @param {number} now
 */
async function remembered(engine, name, cookies, secrets, now) {
  const memory = await readMemory(name, valuesOf(cookies, name), secrets);
  if (!memory) return null;
  const visitor = engine.visitor({ id: memory.id, snapshot: memory.snapshot });
  const clock = visitor.clock();
  const isGood = visitor.restored && clock <= now + MOST_AHEAD;
  visitor.release();
  return isGood ? { ...memory, clock } : null;
}

let isTold = false;
/** Without a good secret nobody is remembered. @param {Options['report']} report */
function tellOnce(report) {
  if (!isTold) report?.('Secret');
  isTold = true;
}

/**
 * Those that are new, as the core takes them; one that the strategy does not know says only that somebody is there, and says it once.
 * @param {Engine} engine
 * @param {import('../handover/events.js').Parcel} parcel
 * @param {number} seen @param {number} clock @param {number} at
 * @returns {{ events: Event[], seen: number }}
 */
export function newEvents(engine, { first, events }, seen, clock, at) {
  // Numbers that ran far ahead were written by nobody of ours.
  if (first > seen + MOST_JUMP && seen > 0) return { events: [], seen };
  let isActive = false;
  let time = clock;
  /** @type {Event[]} */
  const taken = [];
  events.forEach((each, i) => {
    if (!each || first + i <= seen) return;
    const isKnown = engine.knows(each.event);
    if (!isKnown && isActive) return;
    isActive ||= !isKnown;
    const { at: told, ...event } = each;
    time = told >= time && told <= at ? told : at;
    if (event.event === 'page_view') event.fields = withPath(event.fields);
    taken.push({ ...event, time });
  });
  return { events: taken, seen: Math.max(seen, first + events.length - 1) };
}

/** @param {Record<string, unknown>} [fields] of a view that the page took itself */
function withPath(fields = {}) {
  try {
    return { page_path: new URL(`${fields.page_location}`).pathname, ...fields };
  } catch {
    return fields;
  }
}

/**
 * @param {Request} request
 * @param {Pick<Options, 'engine' | 'secret' | 'consent' | 'report'>} options
 * @param {{ now: number, stranger?: string }} how stranger: an id for who is always new (a bot)
 * @returns {Promise<Visit>}
 */
export async function visitOf({ url, headers }, { engine, secret, consent: told, report }, { now, stranger }) {
  const cookies = headers.get('cookie');
  const letters = told === undefined ? valuesOf(cookies, 'vitrine_consent') : [told];
  const consent = consentOf(stranger === undefined ? letters : [], headers.get('sec-gpc'));
  const wants = consent.granted.includes('personalization');
  const good = secretsOf(secret);
  const secrets = wants ? good : null;
  if (wants && !secrets) tellOnce(report);
  const name = memoryName(url);
  const memory = secrets && (await remembered(engine, name, cookies, secrets, now));
  const ledger = memory ? readLedger(memory.snapshot) : { view: 0, mark: 0, seen: 0, day: 0 };
  const at = Math.max(now, memory?.clock ?? 0);
  const clock = memory?.clock ?? at - DAY;
  const handed = secrets ? valuesOf(cookies, 'vitrine_events') : [];
  const parcel = handed.length === 1 && handed[0].length <= MOST_EVENTS_TEXT ? readParcel(handed[0]) : null;
  const news = parcel ? newEvents(engine, parcel, ledger.seen, clock, at) : { events: [], seen: ledger.seen };
  const isCrowded = (cookies ?? '').length > CROWDED;
  const freed = isCrowded && handed.length > 0 ? handed.reduce((sum, value) => sum + value.length, 0) : 0;
  const before = memory ? Math.max(...valuesOf(cookies, name).map(value => value.length)) : 0;
  const own = parcel?.id && /^[\w-]{22}$/.test(parcel.id) ? parcel.id : null;
  return {
    id: stranger ?? memory?.id ?? own ?? newId(),
    consent,
    secrets,
    canRemember: good !== null,
    isRemembered: memory !== null,
    snapshot: memory?.snapshot,
    ledger,
    clock,
    at,
    ...news,
    room: isCrowded ? before + freed : Infinity,
    sheds: freed > 0,
  };
}

/**
 * @param {Visit} visit
 * @param {Uint8Array} snapshot after the request
 * @returns {boolean} it can be written: it fits the cookie, and the cookie the header
 */
export function fits({ id, secrets, room }, snapshot) {
  const length = snapshot.length + LEDGER_BYTES;
  const characters = 2 + 5 + id.length + 1 + Math.ceil((length * 4) / 3) + 1 + 43;
  return secrets !== null && length <= MOST_SNAPSHOT && characters <= room;
}

/**
 * @param {string} url
 * @param {Visit} visit
 * @param {Uint8Array} snapshot after the request: fits() it
 * @param {{ view: number, mark: number }} view of the answer, or of the last one
 * @returns {Promise<string[]>} lines of Set-Cookie
 */
export async function remember(url, visit, snapshot, { view, mark }) {
  const { id, ledger, seen, at, consent, sheds } = visit;
  const day = Math.floor(at / DAY);
  const noted = withLedger(snapshot, { view, mark, seen, day });
  const value = await writeMemory({ id, snapshot: noted }, /** @type {readonly string[]} */ (visit.secrets));
  return [
    ...(value ? [memoryLine(url, value)] : []),
    // A browser keeps for a week what a script wrote, and longer what an answer sets.
    ...(ledger.day < day ? [consentLine(url, consent.text)] : []),
    ...(sheds ? [goneLine(url, 'vitrine_events')] : []),
  ];
}
