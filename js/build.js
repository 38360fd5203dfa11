// Builds the browser files into js/dist and the type declarations into js/types; does nothing when no input has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const modules = path.join(root, 'build/wasm/wasm');
const dist = path.join(here, 'dist');
const types = path.join(here, 'types');
const stamp = path.join(dist, '.stamp');

/** The snippet stands in every page. */
const AHEAD_BYTES = 300;

/** Names that only our own modules speak to each other: none that a page, its markup or the browser says too. */
const OWN_NAMES =
  /^(packAt|visitorSize|scratchSize|scratch|tables|encoder|calls|rebirths|giveBack|enlarge|block|bytes|out|numbers|steps|address|allow|wants|exported|stages|isSort|visitGap|visitor|purposes|snapshot|slots|variants|isParsing|decide|ingest|rank|nextChange|release|restored|forget|showAhead|begin|handle|fail|guard|settle|isPending|isSending|collects|hear|answer|read|write|send|isErasure)$/;

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
  const made = existsSync(modules) ? readdirSync(modules).filter(name => /^vitrine(-\w+)?\.(wasm|js)$/.test(name)) : [];
  for (const needed of ['vitrine.wasm', 'vitrine-core.js']) {
    if (!made.includes(needed)) throw new Error(`${needed} is not there. Run: node toolchains/build.js modules`);
  }
  return made.map(name => path.join(modules, name));
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256').update(esbuild.version);
  for (const file of files) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} entry @param {string} out @param {esbuild.BuildOptions} options */
async function bundle(entry, out, options) {
  await esbuild.build({
    entryPoints: [path.join(here, 'src', entry)],
    outfile: path.join(dist, out),
    bundle: true,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    mangleProps: OWN_NAMES,
    plugins: [shortSentences],
    logLevel: 'warning',
    ...options,
  });
}

/** @param {string} file the JavaScript core as wasm2js wrote it */
async function minifyCore(file) {
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

function declareTypes() {
  const options = ['--allowJs', '--checkJs', '--declaration', '--emitDeclarationOnly', '--strict', '--skipLibCheck', '--target', 'es2022'];
  const places = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--lib', 'es2023,dom,dom.iterable', '--types', 'node'];
  const entries = ['vitrine.js', 'engine.js'].map(name => path.join(here, 'src', name));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--ignoreConfig', ...options, ...places, '--rootDir', path.join(here, 'src'), '--outDir', types, ...entries];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the types do not hold:\n${done.stdout}${done.stderr}`);
}

async function main() {
  const cores = coreFiles();
  const inputs = hashOf([...cores, ...filesUnder(path.join(here, 'src')), path.join(here, 'build.js'), path.join(here, 'package.json')]);
  const wanted = ['vitrine.js', 'bundle_host.js', 'ahead.js'].map(name => path.join(dist, name));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs && wanted.every(existsSync)) return;
  mkdirSync(dist, { recursive: true });
  for (const file of cores) {
    if (file.endsWith('vitrine-core.js')) await minifyCore(file);
    else copyFileSync(file, path.join(dist, path.basename(file)));
  }
  await bundle('vitrine.js', 'vitrine.js', { format: 'esm', sourcemap: 'external' });
  await bundle('bundle.js', 'bundle_host.js', { format: 'iife' });
  await bundle('ahead.js', 'ahead.js', { format: 'esm' });
  const snippet = statSync(path.join(dist, 'ahead.js')).size;
  if (snippet > AHEAD_BYTES) throw new Error(`js/dist/ahead.js has ${snippet} bytes; it stands in every page and may have ${AHEAD_BYTES}`);
  declareTypes();
  writeFileSync(stamp, inputs);
}

try {
  await main();
} catch (error) {
  console.error(`js/build.js: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
