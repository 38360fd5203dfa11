// What npm pack gives: all that the exports need and nothing else, the same bytes each time, and nothing that the linters of packages mind.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { importsOf } from '../layering/js_rules.js';
import { copyOfPackage, entriesOf, filesIn, install, mustRun, pack, root, run } from './packed.js';

/** Built files that travel; sources and types follow from the exports. */
const BUILT = [
  'dist/arrive.js',
  'dist/bundle_host.js',
  'dist/collect_auto.js',
  'dist/collect_engagement.js',
  'dist/collect_schema.js',
  'dist/collect_segment.js',
  'dist/collect_shopify.js',
  'dist/consent_gpp.js',
  'dist/consent_shopify.js',
  'dist/consent_tcf.js',
  'dist/edge.js',
  'dist/vitrine-core.js',
  'dist/vitrine-edge.wasm',
  'dist/vitrine.js',
  'dist/vitrine.wasm',
];
const BESIDE = ['LICENSE', 'README.md', 'package.json'];

/** @type {string} */
let tarball;
/** @type {ReturnType<typeof install>} */
let project;
/** @type {string[]} */
let files;
before(() => {
  tarball = pack();
  project = install(tarball);
  files = filesIn(project.inside);
});

/** @param {string} file */
const textOf = file => readFileSync(path.join(project.inside, file), 'utf8');

/** Relative imports of a module or of a declaration, as paths in the package. @param {string} file */
const reachedFrom = file =>
  importsOf(textOf(file))
    .filter(({ name }) => name.startsWith('.'))
    .map(({ name }) => path.posix.join(path.posix.dirname(file), name.replace(/\?.*$/, '')))
    .map(target => (file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target));

/** The files that the exports name, under any condition. */
const named = () =>
  Object.entries(project.manifest.exports)
    .filter(([key]) => !key.includes('*'))
    .flatMap(([, target]) => (typeof target === 'string' ? [target] : Object.values(target)))
    .map(target => target.replace(/^\.\//, ''));

test('the files are what is built, what is said beside it, and sources and types alone', () => {
  const others = files.filter(file => !file.startsWith('src/') && !file.startsWith('types/'));
  assert.deepEqual(others, [...BESIDE, ...BUILT].sort());
  assert.deepEqual(
    files.filter(file => file.startsWith('types/') && !file.endsWith('.d.ts')),
    [],
  );
  assert.deepEqual(
    files.filter(file => /\.map$|\.test\.|(^|\/)\./.test(file)),
    [],
  );
});

test('every file that an export names, and every file that one of these imports, is there', () => {
  const missing = named().filter(file => !files.includes(file));
  assert.deepEqual(missing, []);
  const lost = files
    .filter(file => /^(src|types)\//.test(file))
    .flatMap(file => reachedFrom(file).map(target => ({ file, target })))
    .filter(({ target }) => !files.includes(target));
  assert.deepEqual(lost, []);
});

test('a source travels only where an export reaches into its folder', () => {
  const reached = new Set(named());
  for (const file of reached) if (/\.(js|ts)$/.test(file)) for (const target of reachedFrom(file)) reached.add(target);
  const folders = new Set([...reached].map(file => path.posix.dirname(file)));
  assert.deepEqual(
    files.filter(
      file => file.startsWith('src/') && !(file.split('/').length === 2 ? reached.has(file) : folders.has(path.posix.dirname(file))),
    ),
    [],
  );
});

test('no file names a folder of the machine that packed it, or a source map', () => {
  for (const file of files) {
    const text = readFileSync(path.join(project.inside, file), 'latin1');
    assert.ok(!text.includes(root) && !text.includes(`${path.dirname(root)}/`), `${file} names ${root}`);
    assert.doesNotMatch(text, /sourceMappingURL|file:\/\/\/|\/(home|Users)\/\w/, file);
  }
});

test('the licence is the one of the repository', () => {
  assert.equal(textOf('LICENSE'), readFileSync(path.join(root, 'LICENSE'), 'utf8'));
});

test('nothing is installed with it', () => {
  const { folder, manifest } = project;
  assert.deepEqual(
    Object.keys(manifest).filter(key => /^(dependencies|optionalDependencies|bundle.*)$/.test(key)),
    [],
  );
  assert.ok(existsSync(path.join(folder, 'node_modules/vitrine/package.json')));
});

test('two packs of the same tree, made in different folders at different times, are equal to the byte', () => {
  const again = pack(copyOfPackage(), ['--ignore-scripts']);
  assert.ok(readFileSync(again).equals(readFileSync(tarball)));
});

test('npm pack refuses where nothing is built, and says what to run', () => {
  const { status, err } = run('npm', ['pack'], { cwd: copyOfPackage(['dist', 'types']) });
  assert.notEqual(status, 0);
  assert.match(err, /vitrine\.wasm is not there\. Run: /);
});

test('publint finds nothing, not even to suggest', () => {
  assert.match(mustRun('node_modules/.bin/publint', [tarball, '--strict']), /All good!/);
});

test('are-the-types-wrong finds nothing in a package of ES modules alone, and has looked at each entry', () => {
  // esm-only: require() is not offered, so what it would find is no finding.
  const said = mustRun('node_modules/.bin/attw', [tarball, '--profile', 'esm-only', '--format', 'json']);
  const { analysis } = JSON.parse(said);
  const looked = Object.keys(analysis.entrypoints)
    .filter(key => !key.includes('*'))
    .map(key => `vitrine${key.slice(1)}`);
  assert.deepEqual(looked, entriesOf(project.manifest));
  const ofRequire = ['node10', 'node16-cjs'];
  const found = analysis.problems.filter(
    (/** @type {{ resolutionKind?: string }} */ { resolutionKind = '' }) => !ofRequire.includes(resolutionKind),
  );
  assert.deepEqual(found, []);
});
