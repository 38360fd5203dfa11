// What the edge costs: CPU of one workerd process a request, in each way of answering the same page, in turns.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { FOLDER } from './prepare.js';
import { median } from './timing.js';

/** @typedef {{ requests: number, rounds: number, sizes: number[], starts: number, soak: number }} Plan */
/** @typedef {Record<string, number>} ByWay microseconds */

const WAYS = ['nothing', 'decision', 'stitched', 'scanned', 'rewriter'];
const CARDS_A_KILOBYTE = 350 / 64;

const STRATEGY = {
  name: 'bench',
  currency: 'EUR',
  features: { views: { count: 'page_view' }, seen: { count: 'view_item', within: '7d' } },
  segments: { back: { when: { views: { gte: 2 } } }, keen: { when: { seen: { gte: 3 } } } },
  stages: [{ id: 'all' }],
  slots: {
    hero: {
      kind: 'content',
      variants: [{ id: 'keen', for: { segment: 'keen' } }, { id: 'again', for: { segment: 'back' } }, { id: 'default' }],
    },
    note: { kind: 'content', variants: [{ id: 'hello', for: { segment: 'back' } }, { id: 'default' }] },
    grid: { kind: 'sort', signals: { popularity: 1 } },
  },
};

/** A category page as a shop writes it: two slots, a list of cards. @param {number} kilobytes */
export function categoryPage(kilobytes) {
  const words = 'Boots that like puddles, sweaters with a past. ';
  const slot = (/** @type {string} */ name, /** @type {string[]} */ variants) =>
    `<section data-vitrine-slot="${name}">${variants.map(each => `<template data-vitrine-variant="${each}"><h2>${each}</h2><p>${words}</p></template>`).join('')}<div class="default"><h2>Shop</h2><p>${words}</p></div></section>`;
  const cards = Array.from({ length: Math.max(3, Math.round(kilobytes * CARDS_A_KILOBYTE)) }, (_, i) => {
    const brand = ['Acme', 'Varrun', 'Tarn', 'Alder'][i % 4];
    return `<li data-vitrine-item="sku-${i}" data-category="shoes" data-brand="${brand}" data-price="${20 + (i % 90)}.90" data-popularity="0.${(i * 37) % 100}"><a href="/p/${i}"><b>Shoe ${i}</b></a></li>\n`;
  });
  return `<!doctype html><html data-vitrine-page-type="category"><head><meta charset="utf-8"><title>Shoes</title></head><body>${slot('hero', ['keen', 'again'])}${slot('note', ['hello'])}<ul data-vitrine-slot="grid">${cards.join('')}</ul></body></html>`;
}

/** @param {number[]} sizes @returns {string} the configuration's file */
function prepare(sizes) {
  mkdirSync(FOLDER, { recursive: true });
  const file = (/** @type {string} */ name) => path.join(FOLDER, name);
  writeFileSync(file('edge.json'), JSON.stringify(STRATEGY));
  writeFileSync(file('edge_pages.json'), JSON.stringify(Object.fromEntries(sizes.map(size => [size, categoryPage(size)]))));
  const tool = path.join(root, 'build/native/vitrine');
  const ran = spawnSync(tool, ['compile', file('edge.json'), '--edge', '-o', file('edge.pack')], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  const from = (/** @type {string} */ name) => JSON.stringify(path.relative(FOLDER, path.join(root, name)));
  writeFileSync(
    file('edge.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [
    (name = "edge_worker.js", esModule = embed ${from('tests/bench/edge_worker.js')}),
    (name = "vitrine/edge", esModule = embed ${from('js/dist/edge.js')}),
    (name = "vitrine/vitrine-edge.wasm", wasm = embed ${from('js/dist/vitrine-edge.wasm')})
  ],
  bindings = [(name = "PACK", data = embed "edge.pack"), (name = "PAGES", data = embed "edge_pages.json")]
);
`,
  );
  return file('edge.capnp');
}

/** @param {string} config @returns {Promise<{ port: number, pid: number, stop(): Promise<void> }>} */
async function start(config) {
  const binary = /** @type {string} */ (createRequire(import.meta.url)('workerd').default);
  const child = spawn(binary, ['serve', config, '--control-fd=3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  const port = await new Promise((done, fail) => {
    child.once('exit', status => fail(new Error(`workerd ended with ${status}`)));
    /** @type {import('node:stream').Readable} */ (child.stdio[3]).on('data', chunk => {
      const found = /"port":(\d+)/.exec(`${chunk}`)?.[1];
      if (found) done(Number(found));
    });
  });
  return {
    port,
    pid: /** @type {number} */ (child.pid),
    stop: () =>
      new Promise(done => {
        child.removeAllListeners('exit');
        child.once('exit', () => done(undefined));
        child.kill('SIGKILL');
      }),
  };
}

/** @param {number} pid @returns {number} microseconds of CPU that the process has used, by the scheduler's own count */
function cpuOf(pid) {
  const tasks = spawnSync('sh', ['-c', `cat /proc/${pid}/task/*/schedstat`], { encoding: 'utf8' }).stdout;
  return tasks.split('\n').reduce((sum, line) => sum + Number(line.split(' ')[0] || 0), 0) / 1000;
}

/** @param {number} pid @returns {number} KiB */
const residentOf = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** @param {number} port @param {string} path_ @param {string} [cookie] @returns {Promise<{ text: string, cookie: string, timing: string }>} */
const get = (port, path_, cookie) =>
  new Promise((done, fail) => {
    const headers = { 'sec-fetch-dest': 'document', ...(cookie && { cookie }) };
    http
      .get({ host: '127.0.0.1', port, path: path_, agent, headers }, response => {
        /** @type {Buffer[]} */
        const parts = [];
        response.on('data', part => parts.push(part));
        response.on('end', () =>
          done({
            text: Buffer.concat(parts).toString(),
            cookie: response.headers['set-cookie']?.find(line => line.startsWith('vitrine='))?.split(';')[0] ?? '',
            timing: String(response.headers['server-timing'] ?? ''),
          }),
        );
        response.on('error', fail);
      })
      .on('error', fail);
  });

/**
 * @param {{ port: number, pid: number }} worker @param {string} way @param {number} size @param {number} count
 * @returns {Promise<number>} microseconds of CPU a request
 */
async function cost({ port, pid }, way, size, count) {
  const at = `/${way}/${size}`;
  let { cookie } = await get(port, at);
  for (let i = 0; i < Math.min(50, count); i++) cookie = (await get(port, at, cookie)).cookie || cookie;
  const before = cpuOf(pid);
  for (let i = 0; i < count; i++) await get(port, at, cookie);
  return (cpuOf(pid) - before) / count;
}

/** Each way answers what it should before it is timed. @param {number} port @param {number} size @returns {Promise<string[]>} those that do not */
async function wrongWays(port, size) {
  const wrong = [];
  for (const way of WAYS) {
    let last = await get(port, `/${way}/${size}`);
    for (let i = 0; i < 3; i++) last = await get(port, `/${way}/${size}`, last.cookie);
    const isShown = /<section data-vitrine-slot="hero"><h2>again<\/h2>/.test(last.text);
    const isSorted =
      /data-popularity="0\.99"[\s\S]*data-popularity="0\.1"/.test(last.text) &&
      !/data-popularity="0\.1"[\s\S]*data-popularity="0\.99"/.test(last.text);
    const right = {
      nothing: last.text === categoryPage(size),
      decision: last.text === categoryPage(size),
      stitched: isShown && isSorted && last.timing.includes('"hit"'),
      scanned: isShown && isSorted && last.timing.includes('"scan"'),
      rewriter: isShown,
    };
    if (!right[/** @type {keyof typeof right} */ (way)]) wrong.push(way);
  }
  return wrong;
}

/** @param {string} config @param {number} starts @returns {Promise<ByWay>} milliseconds from the first byte of the first request to the last of its answer, medians */
async function firstRequests(config, starts) {
  /** @type {Record<string, number[]>} */
  const times = { nothing: [], scanned: [] };
  for (let i = 0; i < starts; i++)
    for (const way of Object.keys(times)) {
      const worker = await start(config);
      const begun = performance.now();
      await get(worker.port, `/${way}/64`);
      times[way].push(performance.now() - begun);
      await worker.stop();
    }
  return Object.fromEntries(Object.entries(times).map(([way, list]) => [way, median(list)]));
}

/** @param {Plan} plan */
export async function measureEdge({ requests, rounds, sizes, starts, soak }) {
  const say = (/** @type {string} */ what) => console.error(`bench: edge, ${what}`);
  const config = prepare(sizes);
  const worker = await start(config);
  try {
    const wrong = await wrongWays(worker.port, 64);
    say('ways');
    /** @type {Record<string, number[]>} */
    const times = Object.fromEntries(WAYS.map(way => [way, []]));
    for (let round = 0; round < rounds; round++)
      for (const way of WAYS) times[way].push(await cost(worker, way, 64, way === 'rewriter' ? Math.ceil(requests / 4) : requests));
    say('sizes');
    /** @type {Record<number, ByWay>} */
    const bySize = {};
    for (const size of sizes) {
      bySize[size] = {};
      for (const way of ['nothing', 'stitched', 'scanned'])
        bySize[size][way] = await cost(worker, way, size, Math.ceil((requests * 16) / (16 + size)));
    }
    say(`${soak} requests`);
    const resident = [];
    for (let half = 0; half < 2; half++) {
      await cost(worker, 'scanned', 64, soak / 4);
      await cost(worker, 'stitched', 64, soak / 4);
      resident.push(residentOf(worker.pid));
    }
    const memory = Number((await get(worker.port, '/memory/64')).text);
    say('first requests');
    const first = await firstRequests(config, starts);
    return { ways: Object.fromEntries(WAYS.map(way => [way, median(times[way])])), bySize, resident, memory, first, wrong };
  } finally {
    await worker.stop();
  }
}

/** @param {Awaited<ReturnType<typeof measureEdge>>} results */
export function printEdge({ ways, bySize, resident, memory, first }) {
  const us = (/** @type {number} */ value) => value.toFixed(0).padStart(7);
  console.log('\nThe edge: CPU of workerd a request, 64 KB page of 350 cards, medians in microseconds');
  for (const [way, time] of Object.entries(ways))
    console.log(`  ${way.padEnd(10)}${us(time)}   ${(time / ways.nothing).toFixed(2)} x nothing`);
  const verdict = (/** @type {boolean} */ is) => (is ? 'ok' : 'MISS');
  console.log(`  ${verdict(ways.decision <= 1.1 * ways.nothing)}: decision alone at most 1.1 x nothing`);
  console.log(`  ${verdict(ways.stitched <= 1.6 * ways.nothing)}: stitched at most 1.6 x nothing`);
  console.log(
    `  ${verdict(4 * ways.stitched <= ways.rewriter)}: stitched at most a quarter of HTMLRewriter (${(ways.rewriter / ways.stitched).toFixed(1)} x)`,
  );
  console.log('  by size of the page, microseconds: nothing, stitched, scanned');
  for (const [size, each] of Object.entries(bySize))
    console.log(`  ${`${size} KB`.padEnd(10)}${us(each.nothing)}${us(each.stitched)}${us(each.scanned)}`);
  console.log(
    `  first request after start: ${first.nothing.toFixed(1)} ms without us, ${first.scanned.toFixed(1)} ms with; ${verdict(first.scanned - first.nothing <= 5)}: at most 5 ms more`,
  );
  console.log(
    `  memory: ${(memory / 1024).toFixed(0)} KiB of both modules, ${verdict(memory <= 1 << 20)}: at most 1 MB; process ${resident.map(each => `${(each / 1024).toFixed(1)} MB`).join(', then ')}`,
  );
}
