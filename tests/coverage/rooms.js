// Coverage by room (folder of core), against the thresholds, and the branches that no input can reach.

/** @typedef {import('./profile.js').FileCoverage} FileCoverage */
/** @typedef {{ file: string, lines: [number, number], branches: number, why: string }} Unreachable from the first to the last line; `branches`: ways there that nothing can take */
/** @typedef {{ rooms: Record<string, { lines: number, branches: number }>, unreachable: Unreachable[] }} Thresholds */

const MOST_UNREACHABLE = 30;

/** @param {string} file core/runtime/facts/cart.cpp is in core/runtime */
const roomOf = file => file.split('/').slice(0, 2).join('/');

/** @param {number} part @param {number} whole */
const percent = (part, whole) => (whole === 0 ? 100 : (100 * part) / whole);

/** @param {FileCoverage[]} files @param {Thresholds} thresholds */
function sums(files, { unreachable }) {
  let [all, reached, ways, taken] = [0, 0, 0, 0];
  for (const { file, lines, linesMissed, branches } of files) {
    all += lines;
    reached += lines - linesMissed.length;
    ways += 2 * branches.length;
    taken += branches.reduce((sum, { missed }) => sum + 2 - missed.length, 0);
    for (const each of unreachable) if (each.file === file) ways -= each.branches;
  }
  return { lines: percent(reached, all), branches: percent(taken, ways) };
}

/**
 * @param {FileCoverage[]} files
 * @param {string | undefined} missed a room whose missed lines and branches are listed
 * @param {Thresholds} thresholds
 */
export function reportRooms(files, missed, thresholds) {
  console.log(`\n${'reached, of 100'.padEnd(24)}${'lines'.padStart(10)}${'branches'.padStart(10)}   at least`);
  for (const room of [...new Set(files.map(({ file }) => roomOf(file)))].sort()) {
    const { lines, branches } = sums(
      files.filter(({ file }) => roomOf(file) === room),
      thresholds,
    );
    const least = thresholds.rooms[room];
    const wanted = least ? `${least.lines} lines, ${least.branches} branches` : '';
    console.log(`${room.padEnd(24)}${lines.toFixed(2).padStart(10)}${branches.toFixed(2).padStart(10)}   ${wanted}`);
  }
  for (const { file, linesMissed, branches } of files) {
    if (missed === undefined || roomOf(file) !== missed) continue;
    for (const line of linesMissed) console.log(`${file}:${line}: no test reaches this line`);
    for (const { line, column, missed: ways } of branches) {
      if (ways.length > 0) console.log(`${file}:${line}:${column}: never ${ways.join(', never ')}`);
    }
  }
}

/**
 * @param {Unreachable[]} unreachable
 * @param {FileCoverage[]} files
 * @returns {string[]} what is wrong with the list
 */
function faultsOf(unreachable, files) {
  const faults =
    unreachable.length > MOST_UNREACHABLE ? [`${unreachable.length} are listed as unreachable; at most ${MOST_UNREACHABLE} may be`] : [];
  for (const { file, lines, branches, why } of unreachable) {
    const [first, last] = lines;
    const place = `${file}:${first}`;
    const there = files.find(each => each.file === file)?.branches.filter(({ line }) => line >= first && line <= last) ?? [];
    const ways = there.reduce((all, { missed }) => all + missed.length, 0);
    if (!why) faults.push(`${place} is listed as unreachable without a reason`);
    if (ways !== branches) faults.push(`${place} is listed with ${branches} ways that nothing takes; ${ways} were not taken`);
  }
  return faults;
}

/**
 * Each threshold is a test, and the list of what cannot be reached is one.
 * @param {FileCoverage[]} files
 * @param {Thresholds} thresholds
 */
export function judgeRooms(files, thresholds) {
  const counts = { passed: 0, failed: 0 };
  for (const [room, least] of Object.entries(thresholds.rooms)) {
    const found = sums(
      files.filter(({ file }) => roomOf(file) === room),
      thresholds,
    );
    for (const what of /** @type {const} */ (['lines', 'branches'])) {
      const ok = found[what] >= least[what];
      counts[ok ? 'passed' : 'failed'] += 1;
      if (!ok) console.log(`${room}: ${found[what].toFixed(2)} % of its ${what} are reached, at least ${least[what]} should be`);
    }
  }
  const faults = faultsOf(thresholds.unreachable, files);
  for (const fault of faults) console.log(`tests/coverage/thresholds.json: ${fault}`);
  counts[faults.length === 0 ? 'passed' : 'failed'] += 1;
  return counts;
}
