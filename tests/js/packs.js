// Packs for tests, compiled by the native tool.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const tool = path.join(root, 'build/native/vitrine');

/**
 * @param {string} strategy a file
 * @param {string[]} [more] arguments
 * @returns {{ pack: Buffer<ArrayBuffer>, names: { segments: string[], experiments: string[] } }}
 */
export function compiled(strategy, more = []) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-'));
  try {
    const [pack, names] = ['pack', 'names.json'].map(name => path.join(folder, name));
    const ran = spawnSync(tool, ['compile', strategy, '-o', pack, '--names', names, ...more], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`vitrine compile ${strategy}: ${ran.error ?? ran.stderr}`);
    return { pack: Buffer.from(readFileSync(pack)), names: JSON.parse(readFileSync(names, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the native tool decides for every visitor of a log.
 * @param {string} strategy a file
 * @param {object[]} events log lines
 * @param {string[]} slots
 * @returns {Map<string, Record<string, { variant: string, reason: string, intended?: string }>>} by visitor
 */
export function replayed(strategy, events, slots) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-'));
  try {
    const log = path.join(folder, 'events.ndjson');
    writeFileSync(log, events.map(event => `${JSON.stringify(event)}\n`).join(''));
    const ran = spawnSync(tool, ['replay', strategy, log, '--visitors', '-', '--decide', slots.join(',')], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`vitrine replay ${strategy}: ${ran.error ?? ran.stderr}`);
    const lines = ran.stdout.trim().split('\n');
    return new Map(lines.map(line => JSON.parse(line)).map(({ visitor, decisions }) => [visitor, decisions]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A built browser file. @param {string} name */
export const distFile = name => Buffer.from(readFileSync(path.join(root, 'js/dist', name)));
