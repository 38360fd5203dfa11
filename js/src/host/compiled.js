// What `createEngine` is given, as what the engine needs.

/** @param {BufferSource} bytes @returns {Uint8Array} */
export function bytesOf(bytes) {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

/** One that was made outside of the runtime's realm is no instance of its class. @param {unknown} source @returns {source is WebAssembly.Module} */
const isModule = source => Object.prototype.toString.call(source) === '[object WebAssembly.Module]';

/** @param {WebAssembly.Module | Response | BufferSource} source */
export async function compiledOf(source) {
  if (isModule(source)) return source;
  const other = /** @type {Response | BufferSource} */ (source);
  return WebAssembly.compile('arrayBuffer' in other ? await other.arrayBuffer() : other);
}

/** @param {WebAssembly.Module} module @returns {() => import('./core.js').CoreExports} a new instance with each call */
export const instancesOf = module => () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
