// Serves pages: takes the built HTML and fills its holes with what this request calls for.
import { unitsIn } from '../assets/shop_cookies.js';
import { escapeHtml } from '../site/html.js';
import { htmlHeaders } from './headers.js';
import { fullLines, pageState, totalOf } from './shopper.js';

/** @typedef {import('./headers.js').Env} Env */
/** @typedef {import('./shopper.js').Shopper} Shopper */
/** @typedef {{ request: Request, url: URL, env: Env, shopper: Shopper }} Visit */

/** The tags that bring in Vitrine, by the way chosen for this browser. @param {Shopper} shopper */
function vitrineTags({ mode, consent }) {
  if (mode === 'off') return '';
  // One file that has all it needs decides in one step as soon as it is there; async, so that a hung file holds nothing up.
  if (mode === 'bundle' || mode === 'edge')
    return `<script async fetchpriority="high" src="/vitrine/shop.js" data-consent="${consent}"></script>`;
  if (mode === 'head') return `<script src="/vitrine/shop.js" data-consent="${consent}"></script>`;
  return [
    '<link rel="preload" as="fetch" crossorigin href="/vitrine/shop.pack">',
    '<link rel="preload" as="fetch" crossorigin href="/vitrine/vitrine.wasm">',
    `<script type="module" async fetchpriority="high" src="/vitrine/vitrine.js" data-strategy="/vitrine/shop.pack" data-consent="${consent}"></script>`,
  ].join('\n');
}

/** @param {Visit} visit */
function commonHoles({ url, env, shopper }) {
  const lines = fullLines(shopper.cart, env.BUILD);
  const units = unitsIn(lines);
  return {
    switched_off: shopper.mode === 'off' ? ' data-vitrine="off"' : '',
    vitrine: vitrineTags(shopper),
    path: escapeHtml(url.pathname + url.search),
    consent_on: String(shopper.consent === 'granted'),
    consent_next: shopper.consent === 'granted' ? 'denied' : 'granted',
    cart_count: String(units),
    cart_line: units ? `${units === 1 ? 'One thing' : `${units} things`}, €${totalOf(lines).toFixed(2)}.` : '',
    query: '',
    now: new Date().toISOString().replace(/\.\d+/, ''),
  };
}

/** Texts already read; see `read` in headers.js. @type {Map<string, string>} */
const texts = new Map();

/** The built text of a page, or null. @param {Env} env @param {string} name */
async function builtPage(env, name) {
  const known = texts.get(name);
  if (known) return known;
  const answer = await env.SITE.fetch(`http://site/pages/${encodeURIComponent(name)}.html`);
  if (!answer.ok) return null;
  const text = await answer.text();
  texts.set(name, text);
  return text;
}

/**
 * Answers with a page.
 * @param {Visit} visit @param {string} name file name of the built page
 * @param {Record<string, unknown>} [holes] HTML by name
 * @param {number} [status]
 * @returns {Promise<Response>}
 */
export async function page(visit, name, holes = {}, status = 200) {
  const text = await builtPage(visit.env, name);
  if (text === null) return name === 'i-404' ? new Response('Not found', { status: 404 }) : page(visit, 'i-404', {}, 404);
  const type = /data-vitrine-page-type="([a-z_]*)"/.exec(text)?.[1] ?? '';
  /** @type {Record<string, unknown>} */
  const values = { ...commonHoles(visit), state: pageState(visit.shopper, type), ...holes };
  const body = text.replace(/%%([a-z_]+)%%/g, (_, hole) => String(values[hole] ?? ''));
  return new Response(visit.request.method === 'HEAD' ? null : body, { status, headers: htmlHeaders(visit) });
}
