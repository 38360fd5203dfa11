// The browser host as a module: collects, decides, shows; starts by itself from its own script tag.

import { makeEngine } from './host/engine.js';
import { fetchBytes, load } from './host/load.js';
import { copyThere } from './session/copy.js';
import { namedCollectors, openFirst, tellTwice } from './session/first.js';

/** @typedef {import('./session/index.js').Vitrine} Vitrine */
/** @typedef {import('./consent/gate.js').Source} Source */

/**
 * Never throws: on any fault the shop's page stays as it is, and `vitrine:fault` on document says why.
 * @param {object} [options]
 * @param {string} [options.strategy] address of the pack; none: the copy that is at work in this document
 * @param {import('./consent/gate.js').Mode} [options.consent] auto, and when not said: what the page's consent tools say
 * @param {{ tcf?: Source, gpp?: Source, shopify?: Source }} [options.sources] of consent besides Consent Mode, from `vitrine/consent`
 * @param {import('./collect.js').Collector[]} [options.collect] what else is heard of the page, from `vitrine/collect`
 * @param {string} [options.layer] name of the page's data layer, where it is not dataLayer
 * @param {string} [options.core] address beside which vitrine.wasm and vitrine-core.js lie; none: beside this module
 * @param {boolean} [options.debug] faults are also written to the console
 * @returns {Promise<Vitrine | null>} null: switched off, failed, another strategy is at work, or no page (an application that is rendered on a server)
 */
export async function start({ strategy, core = import.meta.url, collect = [], ...options } = {}) {
  if (!globalThis.document || document.documentElement.dataset.vitrine === 'off') return null;
  const there = copyThere();
  if (there && (!strategy || strategy === there.strategy)) return there.vitrine;
  if (there) tellTwice();
  if (there || !strategy) return null;
  try {
    /** Collectors that are still on their way: what they know of the page may decide, so they are waited for. @type {unknown[]} */
    const coming = [];
    const edge = () => import(/** @type {any} */ (new URL('arrive.js', new URL(core, document.baseURI)).href)).then(part => part.default);
    const session = openFirst({ ...options, edge, collect: collect.map(each => host => coming.push(each(host))) }, strategy);
    try {
      const [instantiate, pack] = await Promise.all([load(new URL(core, document.baseURI).href), fetchBytes(strategy), ...coming]);
      session.begin_(makeEngine(instantiate, pack));
      return await session.isReady_;
    } catch (error) {
      session.stop(error);
    }
  } catch {
    // Not even a session can be had in this page.
  }
  return null;
}

const script = [...(globalThis.document?.querySelectorAll('script') ?? [])].find(each => each.src === import.meta.url);
if (script?.dataset.strategy) {
  const { strategy, consent, core, debug, layer, collect } = script.dataset;
  if (copyThere()) tellTwice();
  else
    start({
      strategy,
      consent: /** @type {any} */ (consent),
      core,
      debug: debug !== undefined,
      layer,
      collect: namedCollectors(collect, import.meta.url),
    });
}
