// vitrine-edge.wasm, compiled, for `createEngine({ module })` with `vitrine/edge` in workerd: bytes may not be compiled there, a module is imported.
export { default } from '../../dist/vitrine-edge.wasm';
