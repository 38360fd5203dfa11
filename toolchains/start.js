// npm start: sets up, builds what the demo store needs and serves it (PORT, default 8080) until it is stopped.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.js';
import { root } from './host.js';

function setUp() {
  const done = spawnSync('bash', ['toolchains/setup', 'build'], { cwd: root, stdio: 'inherit' });
  return done.status === 0;
}

function serve() {
  const server = path.join('demo_store', 'serve.js');
  if (!existsSync(path.join(root, server))) {
    console.error(`start: ${server} is missing, so there is no store to serve.`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(process.execPath, [server], { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches the child by the terminal; a signal sent to this process alone must reach it too.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('error', error => console.error(`start: the server did not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 0 : (code ?? 1);
  });
}

if (setUp() && buildAll(['tool', 'modules', 'js'])) serve();
else process.exitCode = 1;
