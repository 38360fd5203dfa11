// vitrine-edge.wasm, compiled, for `createEngine({ module })` with `vitrine/edge` in edge functions that ask for `?module` behind the name of a Wasm file.
export { default } from '../../dist/vitrine-edge.wasm?module';
