// vitrine.wasm, compiled, for `createEngine({ module })` in workerd: bytes may not be compiled there, a module is imported.
export { default } from '../../dist/vitrine.wasm';
