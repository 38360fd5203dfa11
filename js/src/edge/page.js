// One page of the origin on its way to one visitor: scanned or known, decided when its head is there, stitched as it comes.

import { toText } from '../handover/base64url.js';
import { attributesOf } from './attributes.js';
import { charsetOf, firstLetter } from './charset.js';
import { filling, turnOf } from './decide.js';
import { insertOf } from './insert.js';
import { planMaker } from './plans.js';
import { applicationSigns } from './signs.js';
import { makeStitcher } from './stitch.js';
import { pageView, readState } from './view.js';
import { fits } from './visit.js';

/** @typedef {import('./personalize.js').Options} Options */
/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./scanner.js').Scan} Scan */
/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {{ turn: import('./decide.js').Turn, isCounted: boolean, view: number, mark: number }} Made isCounted: the memory is to be written; view and mark: what it notes of this answer */
/**
 * @typedef {object} Page
 * @property {Request} request
 * @property {Options} options
 * @property {Visit} visit
 * @property {Scan} scan
 * @property {string} type of Content-Type
 * @property {boolean} isPrefetch
 * @property {Plan | null} known
 * @property {((plan: Plan) => void) | null} keep a plan of the page is wanted
 */

/** @returns {number} of 32 bits, never 0 */
const newMark = () => crypto.getRandomValues(new Uint32Array(1))[0] || 1;

/**
 * @param {Page} page
 * @param {Uint8Array} head all bytes before the end of the head
 * @returns {Made & { insert: string, charset: import('./charset.js').Charset } | string} a text: why the page goes on as it came
 */
function decideHead({ request, options, visit, scan, isPrefetch, type }, head) {
  const { engine, geo, report } = options;
  const charset = charsetOf(head, type);
  if (charset === 'other') return 'charset';
  const text = (/** @type {[number, number]} */ [start, end]) => new TextDecoder().decode(head.subarray(start, end));
  const { html, state, states } = scan.known();
  const stated = states > 0 && state[1] > 0 ? readState(text(state)) : [];
  if (!stated) report?.('State');
  const turn = turnOf(engine, visit, [pageView(request, text(html), geo), ...(stated ?? [])]);
  const isCounted = !isPrefetch && fits(visit, turn.snapshot);
  if (visit.secrets && !isPrefetch && !isCounted) report?.('Memory');
  const view = visit.ledger.view + (isCounted ? 1 : 0);
  const mark = isCounted ? newMark() : 0;
  const { secrets, canRemember, id, at, seen, ledger } = visit;
  const wantsSnapshot = secrets && html[1] > 0 && attributesOf(text(html)).get('data-vitrine-memory') === 'edge';
  const insert = insertOf({
    ...(secrets && { id }),
    view,
    counted: isCounted,
    at,
    ...(isCounted && { mark, previous: ledger.mark }),
    ...(canRemember && { seen: isCounted ? seen : ledger.seen }),
    decisions: [...turn.decisions.values()],
    ...(wantsSnapshot && { snapshot: toText(turn.snapshot) }),
  });
  return { turn, isCounted, view, mark, insert, charset };
}

/**
 * @param {Page} page
 * @returns {{ stitcher: ReturnType<typeof makeStitcher>, made: () => Made | null, why: () => string }} made: null before the head is decided; why: the page, or the rest of it, goes on as it came
 */
export function stitchPage(page) {
  const { request, options, scan, known, keep } = page;
  const { engine, report = () => {} } = options;
  /** @type {Made | null} */
  let made = null;
  let why = '';
  const plan = keep && planMaker(scan);
  const hasSigns = applicationSigns();

  /** @param {Uint8Array} head @returns {import('./stitch.js').Decided | string} */
  function decide(head) {
    const decided = decideHead(page, head);
    if (typeof decided === 'string') return decided;
    made = decided;
    const isKnownLetter = decided.charset === 'none' ? firstLetter() : () => true;
    return {
      insert: decided.insert,
      look: bytes => (isKnownLetter(bytes) ? { isApp: known && scan.isPlanned() ? known.isApp : hasSigns(bytes) } : 'charset'),
      fill: filling({
        engine,
        turn: decided.turn,
        scan,
        search: new URL(request.url).search,
        isStateLate: () => scan.known().states > 0 && scan.known().state[0] > scan.known().headEnd,
        report,
      }),
    };
  }

  const stitcher = makeStitcher({
    scan,
    decide,
    tell: reason => {
      why = reason;
      if (made) report(reason);
    },
    ...(plan && { plan, done: isApp => keep(plan.made(isApp)) }),
  });
  return { stitcher, made: () => made, why: () => why };
}
