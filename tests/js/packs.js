// Packs for tests, compiled by the native tool.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const tool = path.join(root, 'build/native/vitrine');

/**
 * @param {string} strategy a file
 * @returns {{ pack: Buffer<ArrayBuffer>, names: { segments: string[] } }}
 */
export function compiled(strategy) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-'));
  try {
    const [pack, names] = ['pack', 'names.json'].map(name => path.join(folder, name));
    const ran = spawnSync(tool, ['compile', strategy, '-o', pack, '--names', names], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`vitrine compile ${strategy}: ${ran.error ?? ran.stderr}`);
    return { pack: Buffer.from(readFileSync(pack)), names: JSON.parse(readFileSync(names, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A built browser file. @param {string} name */
export const distFile = name => Buffer.from(readFileSync(path.join(root, 'js/dist', name)));
