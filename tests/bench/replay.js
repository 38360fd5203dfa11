// How many lines a second `vitrine replay` takes: the real log, repeated at later times, by the same visitors or by new ones, in user CPU time.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { TOOL } from './prepare.js';
import { REAL_LOG } from './stream.js';
import { median } from './timing.js';

/** @param {string} file @param {number} copies @param {boolean} renamed whether each has visitors of its own @returns {number} lines */
function writeCopies(file, copies, renamed) {
  const lines = readFileSync(REAL_LOG, 'utf8').split('\n').filter(Boolean);
  const parts = lines.map(line => {
    const { visitor, time } = JSON.parse(line);
    return { visitor, at: Date.parse(time), rest: line.slice(line.indexOf(time) + time.length) };
  });
  const span = parts[parts.length - 1].at - parts[0].at + 1000;
  const out = openSync(file, 'w');
  for (let copy = 0; copy < copies; copy++) {
    const text = parts.map(
      ({ visitor, at, rest }) =>
        `{"visitor":"${visitor}-${renamed ? copy : 0}","time":"${new Date(at + copy * span).toISOString().replace('.000Z', 'Z')}${rest}\n`,
    );
    writeSync(out, text.join(''));
  }
  closeSync(out);
  return lines.length * copies;
}

/** @param {string} file @returns {number} seconds */
function userTime(file) {
  const command = [TOOL, 'replay', path.join(root, 'demo_store/strategy.json'), file, '--summary', '/dev/null', '--jobs', '1'];
  const quoted = command.map(each => `'${each.replaceAll("'", "'\\''")}'`).join(' ');
  const done = spawnSync('bash', ['-c', `TIMEFORMAT=%U; time ${quoted} > /dev/null`], { encoding: 'utf8' });
  const seconds = Number(done.stderr.trim().split('\n').at(-1));
  if (done.status !== 0 || Number.isNaN(seconds)) throw new Error(`vitrine replay: ${done.stderr}`);
  return seconds;
}

/** @param {number} copies of the log @param {number} runs @returns {{ who: string, lines: number, seconds: number, megabytes: number }[]} */
export function measureReplay(copies, runs) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-bench-'));
  try {
    return ['the same visitors', 'new visitors each time'].map((who, renamed) => {
      const file = path.join(folder, 'log.ndjson');
      const lines = writeCopies(file, copies, renamed === 1);
      const seconds = median(Array.from({ length: runs }, () => userTime(file)));
      return { who, lines, seconds, megabytes: statSync(file).size / 1e6 };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
