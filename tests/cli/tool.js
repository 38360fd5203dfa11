// Runs the native tool for tests, and keeps the files of a test in a folder that goes away with it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nativeBuild } from '../../toolchains/host.js';

export const TOOL = path.join(nativeBuild, 'vitrine');

/**
 * @param {string[]} args
 * @param {{ input?: string | Buffer, cwd?: string, now?: string }} [options] now: the machine's clock as the tool sees it; late by default, so
 *   that no log lies in the future
 * @returns {{ status: number | null, out: string, err: string }}
 */
export function vitrine(args, { input = '', cwd, now = '2100-01-01' } = {}) {
  const env = { ...process.env, VITRINE_NOW: now };
  const done = spawnSync(TOOL, args, { input, cwd, env, encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 28 });
  if (done.error) throw new Error(`${TOOL} did not run (${done.error.message}). Build it: node toolchains/build.js tool`);
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/**
 * A folder for one test.
 * @param {import('node:test').TestContext} t
 */
export function folderFor(t) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (/** @type {string} */ name) => path.join(folder, name),
    /** @param {string} name @param {string | Buffer} content @returns {string} its path */
    write(name, content) {
      writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    },
    read: (/** @type {string} */ name) => readFileSync(path.join(folder, name), 'utf8'),
  };
}

/** @param {unknown[]} values @returns {string} JSON lines */
export const lines = values => values.map(value => `${JSON.stringify(value)}\n`).join('');

/** A strategy with a segment of each kind that the clock ends, stages and two slots. */
export const strategy = JSON.stringify({
  name: 'test',
  currency: 'EUR',
  features: { views: { count: 'view_item', within: '1h' } },
  segments: {
    keen: { title: 'Keen', when: { views: { gte: 2 }, 'visit.number': { gte: 1 } } },
    carrying: { title: 'Carrying', when: { 'cart.items': { gte: 1 } } },
  },
  stages: [{ id: 'buyer', when: { 'orders.placed': { gte: 1 } } }, { id: 'looker' }],
  slots: {
    'home.hero': {
      kind: 'content',
      variants: [{ id: 'cart', for: { segment: 'carrying' } }, { id: 'more', for: { segment: 'keen' } }, { id: 'default' }],
    },
    'category.grid': { kind: 'sort', signals: { 'affinity.item_brand': 1 } },
  },
});
