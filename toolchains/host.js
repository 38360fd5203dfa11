// What the scripts know of the machine and the checkout: its root, its cores, the pinned tool versions.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, without a trailing slash. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export function availableCores() {
  return os.availableParallelism();
}

/**
 * toolchains/versions as a map.
 * @returns {Record<string, string>}
 */
export function toolVersions() {
  const lines = readFileSync(path.join(root, 'toolchains/versions'), 'utf8').split('\n');
  return Object.fromEntries(lines.filter(line => /^[A-Z_]+=/.test(line)).map(line => line.split('=', 2)));
}

/** Where the native programs lie: VITRINE_NATIVE names another build of them, as the coverage run does. */
export const nativeBuild = path.join(root, process.env.VITRINE_NATIVE ?? 'build/native');
