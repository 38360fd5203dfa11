// Firefox by WebDriver BiDi over its own socket.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} firefox @returns {Promise<string>} the socket's address */
function listening(firefox) {
  return new Promise((done, failed) => {
    let said = '';
    firefox.stderr.on('data', data => {
      said += data;
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address) done(address);
    });
    firefox.on('error', failed);
    firefox.on('exit', () => failed(new Error(`Firefox ended: ${said}`)));
  });
}

/** Opens a window with an empty profile. */
export async function openFirefox() {
  const profile = mkdtempSync(path.join(tmpdir(), 'vitrine-firefox-'));
  const firefox = spawn('firefox-esr', ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
    detached: true,
  });
  const socket = new WebSocket(`${await listening(firefox)}/session`);
  await new Promise(done => socket.addEventListener('open', done));
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  /** What the console calls an error or a warning. @type {string[]} */
  const complaints = [];
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(data);
    if (answer.id) waiting.get(answer.id)?.(answer);
    else if (['error', 'warn'].includes(answer.params?.level)) complaints.push(answer.params.text);
  });
  let last = 0;
  /** @param {string} method @param {object} params @returns {Promise<any>} */
  async function send(method, params) {
    last += 1;
    const id = last;
    const answer = await new Promise(done => {
      waiting.set(id, done);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.error) throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  }
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const [{ context }] = (await send('browsingContext.getTree', {})).contexts;
  return {
    complaints,
    go: (/** @type {string} */ url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    async evaluate(/** @type {string} */ expression) {
      return (await send('script.evaluate', { expression, target: { context }, awaitPromise: true })).result.value;
    },
    async close() {
      const ended = new Promise(done => firefox.on('exit', done));
      process.kill(-Number(firefox.pid));
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
