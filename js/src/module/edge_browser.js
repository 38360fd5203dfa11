// vitrine-edge.wasm, compiled, for `createEngine({ module })` with `vitrine/edge` in a browser: loaded from beside the package, or from where a bundler has put it.

/** @returns {Promise<WebAssembly.Module | undefined>} undefined, which is the JavaScript core: it was not there, or the page's policy refuses it */
async function compiled() {
  try {
    // Written out whole: this form is what bundlers look for.
    const response = await fetch(new URL('../../dist/vitrine-edge.wasm', import.meta.url));
    return response.ok ? await WebAssembly.compile(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

export default await compiled();
