// Builds the browser files into js/dist and the type declarations into js/types; does nothing when no input has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as terser from 'terser';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const modules = path.join(root, 'build/wasm/wasm');
const dist = path.join(here, 'dist');
const types = path.join(here, 'types');
const stamp = path.join(dist, '.stamp');

/** Sources of consent that a bundle takes in when it is told to. */
const SOURCES = ['tcf', 'gpp', 'shopify'];
/** Collectors: a bundle takes them in when it is told to, and a page loads them when its script's tag names them. */
const COLLECTORS = ['segment', 'shopify', 'schema', 'engagement'];

/** Entries of the package whose types are declared, in js/src. */
const TYPED = ['vitrine', 'engine', 'edge', 'consent', 'collect', 'react', 'openfeature', 'module/browser', 'module/edge_browser'];

/** What only our own modules speak to each other: these names end so, and none that a page, its markup or a browser says does. */
const OWN_NAMES = /\w_$/;

/** In the browser files errors carry their name and details; the sentences stay with those who develop. @type {esbuild.Plugin} */
const shortSentences = {
  name: 'short sentences',
  setup(build) {
    build.onResolve({ filter: /\/sentences\.js$/ }, () => ({ path: path.join(here, 'src/host/short_sentences.js') }));
  },
};

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** What CMake's wasm folder has made for us. @returns {string[]} */
function coreFiles() {
  const made = existsSync(modules) ? readdirSync(modules).filter(name => /^vitrine(-[a-z]+)?\.(wasm|js)$/.test(name)) : [];
  for (const needed of ['vitrine.wasm', 'vitrine-core.js']) {
    if (!made.includes(needed)) throw new Error(`${needed} is not there. Run: node toolchains/build.js modules`);
  }
  return made.map(name => path.join(modules, name));
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const file of files) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * All of a host's functions are called at start: Chromium then compiles them while the file is loading, beside the main thread
 * (https://v8.dev/blog/explicit-compile-hints), which saves a third of the start's work. It must be the first line.
 */
const COMPILED_AHEAD = '//# allFunctionsCalledOnLoad';

/**
 * What esbuild has put together is a fifteenth smaller after brotli than by its own minifier.
 * @param {string} code
 * @param {boolean} isHost
 * @param {terser.MinifyOptions} options
 */
async function minify(code, isHost, options) {
  const done = await terser.minify(code, {
    ecma: 2020,
    toplevel: true,
    compress: { passes: 4, unsafe_arrows: true, keep_fargs: false, pure_getters: true, hoist_funs: true },
    format: { ecma: 2020, preamble: isHost ? COMPILED_AHEAD : undefined },
    ...options,
  });
  return { code: done.code ?? '', map: `${done.map}` };
}

/** @param {string} entry @param {string} out @param {'esm' | 'iife'} format @param {esbuild.BuildOptions} [options] */
async function bundle(entry, out, format, options = {}) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(here, 'src', entry)],
    outfile: path.join(dist, out),
    bundle: true,
    minifySyntax: true,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    mangleProps: OWN_NAMES,
    plugins: [shortSentences],
    logLevel: 'warning',
    format,
    ...options,
    write: false,
  });
  const [code, content] = ['.js', '.map'].map(end => outputFiles?.find(file => file.path.endsWith(end))?.text ?? '');
  const isHost = entry === 'vitrine.js' || entry === 'bundle.js';
  const made = await minify(code, isHost, { module: format === 'esm', sourceMap: content !== '' && { content, filename: out } });
  writeFileSync(path.join(dist, out), made.code);
  if (content) writeFileSync(path.join(dist, `${out}.map`), made.map);
}

/**
 * One source of consent or collector as an expression, so that `vitrine bundle` can put it into its script.
 * @param {'consent' | 'collect'} folder
 * @param {string} name
 * @param {string} [before] what makes a module of it
 */
async function writePart(folder, name, before = '') {
  const out = path.join(dist, `${folder}_${name}.js`);
  // A collector reads objects of others, which may have properties of any name.
  await bundle(`${folder}/${name}.js`, path.basename(out), 'esm', folder === 'collect' ? { mangleProps: undefined } : {});
  asExpression(out, before);
}

/**
 * A module that was built, as an expression of what it exports: one value, or an object of several.
 * @param {string} file
 * @param {string} before what makes a module of it
 */
function asExpression(file, before) {
  const code = readFileSync(file, 'utf8');
  const told = /export\{([^}]+)\};\s*$/.exec(code);
  if (!told) throw new Error(`${file} exports nothing`);
  const names = told[1].split(',').map(each => each.split(' as '));
  const value = names.length === 1 ? names[0][0] : `{${names.map(([own, name]) => `${name ?? own}:${own}`).join()}}`;
  writeFileSync(file, `${before}(()=>{${code.slice(0, told.index)}return ${value}})()`);
}

/** @param {string} file the JavaScript core as wasm2js wrote it */
async function minifyCore(file) {
  // By esbuild, which makes this one smaller.
  const { code } = await esbuild.transform(readFileSync(file, 'utf8'), {
    minify: true,
    target: 'es2022',
    format: 'esm',
    legalComments: 'none',
  });
  writeFileSync(path.join(dist, 'vitrine-core.js'), code);
  writeFileSync(
    path.join(dist, 'vitrine-core.d.ts'),
    "// A new instance of the JavaScript core with each call.\nexport default function instantiate(): import('../src/host/core.js').CoreExports;\n",
  );
}

/** Types of what no compiler of types can read: the core in both its forms. */
const CORE_TYPES = {
  'core.d.ts':
    "/** A new instance of the JavaScript core with each call. */\nexport default function instantiate(): import('./host/core.js').CoreExports;\n",
  'vitrine_wasm.d.ts':
    '/** What an import of the file is in workerd, edge functions and bundlers that know Wasm; `vitrine/module` is it everywhere. */\ndeclare const module: WebAssembly.Module;\nexport default module;\n',
};

function declareTypes() {
  rmSync(types, { recursive: true, force: true });
  const options = ['--allowJs', '--checkJs', '--declaration', '--emitDeclarationOnly', '--strict', '--skipLibCheck', '--target', 'es2022'];
  const places = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--lib', 'es2023,dom,dom.iterable', '--types', 'node'];
  const entries = TYPED.map(name => path.join(here, 'src', `${name}.js`));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--ignoreConfig', ...options, ...places, '--rootDir', path.join(here, 'src'), '--outDir', types, ...entries];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the types do not hold:\n${done.stdout}${done.stderr}`);
  for (const [name, text] of Object.entries(CORE_TYPES)) writeFileSync(path.join(types, name), text);
}

async function main() {
  const cores = coreFiles();
  const inputs = hashOf([...cores, ...filesUnder(path.join(here, 'src')), path.join(here, 'build.js'), path.join(here, 'package.json')]);
  const parts = [...SOURCES.map(name => `consent_${name}.js`), ...[...COLLECTORS, 'auto'].map(name => `collect_${name}.js`)];
  const wanted = [
    ...['vitrine.js', 'bundle_host.js', 'arrive.js', 'edge.js', ...parts].map(name => path.join(dist, name)),
    ...[...TYPED.map(name => `${name}.d.ts`), ...Object.keys(CORE_TYPES)].map(name => path.join(types, name)),
  ];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs && wanted.every(existsSync)) return;
  mkdirSync(dist, { recursive: true });
  for (const file of cores) {
    if (file.endsWith('vitrine-core.js')) await minifyCore(file);
    else copyFileSync(file, path.join(dist, path.basename(file)));
  }
  await bundle('vitrine.js', 'vitrine.js', 'esm', { sourcemap: 'external' });
  await bundle('bundle.js', 'bundle_host.js', 'iife');
  await bundle('arrive.js', 'arrive.js', 'esm', { mangleProps: undefined });
  asExpression(path.join(dist, 'arrive.js'), 'export default ');
  await bundle('edge.js', 'edge.js', 'esm');
  for (const name of SOURCES) await writePart('consent', name);
  for (const name of COLLECTORS) await writePart('collect', name, 'export default ');
  await bundle('collect/auto.js', 'collect_auto.js', 'esm', { mangleProps: undefined });
  declareTypes();
  writeFileSync(stamp, inputs);
}

try {
  await main();
} catch (error) {
  console.error(`js/build.js: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
