// The one-file host for the head of a page: decides each slot as the parser reaches it. `vitrine bundle` puts core and pack inside.

import { hasContent, isInSight } from './activate/slots.js';
import { makeEngine } from './host/engine.js';
import { instantiateNow, loadJavaScript } from './host/load.js';
import { whileParsing } from './parsing.js';
import { openSession, UNDECIDED } from './session.js';

// Each quoted word is replaced by a string of one code point a byte; an empty one is not there.
const PACK = '__VITRINE_PACK__';
const WASM = '__VITRINE_WASM__';
const CORE = '__VITRINE_CORE__';

/** @param {string} text */
const bytesOf = text => Uint8Array.from(text, character => character.charCodeAt(0));

/** The JavaScript core: inside as the text of a module, else beside this script. It never blocks the page. @param {HTMLScriptElement} script */
async function javaScriptCore({ src, dataset }) {
  if (CORE) {
    try {
      return (await import(URL.createObjectURL(new Blob([bytesOf(CORE)], { type: 'text/javascript' })))).default;
    } catch {
      // The page's policy has no blob: in script-src; the file beside the script is its own.
    }
  }
  return loadJavaScript(new URL(dataset.core ?? src, document.baseURI).href);
}

/** @param {HTMLScriptElement} script */
function run(script) {
  const { consent, debug } = script.dataset;
  const session = openSession({ consent: /** @type {any} */ (consent), debug: debug !== undefined, isParsing: true });
  /** @type {import('./host/engine.js').Engine | undefined} */
  let engine;
  let isReady = false;
  const look = whileParsing(
    session,
    () => engine,
    () => {
      isReady = true;
    },
  );
  // What a frame shows stays: its slots are not decided any more.
  const frame = () => {
    for (const slot of document.querySelectorAll(UNDECIDED))
      if (hasContent(slot) && isInSight(slot)) slot.setAttribute('data-vitrine-shown', 'kept');
    if (!isReady) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const have = (/** @type {import('./host/load.js').Instantiate} */ core) => {
    engine = makeEngine(core, bytesOf(PACK));
    look();
  };
  try {
    have(instantiateNow(bytesOf(WASM)));
  } catch {
    javaScriptCore(script).then(have).catch(session.fail);
  }
}

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
if (document.documentElement.dataset.vitrine !== 'off') run(script);
