// Real frameworks for pages that we did not write: React 18 and 19 and Vue 3, as one script each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const require = createRequire(import.meta.url);

/** @param {18 | 19} version @returns {Promise<string>} a script that makes React, createRoot, hydrateRoot and flushSync global */
export async function reactScript(version) {
  const [react, dom] = [`react-${version}`, `react-dom-${version}`];
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `import * as React from '${react}'; import { createRoot, hydrateRoot } from '${dom}/client'; import { flushSync } from '${dom}';
        Object.assign(window, { React, createRoot, hydrateRoot, flushSync });`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    alias: { react: require.resolve(react) },
    define: { 'process.env.NODE_ENV': '"production"' },
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

/** @param {18 | 19} version @param {'client' | 'server'} side @returns {import('esbuild').BuildOptions} React in its development build, and our binding to it as the package's exports name it */
function bindingOptions(version, side) {
  const names = ['react', 'react-dom', 'react-dom/client', 'react-dom/server', 'react/jsx-runtime'];
  const alias = Object.fromEntries(names.map(name => [name, require.resolve(name.replace(/^react(-dom)?/, `$&-${version}`))]));
  const rendering = side === 'client' ? ['createRoot, hydrateRoot', 'react-dom/client'] : ['renderToString', 'react-dom/server'];
  return {
    stdin: {
      contents: `export * as React from 'react'; export * as binding from 'vitrine/react'; export { ${rendering[0]} } from '${rendering[1]}';
        export { flushSync } from 'react-dom';`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    alias,
    define: { 'process.env.NODE_ENV': '"development"' },
    bundle: true,
    write: false,
    logLevel: 'error',
  };
}

/** @param {18 | 19} version @returns {Promise<string>} a script that makes React, createRoot, hydrateRoot, flushSync and binding global */
export async function bindingScript(version) {
  const options = { ...bindingOptions(version, 'client'), format: /** @type {const} */ ('iife'), globalName: 'made' };
  const { outputFiles } = await esbuild.build(options);
  return `${/** @type {import('esbuild').OutputFile[]} */ (outputFiles)[0].text};Object.assign(window, made);`;
}

/** @param {18 | 19} version @returns {Promise<{ React: typeof import('react'), binding: typeof import('vitrine/react'), renderToString(node: unknown): string }>} */
export async function serverSide(version) {
  const options = { ...bindingOptions(version, 'server'), format: /** @type {const} */ ('cjs'), platform: /** @type {const} */ ('node') };
  const { outputFiles } = await esbuild.build(options);
  const module = { exports: /** @type {any} */ ({}) };
  new Function('module', 'require', /** @type {import('esbuild').OutputFile[]} */ (outputFiles)[0].text)(module, require);
  return module.exports;
}

/** @returns {string} a script that makes Vue global */
export const vueScript = () => readFileSync(require.resolve('vue/dist/vue.global.prod.js'), 'utf8');
