// Child processes of the fuzz run: each leads a process group of its own, and all of them end with the run.
import { spawn } from 'node:child_process';
import { root } from '../../toolchains/host.js';
import { running } from '../process_groups.js';

/** @typedef {{ code: number | null, output: string }} Ended */

/** Of an output that goes on for days only the end is kept. */
const KEPT = 200_000;

// Debian has no llvm-symbolizer of the compiler's version; addr2line comes with the linker.
const sanitizers = {
  ASAN_OPTIONS: 'external_symbolizer_path=/usr/bin/addr2line:quarantine_size_mb=16',
  UBSAN_OPTIONS: 'print_stacktrace=1',
};

/**
 * @param {string} program
 * @param {string[]} args
 * @param {(text: string) => void} [onOutput]
 * @returns {Promise<Ended>}
 */
export function runChild(program, args, onOutput = () => {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...sanitizers },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let output = '';
    const take = (/** @type {string} */ text) => {
      output = (output + text).slice(-KEPT);
      onOutput(text);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', error => take(`${program} did not start: ${error.message}\n`));
    child.on('close', code => {
      running.delete(child);
      resolve({ code, output });
    });
  });
}
