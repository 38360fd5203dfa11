// Types of what no module declares: a Wasm file imported by a worker is a compiled module.
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

// Some edge runtimes want to be told so.
declare module '*.wasm?module' {
  const module: WebAssembly.Module;
  export default module;
}

// A pack imported by a worker is its bytes.
declare module '*.pack' {
  const bytes: ArrayBuffer;
  export default bytes;
}

// The JavaScript core while it is not built; once built, the file itself counts and must begin with a ts-nocheck comment.
declare module '*/dist/vitrine-core.js' {
  const instantiate: () => import('../js/src/host/memory.js').CoreExports;
  export default instantiate;
}
