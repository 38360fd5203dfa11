// WebKitGTK by its own WebDriver: MiniBrowser under a virtual display, spoken to with plain requests.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';

const FOLDER = '/usr/lib/x86_64-linux-gnu';

function miniBrowser() {
  const folder = readdirSync(FOLDER).find(name => name.startsWith('webkit2gtk-4'));
  if (!folder) throw new Error('MiniBrowser is missing. Run: bash toolchains/setup all');
  return `${FOLDER}/${folder}/MiniBrowser`;
}

/** Opens a window with an empty profile. @param {number} port of the driver */
export async function openWebKit(port) {
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async function call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  }
  const options = { 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } };
  let session = '';
  for (let tries = 0; session === ''; tries += 1) {
    try {
      session = (await call('POST', '/session', { capabilities: { alwaysMatch: options } })).sessionId;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise(done => setTimeout(done, 100));
    }
  }
  const path = `/session/${session}`;
  return {
    go: (/** @type {string} */ url) => call('POST', `${path}/url`, { url }),
    evaluate: (/** @type {string} */ expression) => call('POST', `${path}/execute/sync`, { script: `return ${expression}`, args: [] }),
    async close() {
      await call('DELETE', path).catch(() => {});
      try {
        process.kill(-Number(driver.pid));
      } catch {
        // It has ended by itself.
      }
    },
  };
}
