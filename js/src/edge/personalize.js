// A request through the edge: the shop's own page with what fits this visitor, or the shop's own page as it came.

import { joined, openBody } from './body.js';
import { botId, isBot } from './bots.js';
import { valuesOf } from './cookies.js';
import { endpoint } from './endpoints.js';
import { stitchPage } from './page.js';
import { openPlans } from './plans.js';
import { kindOf, originRequest } from './request.js';
import { isMarkup, isText, passed, personalHeaders, whyNoPage } from './response.js';
import { answerOf } from './stitch.js';
import { forgetLines, remember, visitOf } from './visit.js';

/** @typedef {import('./view.js').Geo} Geo */
/** @typedef {import('./scanner.js').EncodedItems} EncodedItems */
/**
 * @typedef {object} Engine `vitrine/engine` with vitrine-edge.wasm
 * @property {ReturnType<typeof import('./scanner.js').openScanner> | null} pages
 * @property {{ id: string, kind: 'content' | 'sort', readsState: boolean, needsEvidence: boolean }[]} slots of the strategy
 * @property {(event: string) => boolean} knows some rule reads this event
 * @property {(items: Record<string, unknown>[]) => EncodedItems} encodeItems
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
 */
const MOST_SNIFFED = 512;
/** Of all engines: finished values of pages, none of a visitor. */
const plans = openPlans();

/** What tells markup, else at least 512 bytes where there are so many. @param {import('./body.js').Body} body @returns {Promise<Uint8Array>} */
async function firstBytes(body) {
  for (;;) {
    const bytes = joined(body.parts);
    if (body.isDone() || bytes.length >= MOST_SNIFFED || isMarkup(bytes)) return bytes;
    await body.more();
  }
}

/**
 * Never throws: whatever fails leaves the origin's answer, and an origin that gives none is a 502.
 * @param {Request} request
 * @param {Options} given
 * @returns {Promise<Response>}
 */
export async function personalize(request, given) {
  const options = { ...given, report: quiet(given.report) };
  const now = Math.floor(Date.now() / 1000);
  try {
    const own = await endpoint(request, options, now);
    if (own) return own;
  } catch (error) {
    options.report(wordOf(error));
    return new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } });
  }
  const kind = kindOf(request);
  const isConditional =
    kind.isNavigation && plans.isEmpty(request) && valuesOf(request.headers.get('cookie'), 'vitrine_consent').length === 0;
  const response = await askOrigin(options, originRequest(request, { ...kind, isConditional }));
  if (!response) {
    options.report('Origin');
    return new Response(null, { status: 502, headers: { 'cache-control': 'no-store', 'server-timing': 'vitrine;desc="pass-origin"' } });
  }
  if (!kind.isTouched) return passed(response, '');
  const reason = kind.isFromElsewhere ? 'prefetch' : whyNoPage(response);
  if (reason || !response.body) return passed(response, reason || 'empty');
  const body = openBody(response.body, response.headers);
  /** Read before the headers left, so that nothing is lost whatever fails. @type {Uint8Array[]} */
  const taken = [];
  const asItCame = async (/** @type {string} */ why, isUnpacked = true) => {
    await body.soon();
    return passed(response, why, answerOf(taken, body), isUnpacked);
  };
  try {
    const bytes = await firstBytes(body);
    if (!isMarkup(bytes) && !isText(bytes)) return await asItCame('bytes', false);
    if (plans.hasFailed(request, bytes, now)) return await asItCame('failed');
    const made = await page(request, options, { headers: response.headers, body, taken }, { kind, now });
    if (made instanceof Response) return made;
    if (!ORDINARY.includes(made)) options.report(made);
    if (OF_PAGES.includes(made)) plans.fail(request, bytes, now);
    return await asItCame(made);
  } catch (error) {
    options.report(wordOf(error));
    // The origin's own break is told by the stream.
    return await asItCame('fault');
  }
}

/** @param {Options['report']} report @returns {(fault: string) => void} throws nothing */
const quiet = report => fault => {
  try {
    report?.(fault);
  } catch {
    // Who listens has a fault of its own.
  }
};

/** @param {Options} options @param {Request} request @returns {Promise<Response | null>} null: it gave none, whatever it did instead */
async function askOrigin({ origin }, request) {
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
 * @param {{ headers: Headers, body: import('./body.js').Body, taken: Uint8Array[] }} origin
 * @param {{ kind: import('./request.js').Kind, now: number }} how
 * @returns {Promise<Response | string>} a text: why the page goes on as it came
 */
async function page(request, options, { headers, body, taken }, { kind, now }) {
  const begun = Date.now() - body.waited();
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
    const ready = await untilDecided(page, body, taken);
    const made = page.made();
    if (!made) return page.why() || 'head';
    const answered = personalHeaders(headers);
    const lines = made.isCounted ? await remember(request.url, visit, made.turn.snapshot, made) : [];
    if (visit.consent.isRefused && !kind.isPrefetch) lines.push(...forgetLines(request.url));
    for (const line of lines) answered.append('set-cookie', line);
    // Where the clock stands still between waits there is nothing to tell.
    const spent = Date.now() - begun - body.waited();
    const took = spent > 0 ? `;dur=${spent}` : '';
    answered.append('server-timing', `vitrine;desc="${known && scan.isPlanned() ? 'hit' : 'scan'}"${took}`);
    return new Response(answerOf(ready, body, page.stitcher), { status: 200, headers: answered });
  } catch (error) {
    page.stitcher.stop();
    throw error;
  }
}

/**
 * Reads on until the head has been decided, or it is known that it will not be, and takes what is there by then.
 * @param {ReturnType<typeof stitchPage>} page
 * @param {import('./body.js').Body} body
 * @param {Uint8Array[]} taken of the body
 * @returns {Promise<Uint8Array[]>} what goes on of it
 */
async function untilDecided({ stitcher, made, why }, body, taken) {
  /** @type {Uint8Array[]} */
  const ready = [];
  const take = () => {
    for (const part of body.parts.splice(0)) {
      taken.push(part);
      ready.push(...stitcher.take(part));
    }
    if (body.isDone()) ready.push(...stitcher.take(new Uint8Array(0), true));
  };
  take();
  while (!made() && !why() && !body.isDone()) {
    await body.more();
    take();
  }
  if (made() && !body.isDone()) {
    await body.soon();
    take();
  }
  return ready;
}
