// Builds the demo store and serves it from a real edge worker (workerd).
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { startEdge } from './edge_runtime.js';
import { buildSite } from './site/build.js';
import { gatherVitrineFiles } from './vitrine_files.js';

const kRoot = dirname(fileURLToPath(import.meta.url));

/**
 * Builds and starts the shop.
 * @param {{ port?: number, host?: string, csp?: string, say?: (line: string) => void }} [options] `csp`: strict or trusted; port 0: any free one
 * @returns {Promise<{ url: string, port: number, ended: Promise<number | null>, stop(): Promise<void> }>}
 */
export async function startStore({ port = 8080, host = '127.0.0.1', csp = '', say = console.warn } = {}) {
  const build = join(kRoot, 'build');
  const site = join(build, 'public');
  mkdirSync(site, { recursive: true });
  const { build: version } = buildSite(site);
  const { warnings, edge: files } = gatherVitrineFiles(build, site);
  for (const warning of warnings) say(`Note: ${warning}`);
  const edge = await startEdge({
    root: kRoot,
    build,
    site,
    port,
    host,
    bindings: { BUILD: version, CSP: csp },
    edge: files && { ...files, key: keyIn(build) },
  });
  return { url: `http://localhost:${edge.port}`, ...edge };
}

/** The edge's secret, made once: a shop keeps it where it keeps its others. @param {string} build @returns {string} */
function keyIn(build) {
  const file = join(build, 'edge.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** @param {string | undefined} text */
function portFrom(text) {
  const port = Number(text || 8080);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  throw new Error(`PORT is "${text}"; write a number from 1 to 65535, or 0 for any free port.`);
}

async function main() {
  /** @type {Awaited<ReturnType<typeof startStore>> | null} */
  let store = null;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await store?.stop();
    process.exit(0); // ends a worker that is still starting, too
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  store = await startStore({ port: portFrom(process.env.PORT), host: process.env.HOST || undefined, csp: process.env.CSP });
  console.log(`Vitrine demo store: ${store.url}`);
  const status = await store.ended;
  if (stopping) return;
  console.error(`The edge worker ended by itself (status ${status}).`);
  process.exit(1);
}

if (argv[1] && fileURLToPath(import.meta.url) === realpathSync(argv[1]))
  main().catch(error => {
    console.error(error.message);
    process.exit(1);
  });
