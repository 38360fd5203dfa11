// docs/ERRORS.md and the sources name the same codes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} path */
const source = path => readFileSync(join(root, path), 'utf8');

/** @param {string} folder @returns {string} all of its C++ */
const sources = folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(cpp|h)$/.test(name))
    .map(name => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

// How a code is given to a finding: report.error("code", unknown("code", {Severity::kError, "code"; and of the tool's own messages.
const OF_FINDING = /\b(?:error|unknown|unknown_of)\(\s*"([a-z][a-z0-9_]*)",|\bLogWarning\{[^"]*"([a-z][a-z0-9_]*)",/g;
const OF_READING = /\btell\(\s*"([a-z][a-z0-9_]*)",/g; // read.cpp alone; elsewhere `tell` names a member
const OF_SEVERITY = /Severity::k(?:Error|Warning),\s*"([a-z][a-z0-9_]*)"/g;
const OF_MESSAGE = /\b(?:error|warning) ([a-z][a-z0-9_]*): /g;
const OF_LINE = /^ {2}X\(k\w+, "([a-z][a-z0-9_]*)"/gm;
const OF_NOT_CHECKED = /^ {4}\{"([a-z][a-z0-9_]*)", "/gm;

/** @param {string} text @param {RegExp[]} patterns */
const codesIn = (text, ...patterns) =>
  new Set(patterns.flatMap(pattern => [...text.matchAll(pattern)].map(found => String(found[1] ?? found[2]))));

/** Codes of a section's table. @param {string} title */
function documented(title) {
  const text = source('docs/ERRORS.md');
  const section = text.split(/^## /m).find(part => part.startsWith(title)) ?? '';
  const rows = [...section.matchAll(/^\| `([a-z][a-z0-9_]*)` \| (.+) \|$/gm)];
  for (const [, code, sentence] of rows) assert.match(String(sentence), /^[A-Z`"].*\.$/, `${code}: a sentence`);
  return rows.map(row => String(row[1]));
}

for (const { title, codes } of [
  {
    title: 'Strategies',
    codes: new Set([
      ...codesIn(sources('core/compiler'), OF_FINDING, OF_SEVERITY),
      ...codesIn(source('core/compiler/read.cpp'), OF_READING),
    ]),
  },
  { title: 'The tool', codes: codesIn(sources('core/cli'), OF_FINDING, OF_MESSAGE) },
  { title: 'Lines of a log', codes: codesIn(source('core/cli/log/line_fault.h'), OF_LINE) },
  { title: 'Not looked for yet', codes: codesIn(source('core/compiler/not_checked.h'), OF_NOT_CHECKED) },
]) {
  test(`ERRORS.md, ${title}: every code of the sources stands there, each once, and no other`, () => {
    const rows = documented(title);
    assert.ok(codes.size > 3, 'codes are found');
    assert.deepEqual([...rows].sort(), [...codes].sort());
  });
}
