// The browser host as a module: collects, decides, shows; starts by itself from its own script tag.

import { makeEngine } from './host/engine.js';
import { fetchBytes, load } from './host/load.js';
import { openSession } from './session.js';
import { whileParsing } from './parsing.js';

/** @typedef {ReturnType<import('./session.js').Session['handle']>} Vitrine */

/**
 * Never throws: on any fault the shop's page stays as it is, and `vitrine:fault` on document says why.
 * @param {object} options
 * @param {string} options.strategy address of the pack
 * @param {import('./consent/gate.js').Mode} [options.consent] auto, and when not said: what the page's consent commands in dataLayer say
 * @param {boolean} [options.debug] faults are also written to the console
 * @returns {Promise<Vitrine | null>} null: switched off, or failed
 */
export async function start({ strategy, consent, debug }) {
  if (document.documentElement.dataset.vitrine === 'off') return null;
  // A page that is loaded in advance is not yet a view.
  if (/** @type {any} */ (document).prerendering)
    await new Promise(done => document.addEventListener('prerenderingchange', done, { once: true }));
  const session = openSession({ consent, debug, isParsing: false });
  try {
    const parts = Promise.all([load(import.meta.url), fetchBytes(strategy)]);
    session.showAhead();
    const engine = makeEngine(...(await parts));
    return await new Promise(done => whileParsing(session, () => engine, done));
  } catch (error) {
    session.fail(error);
    return null;
  }
}

const script = [...document.querySelectorAll('script')].find(each => each.src === import.meta.url);
const { strategy, consent, debug } = script?.dataset ?? {};
if (strategy) start({ strategy, consent: /** @type {any} */ (consent), debug: debug !== undefined });
