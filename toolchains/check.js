// npm run check: form, lint, types and layering, each a line; with --fix the formatters write what they want changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.js';
import { availableCores, root, toolVersions } from './host.js';
import { filesUnder, includeClosure } from './sources.js';

/** @typedef {{ ok: boolean, output: string }} Outcome */

const { CLANG } = toolVersions();
const fix = process.argv.includes('--fix');
const stampFile = path.join(root, 'build', 'clang_tidy.json');
const npmTool = (/** @type {string} */ name) => path.join(root, 'node_modules', '.bin', name);

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', text => (output += text));
    child.stderr.setEncoding('utf8').on('data', text => (output += text));
    child.on('error', error => {
      output += `${command} did not start (${error.message}). Run: bash toolchains/setup check\n`;
    });
    child.on('close', code => resolve({ ok: code === 0, output }));
  });
}

const cppFiles = ['core', 'wasm', 'tests'].flatMap(folder => filesUnder(folder)).filter(file => /\.(cpp|h|c)$/.test(file));

/** @returns {Promise<Outcome>} */
async function checkForm() {
  if (cppFiles.length === 0) return { ok: true, output: '' };
  return run(`clang-format-${CLANG}`, [...(fix ? ['-i'] : ['--dry-run', '--Werror']), ...cppFiles]);
}

/**
 * A file's stamp: whatever can change what clang-tidy says of it.
 * @param {string} file
 */
function tidyStamp(file) {
  const hash = createHash('sha256')
    .update(CLANG)
    .update(readFileSync(path.join(root, '.clang-tidy')));
  for (const each of includeClosure(file)) hash.update(each).update(readFileSync(path.join(root, each)));
  return hash.digest('hex').slice(0, 16);
}

/** @returns {Record<string, string>} */
function readStamps() {
  if (!existsSync(stampFile)) return {};
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {}; // cut off by a stopped run: everything is looked at again
  }
}

/**
 * Our own files among those that the native preset compiles.
 * @returns {string[]}
 */
function compiledFiles() {
  /** @type {{ file: string, directory: string }[]} */
  const commands = JSON.parse(readFileSync(path.join(root, 'build/native/compile_commands.json'), 'utf8'));
  const files = commands.map(({ file, directory }) => path.relative(root, path.resolve(directory, file)));
  return [...new Set(files)].filter(file => file.startsWith('core/')).sort();
}

/** @returns {Promise<Outcome>} */
async function checkTidy() {
  const stamps = readStamps();
  const waiting = compiledFiles().filter(file => stamps[file] !== tidyStamp(file));
  let output = '';
  let ok = true;
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      // The commands are g++'s: its own warnings are unknown to clang, which is no finding.
      const done = await run(`clang-tidy-${CLANG}`, ['-p', 'build/native', '--quiet', '--extra-arg=-Wno-unknown-warning-option', file]);
      if (done.ok) stamps[file] = tidyStamp(file);
      else output += done.output;
      ok &&= done.ok;
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableCores()) }, worker));
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamps));
  return { ok, output };
}

/** @type {{ name: string, check: () => Promise<Outcome> }[]} */
const checks = [
  { name: `clang-format-${CLANG}`, check: checkForm },
  { name: 'biome', check: () => run(npmTool('biome'), ['check', ...(fix ? ['--write'] : []), '--max-diagnostics=50', '.']) },
  { name: 'tsc --checkJs', check: () => run(npmTool('tsc'), ['-p', '.', '--checkJs']) },
  { name: 'layering', check: () => run(process.execPath, ['tests/layering/layering.js']) },
  { name: `clang-tidy-${CLANG}`, check: checkTidy },
];

async function main() {
  if (!fix && !existsSync(path.join(root, 'build/native/compile_commands.json')) && !buildAll(['native'])) {
    process.exitCode = 1;
    return;
  }
  let passed = 0;
  const chosen = fix ? checks.slice(0, 2) : checks;
  for (const { name, check } of chosen) {
    const begin = Date.now();
    const { ok, output } = await check();
    if (!ok) console.log(output.trimEnd());
    console.log(`${name.padEnd(16)} ${ok ? 'ok' : 'FAILED'} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    if (ok) passed += 1;
  }
  console.log(`${passed} passed, ${chosen.length - passed} failed`);
  process.exitCode = passed === chosen.length ? 0 : 1;
}

await main();
