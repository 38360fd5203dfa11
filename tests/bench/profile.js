// Where the native core's instructions go: callgrind's counts by function, inside vt_ingest alone. Counts repeat exactly where times do not.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { prepare } from './prepare.js';
import { madeUpStream } from './stream.js';

const BUILD = path.join(root, 'build/profile');
const SHOWN = 16;

/** @param {string} command @param {string[]} args @returns {string} */
function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw new Error(`${command} did not start (${done.error.message}). The profile needs valgrind: apt-get install valgrind`);
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stderr}`);
  return done.stdout;
}

/** The native preset, with names: the same code, and the functions that became part of others are told by their callers. */
function buildWithNames() {
  const flags = ['-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG -g', '-DCMAKE_EXE_LINKER_FLAGS_RELEASE=', '-DVITRINE_CLI=OFF'];
  run('cmake', ['--preset', 'native', '-B', BUILD, ...flags]);
  run('cmake', ['--build', BUILD, '--target', 'vitrine_bench']);
}

/** @param {string} line of callgrind_annotate @returns {{ share: number, name: string } | null} */
function readLine(line) {
  const found = /^\s*([\d,]+) \(\s*([\d.]+)%\)\s+(\S+?):(.+?)(?: \[.*\])?$/.exec(line);
  return found && { share: Number(found[2]), name: `${found[4].replaceAll('vitrine::', '').replaceAll('(anonymous namespace)::', '')}` };
}

/** @param {number} segments @param {number} events */
function profileOf(segments, events) {
  const stream = madeUpStream(8, events / 8);
  const { folder } = prepare(`profile_${segments}`, segments, stream);
  const out = path.join(folder, 'callgrind.out');
  const bench = path.join(BUILD, 'vitrine_bench');
  const options = ['--tool=callgrind', '--toggle-collect=vt_ingest', `--callgrind-out-file=${out}`];
  run('valgrind', [...options, bench, path.join(folder, 's.pack'), path.join(folder, 'events.bin'), '0']);
  const text = run('callgrind_annotate', ['--threshold=99', '--auto=no', out]);
  const total = Number((/([\d,]+) \(\s*100\.0%\)/.exec(text)?.[1] ?? '0').replaceAll(',', ''));
  /** @type {Map<string, number>} */
  const shares = new Map();
  for (const line of text.split('\n').map(readLine)) {
    if (line && line.name !== 'PROGRAM TOTALS') shares.set(line.name, (shares.get(line.name) ?? 0) + line.share);
  }
  console.log(`\n${segments} segments: ${(total / stream.lines.length).toFixed(0)} instructions an event (native, inside vt_ingest)`);
  for (const [name, share] of [...shares].sort((a, b) => b[1] - a[1]).slice(0, SHOWN))
    console.log(`  ${share.toFixed(1).padStart(5)} %  ${name}`);
}

/** @param {number[]} sizes */
export function profile(sizes) {
  buildWithNames();
  for (const segments of sizes) profileOf(segments, 8000);
}
