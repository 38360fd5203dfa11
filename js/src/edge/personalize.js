// A request through the edge: the shop's own page with what fits this visitor, or the shop's own page as it came.

import { botId, isBot } from './bots.js';
import { valuesOf } from './cookies.js';
import { endpoint } from './endpoints.js';
import { stitchPage } from './page.js';
import { openPlans } from './plans.js';
import { kindOf, originRequest } from './request.js';
import { isMarkup, isText, passed, personalHeaders, whyNoPage } from './response.js';
import { bytesToCome, streamOf } from './stitch.js';
import { forgetLines, remember, visitOf } from './visit.js';

/** @typedef {import('./view.js').Geo} Geo */
/**
 * @typedef {object} Engine `vitrine/engine` with vitrine-edge.wasm
 * @property {ReturnType<typeof import('./scanner.js').openScanner> | null} pages
 * @property {{ id: string, kind: 'content' | 'sort', readsState: boolean, needsEvidence: boolean }[]} slots of the strategy
 * @property {(event: string) => boolean} knows some rule reads this event
 * @property {(view: any) => { decisions: Record<string, { slot: string, variant: string, reason: string }>, orders: Record<string, Uint16Array>, snapshot: Uint8Array, nextChange: number | null }} turn
 * @property {(options: any) => { restored: boolean, clock(): number, stage(): string | null, segments(): string[], release(): void }} visitor
 */
/**
 * @typedef {object} Options
 * @property {Engine} engine
 * @property {(request: Request) => Promise<Response>} origin
 * @property {string | readonly string[]} [secret] of 32 bytes or more, or up to four of them: the first signs, all verify. None: decided without memory
 * @property {string} [consent] what the shop itself knows of it, in the letters of vitrine_consent: it stands before the cookie
 * @property {Geo} [geo] what the platform knows of where the request comes from
 * @property {(fault: string) => void} [report] a word for each fault, never a visitor's
 * @property {{ waitUntil(work: Promise<unknown>): void }} [ctx] of the platform
 */
/**
 * @typedef {object} Coming the origin's answer, of which the first bytes have been read
 * @property {Response} response
 * @property {ReadableStreamDefaultReader<Uint8Array>} reader
 * @property {Uint8Array[]} parts what has been read, so that nothing is lost whatever fails
 * @property {boolean} isDone
 */

const MOST_SNIFFED = 512;
/** Of all engines: finished values of pages, none of a visitor. */
const plans = openPlans();

const total = (/** @type {Uint8Array[]} */ parts) => parts.reduce((sum, part) => sum + part.length, 0);

/** @param {Uint8Array[]} parts @returns {Uint8Array} */
function joined(parts) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(total(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Coming} coming reads one part more */
async function readMore(coming) {
  const { done, value } = await coming.reader.read();
  if (value) coming.parts.push(value);
  coming.isDone = done;
}

/** What tells markup, else at least 512 bytes where there are so many. @param {Coming} coming @returns {Promise<Uint8Array>} */
async function firstBytes(coming) {
  for (;;) {
    const bytes = joined(coming.parts);
    if (coming.isDone || bytes.length >= MOST_SNIFFED || isMarkup(bytes)) return bytes;
    await readMore(coming);
  }
}

/**
 * Never throws: whatever fails leaves the origin's answer, and an origin that gives none is a 502.
 * @param {Request} request
 * @param {Options} options
 * @returns {Promise<Response>}
 */
export async function personalize(request, options) {
  const now = Math.floor(Date.now() / 1000);
  try {
    const own = await endpoint(request, options, now);
    if (own) return own;
  } catch (error) {
    options.report?.(wordOf(error));
    return new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } });
  }
  const kind = kindOf(request);
  const isConditional =
    kind.isNavigation && plans.isEmpty(request) && valuesOf(request.headers.get('cookie'), 'vitrine_consent').length === 0;
  const response = await answerOf(options, originRequest(request, { ...kind, isConditional }));
  if (!response) {
    options.report?.('Origin');
    return new Response(null, { status: 502, headers: { 'cache-control': 'no-store', 'server-timing': 'vitrine;desc="pass-origin"' } });
  }
  if (!kind.isTouched) return passed(response, '');
  const reason = kind.isFromElsewhere ? 'prefetch' : whyNoPage(response);
  if (reason || !response.body) return passed(response, reason || 'empty');
  /** @type {Coming} */
  const coming = { response, reader: response.body.getReader(), parts: [], isDone: false };
  const asItCame = (/** @type {string} */ why, isUnpacked = true) =>
    passed(response, why, streamOf(coming.parts, coming.reader, coming.isDone), isUnpacked);
  try {
    const bytes = await firstBytes(coming);
    if (!isMarkup(bytes) && !isText(bytes)) return asItCame('bytes', false);
    if (plans.hasFailed(request, bytes, now)) return asItCame('failed');
    const made = await page(request, options, coming, { kind, now });
    if (made instanceof Response) return made;
    if (!ORDINARY.includes(made)) options.report?.(made);
    if (OF_PAGES.includes(made)) plans.fail(request, bytes, now);
    return asItCame(made);
  } catch (error) {
    options.report?.(wordOf(error));
    // The origin's own break is told by the stream.
    return asItCame('fault');
  }
}

/** @param {Options} options @param {Request} request @returns {Promise<Response | null>} null: it gave none, whatever it did instead */
async function answerOf({ origin }, request) {
  try {
    return await origin(request);
  } catch {
    return null;
  }
}

/** A name of a kind of fault and nothing that it says. @param {unknown} error */
const wordOf = error => (error instanceof WebAssembly.RuntimeError ? 'Trap' : error instanceof Error ? error.name : 'fault');

/** Reasons that are no fault, and those for which the same page will fail again. */
const ORDINARY = ['off', 'charset', 'busy', 'nothing'];
const OF_PAGES = ['structure', 'head', 'large'];

/**
 * @param {Request} request
 * @param {Options} options
 * @param {Coming} coming
 * @param {{ kind: import('./request.js').Kind, now: number }} how
 * @returns {Promise<Response | string>} a text: why the page goes on as it came
 */
async function page(request, options, coming, { kind, now }) {
  const { headers } = coming.response;
  const visit = await visitOf(request, options, { now, stranger: isBot(request.headers) ? botId(request.url) : undefined });
  const known = plans.find(request, headers);
  if (known?.isEmpty && !visit.consent.text) return 'nothing';
  const scan = plans.scanWith(options.engine.pages, known);
  if (!scan) return 'busy';
  const keep =
    !known && plans.canKeep(headers) ? (/** @type {import('./plans.js').Plan} */ plan) => plans.keep(request, headers, plan) : null;
  const type = headers.get('content-type') ?? '';
  const page = stitchPage({ request, options, visit, scan, known, keep, type, isPrefetch: kind.isPrefetch });
  try {
    const ready = await untilDecided(page, coming);
    const made = page.made();
    if (!made) return page.why() || 'head';
    const answered = personalHeaders(headers);
    const lines = made.isCounted ? await remember(request.url, visit, made.turn.snapshot, made) : [];
    if (visit.consent.isRefused && !kind.isPrefetch) lines.push(...forgetLines(request.url));
    for (const line of lines) answered.append('set-cookie', line);
    answered.append('server-timing', `vitrine;desc="${known && scan.isPlanned() ? 'hit' : 'scan'}"`);
    const missing = bytesToCome(headers, total(coming.parts));
    return new Response(streamOf(ready, coming.reader, coming.isDone, page.stitcher, missing), { status: 200, headers: answered });
  } catch (error) {
    page.stitcher.stop();
    throw error;
  }
}

/**
 * Reads on until the head has been decided, or it is known that it will not be.
 * @param {ReturnType<typeof stitchPage>} page
 * @param {Coming} coming
 * @returns {Promise<Uint8Array[]>} what goes on, of all that has been read
 */
async function untilDecided({ stitcher, made, why }, coming) {
  /** @type {Uint8Array[]} */
  const ready = [];
  for (let next = 0; ; next++) {
    while (next === coming.parts.length && !coming.isDone && !made() && !why()) await readMore(coming);
    if (next === coming.parts.length) {
      if (coming.isDone) ready.push(...stitcher.take(new Uint8Array(0), true));
      return ready;
    }
    ready.push(...stitcher.take(coming.parts[next], false));
  }
}
