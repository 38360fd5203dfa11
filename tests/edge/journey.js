// A visitor's browser without a browser: tabs, their pages with the part that takes over from the edge, one memory between them, a clock that only the journey moves.
import assert from 'node:assert/strict';
import { arrive } from '../../js/src/arrival/index.js';
import { personalize } from '../../js/src/edge/personalize.js';
import { KEY, origin, slot } from './shop.js';

const THRESHOLDS = Array.from({ length: 30 }, (_, i) => i + 1);
const FEATURES = ['views', 'quizzes', 'carts'];

/** Each number up to thirty can be read off the segments. */
export const STRATEGY = {
  name: 'journey',
  currency: 'EUR',
  visit_gap: '30m',
  events: ['quiz_done', 'cart_seen'],
  features: { views: { count: 'page_view' }, quizzes: { count: 'quiz_done' }, carts: { count: 'cart_seen' } },
  segments: Object.fromEntries(
    FEATURES.flatMap(feature => THRESHOLDS.map(n => [`${feature}_${n}`, { when: { [feature]: { gte: n } }, export: true }])),
  ),
  stages: [{ id: 'all' }],
  slots: { hero: { kind: 'content', variants: [{ id: 'back', for: { segment: 'views_2' } }, { id: 'default' }] } },
};
const PAGE = `<!doctype html><html><head><title>t</title></head><body>${slot('hero', 'back')}</body></html>`;

/** @typedef {Omit<import('./shop.js').Engine, 'visitor'> & { visitor(options?: object): any }} Engine */
/** @typedef {{ arrival: ReturnType<typeof arrive>, html: string, begun: number }} Tab */

/** @param {Engine} engine @param {{ now: number }} clock seconds; what it says is what Date says */
export function openBrowser(engine, clock) {
  /** @type {Map<string, string>} */
  const jar = new Map([['vitrine_consent', 'p']]);
  /** @type {string | null} */
  let notes = null;
  let page = engine.visitor({ id: 'A'.repeat(22) });
  let isNew = true;
  /** What the page's script sends by itself. @type {Promise<unknown>[]} */
  const sent = [];

  const ask = (/** @type {Request} */ request) => personalize(request, { engine, origin: origin(PAGE), secret: KEY });
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  /** @param {Response} response */
  function keep(response) {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0$/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }

  Object.assign(globalThis, {
    fetch: (/** @type {string} */ path, /** @type {RequestInit} */ options) => {
      const answer = ask(
        new Request(`https://shop.example${path}`, { ...options, headers: { 'sec-fetch-site': 'same-origin', cookie: cookies() } }),
      );
      const kept = answer.then(response => {
        keep(response);
        return response;
      });
      sent.push(kept);
      return kept;
    },
    location: { href: 'https://shop.example/p/1?utm_source=a' },
  });

  const host = {
    read: () => notes,
    write: (/** @type {string} */ text) => {
      notes = text;
    },
    readCookie: () => jar.get('vitrine_events') ?? '',
    writeCookie: (/** @type {string} */ text) => {
      assert.ok(text.length <= 1500, `${text.length}`);
      jar.set('vitrine_events', text);
    },
    wants: () => true,
    id: () => page.id,
  };

  /** @param {string} event @param {Tab} tab @param {'view'} [of] */
  function happen(event, tab, of) {
    const told = { event, time: clock.now, fields: event === 'page_view' ? { page_location: location.href, page_path: '/p/1' } : {} };
    page.ingest(told);
    tab.arrival.keep(told, of);
  }

  /** A document's script begins. @param {string} html @returns {Tab} */
  function begin(html) {
    const textContent = /<script type="application\/json" data-vitrine-edge>(.*?)<\/script>/.exec(html)?.[1];
    Object.assign(globalThis, { document: { head: { querySelector: () => null } } });
    Object.defineProperty(performance, 'timeOrigin', { value: clock.now * 1000, configurable: true });
    const arrival = arrive(textContent === undefined ? null : /** @type {any} */ ({ textContent }), host);
    if (isNew && arrival.id) page = engine.visitor({ id: arrival.id });
    isNew = false;
    const tab = { arrival, html, begun: clock.now };
    happen('page_view', tab, 'view');
    return tab;
  }

  return {
    jar,
    begin,
    happen,
    /** A request as it leaves now. @param {Record<string, string>} [headers] @returns {Promise<() => string>} its answer reaches the browser when this is called */
    async request(headers = {}) {
      const response = await ask(new Request(location.href, { headers: { 'sec-fetch-dest': 'document', cookie: cookies(), ...headers } }));
      const html = await response.text();
      return () => {
        keep(response);
        return html;
      };
    },
    /** Another view of the same document. @param {Tab} tab */
    move(tab) {
      tab.arrival.moved();
      happen('page_view', tab, 'view');
    },
    settle: () => Promise.all(sent.splice(0)),
    /** @returns {string[]} */
    ofPage: () => page.segments(),
    id: () => page.id,
    forget() {
      jar.delete('__Host-vitrine');
    },
  };
}
