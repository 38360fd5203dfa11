// The worker of the edge's benchmark: /HOW/KILOBYTES answers the same page in each way.
import { createEngine, personalize } from 'vitrine/edge';
import module from 'vitrine/vitrine-edge.wasm';

/** @typedef {{ PACK: ArrayBuffer, PAGES: ArrayBuffer }} Env PAGES: JSON, by kilobytes */

/** @type {Awaited<ReturnType<typeof createEngine>> | undefined} */
let engine;
/** @type {Record<string, Uint8Array<ArrayBuffer>> | undefined} */
let pages;
const SECRET = 'k'.repeat(32);
const SHOWN = { hero: 'again', note: 'hello' };

/** What HTMLRewriter can do of the same: of slots all but the variant goes; items cannot be moved, so that each is given its place for a style sheet. */
function rewritten(/** @type {Response} */ response) {
  let place = 0;
  return new /** @type {any} */ (globalThis).HTMLRewriter()
    .on('[data-vitrine-slot] > template', {
      element(/** @type {any} */ element) {
        const variant = element.getAttribute('data-vitrine-variant');
        if (variant === SHOWN.hero || variant === SHOWN.note) element.removeAndKeepContent();
        else element.remove();
      },
    })
    .on('[data-vitrine-slot] > .default', {
      element(/** @type {any} */ element) {
        element.remove();
      },
    })
    .on('[data-vitrine-item]', {
      element(/** @type {any} */ element) {
        for (const name of ['data-category', 'data-brand', 'data-price', 'data-popularity']) element.getAttribute(name);
        element.setAttribute('style', `order:${place++}`);
      },
    })
    .transform(response);
}

export default {
  /** @param {Request} request @param {Env} env */
  async fetch(request, env) {
    if (!pages) {
      const texts = JSON.parse(new TextDecoder().decode(env.PAGES));
      pages = Object.fromEntries(
        Object.entries(texts).map(([size, text]) => [size, new TextEncoder().encode(/** @type {string} */ (text))]),
      );
    }
    const [, how, size] = new URL(request.url).pathname.split('/');
    const bytes = pages[size];
    /** @param {Record<string, string>} [headers] */
    const origin = headers => new Response(bytes, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
    if (how === 'nothing') return origin();
    if (how === 'rewriter') return rewritten(origin());
    engine ??= await createEngine({ module, pack: env.PACK });
    if (how === 'memory') return new Response(`${engine.memorySize() + engine.pages.memorySize()}`);
    if (how === 'decision') {
      const event = { event: 'page_view', fields: { page_location: request.url } };
      const { decisions } = engine.turn({
        id: 'A'.repeat(22),
        events: [event],
        slots: engine.slots.map(slot => slot.id),
        at: Math.floor(Date.now() / 1000),
      });
      return origin({
        'x-decided': Object.values(decisions)
          .map(each => each.variant)
          .join(),
      });
    }
    const etag = how === 'stitched' ? { etag: '"1"' } : {};
    return personalize(request, { engine, origin: async () => origin(/** @type {any} */ (etag)), secret: SECRET, consent: 'p' });
  },
};
