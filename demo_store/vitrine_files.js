// Puts Vitrine's browser files and the shop's compiled strategy where the worker serves them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeIfChanged } from './site/build.js';

const kHere = dirname(fileURLToPath(import.meta.url));
const kRepository = dirname(kHere);
const kStrategy = join(kHere, 'strategy.json');
const kTool = join(kRepository, 'build', 'native', 'vitrine');
const kDist = join(kRepository, 'js', 'dist');
/** Without these a page loads no Vitrine at all. */
const kNeeded = ['vitrine.js', 'vitrine.wasm'];
/** Without these the edge passes every page. */
const kNeededAtEdge = ['edge.js', 'vitrine-edge.wasm'];

/** @param {string} path */
const shown = path => relative(kRepository, path);

/**
 * Runs the native tool on the strategy.
 * @param {string} verb @param {string} out @param {string[]} [more] arguments
 * @returns {string | null} what went wrong, as a sentence
 */
function runTool(verb, out, more = []) {
  mkdirSync(dirname(out), { recursive: true });
  const half = `${out}.${process.pid}`;
  const ran = spawnSync(kTool, [verb, kStrategy, '-o', half, ...more], { encoding: 'utf8', timeout: 60_000, cwd: kRepository });
  const made = ran.status === 0 && existsSync(half);
  if (made) writeIfChanged(out, readFileSync(half));
  rmSync(half, { force: true });
  if (made) return null;
  rmSync(out, { force: true });
  const said = `${ran.stderr ?? ''}${ran.error ? ran.error.message : ''}`.trim().split('\n')[0] || `it ended with status ${ran.status}`;
  return `\`vitrine ${verb} ${shown(kStrategy)}\` made no ${shown(out)}: ${said}`;
}

/** @param {string} from @param {string} to */
function copyIfThere(from, to) {
  if (existsSync(from)) writeIfChanged(to, readFileSync(from));
  else rmSync(to, { force: true });
}

/**
 * Gathers everything below /vitrine/. Nothing here is needed for the shop itself, so a gap is a warning.
 * @param {string} build folder for the compiled strategy
 * @param {string} site the site's folder
 * @returns {{ warnings: string[], edge: { dist: string, pack: string } | null }} one sentence each; null: what the edge needs is not there
 */
export function gatherVitrineFiles(build, site) {
  const out = join(site, 'vitrine');
  const pack = join(build, 'edge.pack');
  mkdirSync(out, { recursive: true });
  const made = existsSync(kDist) ? readdirSync(kDist).filter(name => /\.(js|wasm)$/.test(name)) : [];
  for (const name of readdirSync(out)) if (!made.includes(name) && !name.startsWith('shop.')) rmSync(join(out, name), { force: true });
  for (const name of made) copyIfThere(join(kDist, name), join(out, name));

  const warnings = [];
  const missing = kNeeded.filter(name => !made.includes(name));
  if (missing.length)
    warnings.push(
      `${missing.join(' and ')} not found in ${shown(kDist)}: the shop runs without Vitrine until \`npm run build\` has made them.`,
    );
  if (existsSync(kTool)) {
    for (const problem of [
      runTool('compile', join(build, 'shop.pack')),
      runTool('compile', pack, ['--edge']),
      runTool('bundle', join(build, 'shop.js'), ['--edge']),
    ])
      if (problem) warnings.push(problem);
  } else warnings.push(`${shown(kTool)} not found: the strategy is not compiled until \`npm run build\` has made it.`);
  for (const name of ['shop.pack', 'shop.js']) copyIfThere(join(build, name), join(out, name));
  const hasEdge = existsSync(pack) && kNeededAtEdge.every(name => made.includes(name));
  return { warnings, edge: hasEdge ? { dist: kDist, pack } : null };
}
