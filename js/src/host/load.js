// Fetches the pack and an instance of the core that this page may run: WebAssembly, and where it is refused the JavaScript core.

import { fault } from './fault.js';

/** @typedef {() => import('./core.js').CoreExports} Instantiate */

/** @param {string | URL} url */
export async function fetchBytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw fault('Load', url, response.status);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {BufferSource} bytes @returns {Instantiate} throws where the page's policy refuses WebAssembly */
export function instantiateNow(bytes) {
  return instancesOf(new WebAssembly.Module(bytes));
}

/** @param {WebAssembly.Module} module @returns {Instantiate} */
function instancesOf(module) {
  return () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
}

/** @param {string} folder address beside which the core lies @returns {Promise<Instantiate>} */
export async function loadJavaScript(folder) {
  return (await import(new URL('vitrine-core.js', folder).href)).default;
}

/**
 * Whether WebAssembly is allowed shows only when it is tried: WebAssembly.validate says yes where the policy says no.
 * @param {string} folder
 * @returns {Promise<Instantiate>}
 */
export async function load(folder) {
  try {
    // Not streamed: for 10 KB that gains nothing, and it would fail where the server sends another content type.
    const instantiate = instancesOf(await WebAssembly.compile(await fetchBytes(new URL('vitrine.wasm', folder))));
    // WebKit compiles also where the policy refuses, and says no only here.
    instantiate();
    return instantiate;
  } catch {
    return loadJavaScript(folder);
  }
}
