// WebKitGTK's driver and its process: one session at a time, spoken to with plain requests.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const FOLDER = '/usr/lib/x86_64-linux-gnu';

function miniBrowser() {
  const folder = readdirSync(FOLDER).find(name => name.startsWith('webkit2gtk-4'));
  if (!folder) throw new Error('MiniBrowser is missing. Run: bash toolchains/setup all');
  return `${FOLDER}/${folder}/MiniBrowser`;
}

/** @returns {Promise<number>} a port that nobody has */
function freePort() {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/** Milliseconds: MiniBrowser is there within two seconds, on a busy machine within ten; now and then it never is. */
const SESSION_TIMEOUT = 20_000;

/** @typedef {(method: string, path: string, body?: object, timeout?: number) => Promise<any>} Call */

export async function openDriver() {
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
  const ended = new Promise(done => driver.on('exit', done));
  /** @type {Call} */
  async function call(method, path, body, timeout = 60_000) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    }).catch(error => {
      throw new Error(`${method} ${path} got no answer: ${error.message}`, { cause: error });
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  }
  for (let tries = 0; ; tries += 1) {
    try {
      await call('GET', '/status');
      break;
    } catch (error) {
      if (tries > 1000) throw error;
      await pause(50);
    }
  }
  return {
    /** @returns {Promise<{ call: Call, end: () => Promise<void> }>} a browser with an empty profile */
    async newSession() {
      // 'none': a page that hangs must not hold up the command that looks at it.
      const options = {
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
      };
      const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: options } }, SESSION_TIMEOUT);
      const base = `/session/${sessionId}`;
      return {
        call: (method, path, body, timeout) => call(method, base + path, body, timeout),
        end: () => call('DELETE', base),
      };
    },
    async end() {
      try {
        process.kill(-Number(driver.pid));
      } catch {
        // It has ended by itself.
      }
      await ended;
    },
  };
}
