// Builds by name, each incremental: node toolchains/build.js native|wasm|wasm_whole|asan|tsan|coverage|tool|fuzz|golden|bench|pairs|modules|js ...
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { availableCores, root } from './host.js';

/**
 * A build is a CMake preset, with one of its folders where only that is wanted, or a script.
 * @type {Record<string, { preset: string, target?: string } | { script: string }>}
 */
const builds = {
  native: { preset: 'native' },
  asan: { preset: 'asan' },
  tsan: { preset: 'tsan', target: 'vitrine_thread_tests' },
  fuzz: { preset: 'fuzz', target: 'tests/fuzz/all' },
  coverage: { preset: 'coverage' },
  coverage_pairs: { preset: 'coverage', target: 'vitrine_pairs' },
  wasm: { preset: 'wasm' },
  wasm_whole: { preset: 'wasm_whole' },
  tool: { preset: 'native', target: 'core/all' },
  golden: { preset: 'native', target: 'vitrine_golden' },
  bench: { preset: 'native', target: 'vitrine_bench' },
  pairs: { preset: 'native', target: 'vitrine_pairs' },
  modules: { preset: 'wasm', target: 'wasm/all' },
  js: { script: 'js/build.js' },
};

/** What decides how a preset is configured; CMake itself watches its CMakeLists.txt files. */
const configuredBy = ['CMakePresets.json', 'toolchains/emscripten.cmake'];

/** @param {string} preset */
function isConfigured(preset) {
  const ninja = path.join(root, 'build', preset, 'build.ninja');
  if (!existsSync(ninja)) return false;
  const made = statSync(ninja).mtimeMs;
  return configuredBy.every(file => statSync(path.join(root, file)).mtimeMs <= made);
}

/**
 * npm puts node_modules/.bin before everything else, and with it a wasm-opt that is not the compiler's own: compilers get PATH without it.
 * @returns {NodeJS.ProcessEnv}
 */
function compilerEnvironment() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => !folder.includes(`node_modules${path.sep}`));
  return { ...process.env, PATH: folders.join(path.delimiter) };
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: compilerEnvironment() });
  if (done.error) console.error(`build: ${command} did not start (${done.error.message}). Run: bash toolchains/setup build`);
  return done.status === 0;
}

/** @param {string} name */
function build(name) {
  const what = builds[name];
  if ('script' in what) {
    if (existsSync(path.join(root, what.script))) return run(process.execPath, [what.script]);
    console.error(`build: ${what.script} is missing, so '${name}' cannot be built.`);
    return false;
  }
  if (!isConfigured(what.preset) && !run('cmake', ['--preset', what.preset])) return false;
  const target = what.target ? ['--target', what.target] : [];
  return run('cmake', ['--build', '--preset', what.preset, '-j', String(availableCores()), ...target]);
}

/** @param {string[]} names */
export function buildAll(names) {
  const unknown = names.find(name => !Object.hasOwn(builds, name));
  if (unknown !== undefined || names.length === 0) {
    console.error(
      `build: ${unknown === undefined ? 'nothing named' : `unknown build '${unknown}'`}. Known: ${Object.keys(builds).join(' ')}`,
    );
    return false;
  }
  for (const name of names) {
    const begin = Date.now();
    console.log(`build ${name}`);
    if (!build(name)) {
      console.error(`build ${name}: failed`);
      return false;
    }
    console.log(`build ${name}: done in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = buildAll(process.argv.slice(2)) ? 0 : 1;
}
