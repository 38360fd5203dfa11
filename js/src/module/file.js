// vitrine.wasm, compiled, for `createEngine({ module })` in Node, Deno and Bun: read from its file.
import { readFile } from 'node:fs/promises';

export default await WebAssembly.compile(await readFile(new URL('../../dist/vitrine.wasm', import.meta.url)));
