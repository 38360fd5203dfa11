// Firefox's process and its WebDriver BiDi: commands with their answers, and events.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSocket } from './socket.js';

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

/** One process for all sites: a new one for each visitor costs more than all that a test does. */
const PREFERENCES = { 'fission.autostart': false, 'dom.ipc.processCount': 1, 'dom.ipc.processPrelaunch.enabled': false };

/** @typedef {{ method: string, params: any }} BidiEvent */

/** @param {(event: BidiEvent) => void} onEvent */
export async function openBidi(onEvent) {
  const profile = mkdtempSync(path.join(tmpdir(), 'vitrine-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref('${name}', ${value});`);
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const firefox = spawn('firefox-esr', ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
    detached: true,
  });
  const ended = new Promise(done => firefox.on('exit', done));
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  const socket = await openSocket(`${await listening(firefox)}/session`, text => {
    const answer = JSON.parse(text);
    if (typeof answer.id !== 'number') return onEvent(answer);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  ended.then(() => {
    for (const tell of waiting.values()) tell({ error: 'gone', message: 'Firefox has ended' });
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
  return {
    send,
    async end() {
      socket.end();
      process.kill(-Number(firefox.pid));
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
