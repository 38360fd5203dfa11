// Finds the repository's own source files and what their includes name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './host.js';

const foreign = new Set(['.git', 'node_modules', 'build', 'dist', 'types', 'fixtures']);

/**
 * Files below a folder, as paths from the root with forward slashes, sorted; nothing built, installed or hidden.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function filesUnder(folder = '') {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  const files = [];
  for (const entry of readdirSync(full, { withFileTypes: true })) {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (!foreign.has(entry.name) && !entry.name.startsWith('build-')) files.push(...filesUnder(name));
    } else if (entry.isFile()) {
      files.push(name);
    }
  }
  return files.sort();
}

/**
 * @param {string} source text of a C++ file
 * @returns {{ name: string, quoted: boolean }[]}
 */
export function includesOf(source) {
  const found = source.matchAll(/^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)/gm);
  return [...found].map(([, quoted, angled]) => ({ name: quoted ?? angled, quoted: quoted !== undefined }));
}

/**
 * Where an include leads inside the repository, in the compiler's order: beside the file, then the include folders.
 * @param {string} file
 * @param {{ name: string, quoted: boolean }} include
 * @param {(file: string) => boolean} exists
 * @returns {string | null} null: not one of ours
 */
export function resolveInclude(file, include, exists) {
  const beside = path.posix.normalize(`${path.posix.dirname(file)}/${include.name}`);
  const folders = ['core/include', 'core', 'tests', ''].map(folder => path.posix.normalize(`${folder || '.'}/${include.name}`));
  return (include.quoted ? [beside, ...folders] : folders).find(exists) ?? null;
}

/**
 * A file and every file of ours that it includes, directly or not.
 * @param {string} file
 * @returns {string[]}
 */
export function includeClosure(file) {
  const seen = new Set([file]);
  for (const each of seen) {
    for (const include of includesOf(readFileSync(path.join(root, each), 'utf8'))) {
      const target = resolveInclude(each, include, name => existsSync(path.join(root, name)));
      if (target) seen.add(target);
    }
  }
  return [...seen].sort();
}
