// The worker in front of the shop: its pages arrive decided. What a shop has to write for its own edge is this file.
import { createEngine, personalize } from 'vitrine/edge';
import module from 'vitrine/vitrine-edge.wasm';
import { readCookies } from './assets/shop_cookies.js';
import { modeOf } from './worker/mode.js';

/** @typedef {{ ORIGIN: { fetch(request: Request): Promise<Response> }, PACK: ArrayBuffer, VITRINE_KEY: string }} Env */

/** A finished value; of two requests at once each may make one. @type {Awaited<ReturnType<typeof createEngine>> | undefined} */
let engine;

export default {
  /** @param {Request} request @param {Env} env */
  async fetch(request, env) {
    const url = new URL(request.url);
    const cookies = readCookies(request.headers.get('cookie'));
    const origin = (/** @type {Request} */ asked) => env.ORIGIN.fetch(asked);
    if (modeOf(url, cookies) !== 'edge' || env.PACK.byteLength === 0) return origin(request);
    try {
      engine ??= await createEngine({ module, pack: env.PACK });
    } catch {
      // A pack of another version, or none: the shop as it is.
      return origin(request);
    }
    // The shop asks for consent itself, by the switch at the top of every page.
    const consent = cookies.consent === 'denied' ? '-' : 'pmal';
    const { country } = /** @type {any} */ (request).cf ?? {};
    return personalize(request, { engine, origin, secret: env.VITRINE_KEY, consent, geo: { country } });
  },
};
