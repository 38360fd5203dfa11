// A shop of one page for browser tests: its server, its pack, and what its pages are made of.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { INJECTED_PATH, injected, withInjected } from './engines/injected.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));
const dist = path.join(root, 'js/dist');
const tool = path.join(root, 'build/native/vitrine');
/** @param {string} name */
const strategyOf = name => path.join(here, 'fixtures', `${name}.json`);

/** @typedef {string | number | (() => Promise<void>)} Part of an answer: text, a pause of some milliseconds, or what to wait for */
/** @typedef {{ type?: string, status?: number, headers?: Record<string, string>, parts: (Part | Buffer)[] }} Answer */
/** @typedef {Awaited<ReturnType<typeof openShop>>} Shop */

/** @param {string} verb @param {string[]} more @returns {Buffer} what the tool made of the fixture's strategy */
export const made = (verb, ...more) => madeOf('strategy', verb, ...more);

/** @param {string} name of a strategy in fixtures @param {string} verb @param {string[]} more @returns {Buffer} what the tool made of it */
export function madeOf(name, verb, ...more) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-'));
  try {
    const out = path.join(folder, 'out');
    const ran = spawnSync(tool, [verb, strategyOf(name), '-o', out, ...more], { encoding: 'utf8' });
    if (ran.status !== 0 || !existsSync(out)) throw new Error(`vitrine ${verb}: ${ran.error ?? ran.stderr}`);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const types = /** @type {Record<string, string>} */ ({
  js: 'text/javascript',
  wasm: 'application/wasm',
  pack: 'application/octet-stream',
  html: 'text/html',
});

/** @param {http.ServerResponse} response @param {Answer} answer */
async function send(response, { type = 'html', status = 200, headers = {}, parts }) {
  response.writeHead(status, { 'content-type': `${types[type] ?? type}; charset=utf-8`, ...headers });
  for (const part of parts) {
    if (typeof part === 'number') await new Promise(done => setTimeout(done, part));
    else if (typeof part === 'function') await part();
    else response.write(typeof part === 'string' && type === 'html' ? withInjected(part) : part);
  }
  response.end();
}

/** @param {string} name @returns {Buffer} a browser file, as it is served where no page has its place */
export const fileOf = name => readFileSync(path.join(dist, name));

/** Serves the browser files and the pages that `pages` holds by path; a page may be changed between visits. */
export async function openShop(strategy = 'strategy') {
  const pack = madeOf(strategy, 'compile');
  /** @type {Map<string, Answer>} */
  const pages = new Map();
  /** @type {string[]} */
  const asked = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    if (pathname === INJECTED_PATH) return void send(response, { type: 'js', parts: [injected.text] });
    asked.push(pathname);
    const page = pages.get(pathname);
    if (page) return void send(response, page).catch(error => response.destroy(error));
    const name = /^\/vitrine\/([\w.-]+)$/.exec(pathname)?.[1] ?? '';
    const file = path.join(dist, name);
    if (name === 'shop.pack') send(response, { type: 'pack', parts: [pack] });
    else if (name && existsSync(file)) send(response, { type: path.extname(name).slice(1), parts: [readFileSync(file)] });
    else send(response, { status: pathname === '/favicon.ico' ? 204 : 404, parts: [] });
  });
  await new Promise(done => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    /** Paths that were asked for, in order. */
    asked,
    pack,
    async close() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}

export const SCRIPT = '<script type="module" src="/vitrine/vitrine.js" data-strategy="/vitrine/shop.pack" data-consent="granted"></script>';

/** A slot that waits for its decision, longer than any machine takes for it. */
export const WAITING = 'data-vitrine-wait="100" style="--wait: 600s"';

/** @param {string} colour */
const box = colour => `<div class="box" style="background:${colour}">${colour}</div>`;

/** The hero's default is pure red, so that a frame tells whether anybody could see it. */
export const HERO_TEMPLATES = `<template data-vitrine-variant="returning">${box('#00ff00')}</template>
<template data-vitrine-variant="cart">${box('#00ffff')}</template>
<template data-vitrine-variant="sale">${box('#0000ff')}</template>`;
export const HERO_DEFAULT = box('#ff0000');

/** @param {string} [attributes] */
export const hero = (attributes = '') => `<section data-vitrine-slot="home.hero" ${attributes}>
${HERO_TEMPLATES}
${HERO_DEFAULT}
</section>`;

const STYLE = `<style>
body { margin: 0 } .box { height: 300px; color: transparent } .far { height: 4000px }
@keyframes vitrine-wait { from { visibility: hidden } }
html:not([data-vitrine="off"]) [data-vitrine-wait]:not([data-vitrine-shown]) > :not(template) { animation: vitrine-wait var(--wait, 100ms) step-end }
</style>`;

/**
 * @param {object} options
 * @param {string} [options.type]
 * @param {string} [options.html] more attributes of <html>
 * @param {unknown} [options.state]
 * @param {string} [options.head]
 * @param {string} options.body
 */
export function pageText({ type = 'home', html = '', state, head = SCRIPT, body }) {
  const stated = state === undefined ? '' : `<script type="application/json" data-vitrine-state>${JSON.stringify(state)}</script>`;
  return `<!doctype html><html lang="en" data-vitrine-page-type="${type}" ${html}><head><meta charset="utf-8"><title>${type}</title>
<link rel="icon" href="data:,">${STYLE}${stated}${head}</head><body>${body}</body></html>`;
}
