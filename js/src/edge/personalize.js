// A request through the edge: the shop's own page with what fits this visitor, or the shop's own page as it came.

import { fieldOf } from '../collect/fields.js';
import { attributesOf } from './attributes.js';
import { consentOf } from './consent.js';
import { valuesOf } from './cookies.js';
import { insertOf } from './insert.js';
import { MOST_AHEAD } from './limits.js';
import { newId, readMemory, secretsOf, writeMemory } from './memory.js';
import { kindOf, originRequest } from './request.js';
import { isMarkup, isText, passed, personalHeaders, whyNoPage } from './response.js';
import { makeStitcher, streamOf } from './stitch.js';
import { pageView, readState } from './view.js';

/** @typedef {import('./view.js').Geo} Geo */
/** @typedef {{ id: string, snapshot: Uint8Array<ArrayBuffer>, clock: number } | null} Known */
/**
 * @typedef {object} Engine `vitrine/engine` with vitrine-edge.wasm
 * @property {ReturnType<typeof import('./scanner.js').openScanner> | null} pages
 * @property {{ id: string, kind: 'content' | 'sort' }[]} slots of the strategy
 * @property {(view: any) => { decisions: Record<string, { slot: string, variant: string, reason: string }>, orders: Record<string, Uint16Array>, snapshot: Uint8Array, nextChange: number | null }} turn
 * @property {(options: any) => { restored: boolean, clock(): number, release(): void }} visitor
 */
/**
 * @typedef {object} Options
 * @property {Engine} engine
 * @property {(request: Request) => Promise<Response>} origin
 * @property {string | readonly string[]} [secret] none, or a short one: decided without memory
 * @property {Geo} [geo] what the platform knows of where the request comes from
 * @property {(fault: string) => void} [report] a word for each fault, never a visitor's
 */

const MOST_SNIFFED = 512;
const MAX_AGE = 34_560_000;

/** @param {Map<string, string>} attributes of a tag with data-vitrine-item */
function itemOf(attributes) {
  /** @type {Record<string, unknown>} */
  const item = { item_id: attributes.get('data-vitrine-item'), pinned: attributes.has('data-vitrine-pin') };
  for (const [name, value] of attributes) {
    if (name.startsWith('data-')) item[fieldOf(name)] = value;
  }
  return item;
}

/** @param {Request} request @param {Options} options @param {import('./consent.js').Consent} consent @returns {Promise<Known>} */
async function memoryOf(request, { engine, secret }, consent) {
  const secrets = secretsOf(secret);
  if (!secrets || !consent.purposes.includes('personalization')) return null;
  const name = cookieName(request);
  const memory = await readMemory(name, valuesOf(request.headers.get('cookie'), name), secrets);
  if (!memory) return null;
  const visitor = engine.visitor({ id: memory.id, snapshot: memory.snapshot });
  const clock = visitor.clock();
  const isGood = visitor.restored && clock <= seconds() + MOST_AHEAD;
  visitor.release();
  return isGood ? { ...memory, clock } : null;
}

const seconds = () => Math.floor(Date.now() / 1000);
const isSecure = (/** @type {Request} */ request) => request.url.startsWith('https:');
const cookieName = (/** @type {Request} */ request) => (isSecure(request) ? '__Host-vitrine' : 'vitrine');

/** @param {Request} request @param {string} value */
const cookieLine = (request, value) =>
  `${cookieName(request)}=${value}; HttpOnly;${isSecure(request) ? ' Secure;' : ''} SameSite=Lax; Path=/; Max-Age=${MAX_AGE}`;

/**
 * The first bytes of a body: what tells markup, else at least 512 where there are so many.
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @returns {Promise<{ bytes: Uint8Array, isDone: boolean }>}
 */
async function firstBytes(reader) {
  let bytes = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      const more = new Uint8Array(bytes.length + value.length);
      more.set(bytes);
      more.set(value, bytes.length);
      bytes = more;
    }
    if (done || bytes.length >= MOST_SNIFFED || isMarkup(bytes)) return { bytes, isDone: done };
  }
}

/**
 * Never throws: whatever fails leaves the origin's answer, and an origin that gives none is a 502.
 * @param {Request} request
 * @param {Options} options
 * @returns {Promise<Response>}
 */
export async function personalize(request, options) {
  const kind = kindOf(request);
  const response = await options.origin(originRequest(request, kind)).catch(() => null);
  if (!response) {
    options.report?.('Origin');
    return new Response(null, { status: 502, headers: { 'cache-control': 'no-store', 'server-timing': 'vitrine;desc="pass-origin"' } });
  }
  if (!kind.isNavigation || kind.isFromElsewhere || !response.body) return passed(response, '');
  const reason = whyNoPage(response);
  if (reason) return passed(response, reason);
  const reader = response.body.getReader();
  const { bytes, isDone } = await firstBytes(reader);
  const asItCame = (/** @type {string} */ why, /** @type {Uint8Array[]} */ ready, /** @type {boolean} */ done) =>
    passed(new Response(streamOf(ready, reader, done, null), response), why);
  if (!isMarkup(bytes) && !isText(bytes)) return asItCame('bytes', [bytes], isDone);
  try {
    return await page(request, options, { response, reader, bytes, isDone, kind, asItCame });
  } catch (error) {
    options.report?.(error instanceof Error ? error.name : 'fault');
    return asItCame('fault', [bytes], isDone);
  }
}

/**
 * @param {Request} request
 * @param {Options} options
 * @param {{ response: Response, reader: ReadableStreamDefaultReader<Uint8Array>, bytes: Uint8Array, isDone: boolean, kind: import('./request.js').Kind,
 *   asItCame: (why: string, ready: Uint8Array[], done: boolean) => Response }} origin
 */
async function page(request, options, { response, reader, bytes, isDone, kind, asItCame }) {
  const { engine, geo } = options;
  const cookies = request.headers.get('cookie');
  const consent = consentOf(valuesOf(cookies, 'vitrine_consent'), request.headers.get('sec-gpc'));
  const memory = await memoryOf(request, options, consent);
  const scan = engine.pages?.begin() ?? null;
  if (!scan) return asItCame('busy', [bytes], isDone);

  const at = Math.max(seconds(), memory?.clock ?? 0);
  const id = memory?.id ?? newId();
  const visitor = { id, purposes: consent.purposes };
  /** @type {ReturnType<Engine['turn']> | null} */
  let turn = null;
  let why = '';

  /** @param {Uint8Array} head */
  function decide(head) {
    const text = (/** @type {[number, number]} */ [start, end]) => new TextDecoder().decode(head.subarray(start, end));
    const known = /** @type {import('./scanner.js').Scan} */ (scan).known();
    const state = known.states > 0 && known.state[1] > 0 ? readState(text(known.state)) : [];
    if (!state) options.report?.('State');
    const events = [pageView(request, text(known.html), geo), ...(state ?? [])];
    turn = engine.turn({ ...visitor, snapshot: memory?.snapshot, events, slots: engine.slots.map(slot => slot.id), at });
    const { decisions, snapshot } = turn;
    return {
      insert: insertOf({ ...(memory && { id }), view: 1, counted: !kind.isPrefetch, at, seen: 0, decisions: Object.values(decisions) }),
      /** @param {import('./scanner.js').Slot} slot @param {number} number @param {Uint8Array} content */
      fill(slot, number, content) {
        const shown = decisions[slot.name]?.variant;
        if (shown === undefined) return null;
        if (shown === 'sorted') return sorted(slot, number, content, snapshot);
        const variant = shown === 'default' ? -1 : slot.variants.findIndex(({ name }) => name === shown);
        return variant < 0 && shown !== 'default' ? null : /** @type {import('./scanner.js').Scan} */ (scan).fill(number, variant);
      },
    };
  }

  /** @param {import('./scanner.js').Slot} slot @param {number} number @param {Uint8Array} content @param {Uint8Array} snapshot */
  function sorted(slot, number, content, snapshot) {
    const items = /** @type {import('./scanner.js').Scan} */ (scan).items(number);
    if (!items || slot.isChosen) return null;
    const tags = items.map(({ tagStart, tagEnd }) =>
      new TextDecoder().decode(content.subarray(tagStart - slot.contentStart, tagEnd - slot.contentStart)),
    );
    const ranked = engine.turn({ ...visitor, snapshot, slots: [], lists: { [slot.name]: tags.map(tag => itemOf(attributesOf(tag))) }, at });
    return /** @type {import('./scanner.js').Scan} */ (scan).order(number, ranked.orders[slot.name]);
  }

  const tell = (/** @type {string} */ reason) => {
    why = reason;
  };
  const stitcher = makeStitcher({ scan, decide, tell });
  const ready = stitcher.take(bytes, isDone);
  let done = isDone;
  while (!turn && !why && !done) {
    const next = await reader.read().catch(error => {
      stitcher.stop();
      throw error;
    });
    done = next.done;
    ready.push(...stitcher.take(next.value ?? new Uint8Array(0), done));
  }
  const made = /** @type {ReturnType<Engine['turn']> | null} */ (turn);
  if (!made) {
    if (why) options.report?.(why);
    return asItCame(why || 'head', ready, done);
  }
  const headers = personalHeaders(response.headers);
  const secrets = secretsOf(options.secret);
  if (secrets && !kind.isPrefetch && consent.purposes.includes('personalization')) {
    const value = await writeMemory({ id, snapshot: new Uint8Array(made.snapshot) }, secrets);
    if (value) headers.append('set-cookie', cookieLine(request, value));
  }
  headers.append('server-timing', 'vitrine;desc="scan"');
  return new Response(streamOf(ready, reader, done, stitcher), { status: 200, headers });
}
