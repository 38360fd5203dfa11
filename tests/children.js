// Programs that tests/run.js runs: each with a time limit, and with a line now and then of what it is at.
import { spawn } from 'node:child_process';
import { root } from '../toolchains/host.js';
import { endGroup, running } from './process_groups.js';

/** @typedef {{ output: string, code: number | null, timedOut: boolean, seconds: number }} Run */

const PROGRESS_EVERY = 30; // seconds

/** The last line that is whole and says something. @param {string} text */
function lastLine(text) {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return (
    lines
      .findLast(line => /\w/.test(line))
      ?.trim()
      .slice(0, 110) ?? ''
  );
}

/**
 * @param {string} name for the lines that say how far it is
 * @param {string[]} command
 * @param {{ timeout: number, env?: Record<string, string>, verbose: boolean }} options
 * @returns {Promise<Run>}
 */
export function runCommand(name, [program, ...args], { timeout, env, verbose }) {
  return new Promise(resolve => {
    const begin = Date.now();
    const seconds = () => (Date.now() - begin) / 1000;
    /** @type {Buffer[]} */
    const chunks = [];
    let timedOut = false;
    const child = spawn(program === 'node' ? process.execPath : program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, timeout * 1000);
    const progress = setInterval(() => {
      const last = lastLine(Buffer.concat(chunks.slice(-20)).toString('utf8'));
      if (!verbose) console.log(`  ${name}, ${seconds().toFixed(0)} s: ${last}`);
    }, PROGRESS_EVERY * 1000);
    const take = (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk);
      if (verbose) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', error => chunks.push(Buffer.from(`${program} did not start: ${error.message}\n`)));
    // What a suite leaves running must not hold its pipes, and so this run, open.
    child.on('exit', () => endGroup(child));
    child.on('close', code => {
      clearTimeout(timer);
      clearInterval(progress);
      running.delete(child);
      resolve({ output: Buffer.concat(chunks).toString('utf8'), code, timedOut, seconds: seconds() });
    });
  });
}
