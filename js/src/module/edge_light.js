// vitrine.wasm, compiled, for `createEngine({ module })` in edge functions that ask for `?module` behind the name of a Wasm file.
export { default } from '../../dist/vitrine.wasm?module';
