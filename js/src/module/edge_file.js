// vitrine-edge.wasm, compiled, for `createEngine({ module })` with `vitrine/edge` in Node, Deno and Bun: read from its file.
import { readFile } from 'node:fs/promises';

export default await WebAssembly.compile(await readFile(new URL('../../dist/vitrine-edge.wasm', import.meta.url)));
