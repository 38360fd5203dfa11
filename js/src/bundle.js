// The one-file host: decides each slot as the parser reaches it. `vitrine bundle` puts core and pack inside.

import { makeEngine } from './host/engine.js';
import { instantiateNow, loadJavaScript } from './host/load.js';
import { bytesOf } from './persist/bytes.js';
import { copyThere } from './session/copy.js';
import { namedCollectors, openFirst, tellTwice } from './session/first.js';

// Each quoted word is replaced by a string of one code point a byte; an empty one is not there.
const PACK = '__VITRINE_PACK__';
const WASM = '__VITRINE_WASM__';
const CORE = '__VITRINE_CORE__';
// And this one by our own code, what the shop named: sources of consent, { tcf, gpp, shopify }, a list of collectors, { collect }, and the part for pages of the edge, { edge }.
const SOURCES = /** @type {any} */ ('__VITRINE_SOURCES__');

/** The JavaScript core: inside as the text of a module, else beside this script. It never blocks the page. @param {string} address */
async function javaScriptCore(address) {
  if (CORE) {
    try {
      return (await import(URL.createObjectURL(new Blob([bytesOf(CORE)], { type: 'text/javascript' })))).default;
    } catch {
      // The page's policy has no blob: in script-src; the file beside the script is its own.
    }
  }
  return loadJavaScript(address);
}

/** @param {HTMLScriptElement} script */
function run({ src, dataset }) {
  const { consent, debug, layer, core, collect: names } = dataset;
  const address = new URL(core ?? src, document.baseURI).href;
  const collect = [...(SOURCES.collect ?? []), ...namedCollectors(names, address)];
  const edge = () => SOURCES.edge ?? import(new URL('arrive.js', address).href).then(part => part.default);
  const session = openFirst({ consent: /** @type {any} */ (consent), sources: SOURCES, debug: debug !== undefined, layer, collect, edge });
  const have = (/** @type {import('./host/load.js').Instantiate} */ core) => session.begin_(makeEngine(core, bytesOf(PACK)));
  try {
    have(instantiateNow(bytesOf(WASM)));
  } catch {
    javaScriptCore(address).then(have).catch(session.stop);
  }
}

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
if (copyThere()) tellTwice();
else if (document.documentElement.dataset.vitrine !== 'off') run(script);
