// The package as its users get it: packed by npm, and installed from that file into an empty project, without a network.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @typedef {{ exports: Record<string, string | Record<string, string>>, files: string[], peerDependencies?: Record<string, string> }} Manifest */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function run(command, args, { cwd = root, env = process.env } = {}) {
  const done = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 120_000 });
  if (done.error) throw new Error(`${command} did not run: ${done.error.message}`);
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** The same, where nothing may go wrong. @type {(...given: Parameters<typeof run>) => string} what it said */
export function mustRun(...given) {
  const { status, out, err } = run(...given);
  if (status !== 0) throw new Error(`${given[0]} ${given[1].join(' ')} ended with ${status}:\n${out}${err}`);
  return out;
}

/** A folder that goes away when the tests of a file have ended. @param {string} name */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `vitrine-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param {string} [from] the package's folder @param {string[]} [more] arguments @returns {string} the file that npm pack made */
export function pack(from = path.join(root, 'js'), more = []) {
  const folder = temporaryFolder('pack');
  mustRun('npm', ['pack', '--silent', '--pack-destination', folder, ...more], { cwd: from });
  const made = readdirSync(folder);
  if (made.length !== 1) throw new Error(`npm pack made ${made.join(', ') || 'nothing'}`);
  return path.join(folder, made[0]);
}

/** A copy of the package's folder elsewhere, with all times new. @param {string[]} without @returns {string} */
export function copyOfPackage(without = []) {
  const copy = path.join(temporaryFolder('tree'), 'js');
  cpSync(path.join(root, 'js'), copy, { recursive: true, filter: from => !without.includes(path.relative(path.join(root, 'js'), from)) });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, '../node_modules'));
  return copy;
}

/** What a peer of the package is here: our own copy, or the newest of those that stand side by side under names with their version. @param {string} name */
function copyOfPeer(name) {
  const modules = path.join(root, 'node_modules');
  const beside = readdirSync(modules).filter(each => each.startsWith(`${name}-`) && /^\d+$/.test(each.slice(name.length + 1)));
  const found = [name, ...beside.sort().reverse()].find(each => existsSync(path.join(modules, each)));
  if (!found) throw new Error(`the package wants ${name} as a peer: it must be among the development dependencies`);
  return path.join(modules, found);
}

/** What an application installs with a peer: a peer of its own, and types. */
const BESIDE_PEERS = ['@openfeature/core', '@types/react', 'csstype'];

/** @param {string} tarball @returns {{ folder: string, inside: string, manifest: Manifest }} the project, and the package in it */
export function install(tarball) {
  const folder = temporaryFolder('project');
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "project", "private": true, "type": "module" }\n');
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
  mustRun('npm', ['install', ...flags, tarball], { cwd: folder });
  const inside = path.join(folder, 'node_modules/vitrine');
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(path.join(inside, 'package.json'), 'utf8'));
  for (const peer of [...Object.keys(manifest.peerDependencies ?? {}), ...BESIDE_PEERS]) {
    const place = path.join(folder, 'node_modules', peer);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(copyOfPeer(peer), place);
  }
  return { folder, inside, manifest };
}

/** @param {string} folder @returns {string[]} paths of its files, below it */
export const filesIn = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'))
    .sort();

/** What is imported by name: all exports but patterns. @param {Manifest} manifest @returns {string[]} as `vitrine/engine` */
export const entriesOf = ({ exports }) =>
  Object.keys(exports)
    .filter(key => !key.includes('*'))
    .map(key => `vitrine${key.slice(1)}`);

/** Those of them that are modules of JavaScript. @param {Manifest} manifest */
export const modulesOf = manifest => entriesOf(manifest).filter(name => !/\.\w+$/.test(name));
