// Which lines are broken: the tool against the oracle's reader, on lines spoiled in every way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../oracle/log.js';
import { folderFor, strategy, vitrine } from './tool.js';

const GOOD = [
  '{"visitor":"v1","time":"2019-10-01T00:00:09Z","event":"view_item","items":[{"item_id":"1","price":35.79,"quantity":1,"name":"x"}]}',
  '{"visitor":"é😀","time":9,"event":"e","fields":{"name":"a\\"b\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00","price":-0.5e-3,"x":[1,[true,{}],null]}}',
  '{ "visitor" : "v" , "time" : 9 , "event" : "e" , "a" : [ ] , "b" : { "c" : { "d" : [ false , -12 , 0.25 , 1E+2 ] } } }',
  '{"event":"identify","price":"12.50","name":null,"deep":[[[[1]]]],"time":1569888000000,"visitor":"an id of more than sixteen bytes"}',
].map(line => Buffer.from(line));
const BYTES = [...Buffer.from('"\\{}[]:,0-.eEtnu \t\r/x'), 0, 1, 0x7f, 0x80, 0xc3, 0xff];

/**
 * The line numbers in which the two differ; of many lines only the halves that do are looked at again.
 * @param {ReturnType<typeof folderFor>} files
 * @param {Buffer[]} lines
 * @returns {string[]}
 */
function differences(files, lines) {
  const log = Buffer.concat(lines.flatMap(line => [line, Buffer.from('\n')]));
  const path = files.write('log.ndjson', /** @type {any} */ (log));
  const { status } = vitrine([
    'replay',
    files.path('s.json'),
    path,
    '--quiet',
    '--summary',
    files.path('summary'),
    '--visitors',
    files.path('v'),
  ]);
  const {
    events,
    visitors,
    skipped: { lines: skipped },
  } = JSON.parse(files.read('summary'));
  assert.equal(status, events === 0 && skipped > 0 ? 1 : 0);
  const expected = readLog(log);
  const ids = new Set(expected.lines.map(line => line.visitor));
  const same = events === expected.lines.length && visitors === ids.size && skipped === expected.broken.length;
  if (same && visitorsOf(files.read('v')).every(id => ids.has(id))) return [];
  if (lines.length === 1) return [`${lines[0]}: ${skipped === 1 ? 'broken for the tool alone' : 'broken for the oracle alone'}`];
  const half = lines.length >> 1;
  return [...differences(files, lines.slice(0, half)), ...differences(files, lines.slice(half))];
}

/** @param {string} text @returns {string[]} */
const visitorsOf = text => text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line).visitor]));

test('a line with one byte changed, left out or put in is broken for the tool just where it is for the oracle', t => {
  const files = folderFor(t);
  files.write('s.json', strategy);
  for (const line of GOOD) {
    const spoiled = [line];
    for (let at = 0; at < line.length; at++) {
      const [before, behind] = [line.subarray(0, at), line.subarray(at + 1)];
      spoiled.push(before, Buffer.concat([before, behind]));
      for (const byte of BYTES) {
        spoiled.push(Buffer.concat([before, Buffer.from([byte]), behind]), Buffer.concat([before, Buffer.from([byte]), line.subarray(at)]));
      }
    }
    // The tool takes a small t between date and clock as well, which the oracle does not.
    const comparable = spoiled.filter(each => !each.includes('-01t00:'));
    for (let from = 0; from < comparable.length; from += 500) assert.deepEqual(differences(files, comparable.slice(from, from + 500)), []);
  }
});

test('lines put together from pieces of others are broken for the tool just where they are for the oracle', t => {
  const files = folderFor(t);
  files.write('s.json', strategy);
  let state = 1;
  const below = (/** @type {number} */ n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % n;
  };
  const lines = Array.from({ length: 20_000 }, () => {
    let line = GOOD[below(4)];
    for (let steps = 1 + below(3); steps > 0; steps--) {
      const from = GOOD[below(4)];
      const [first, to] = [below(from.length), below(line.length)];
      line = Buffer.concat([line.subarray(0, to), from.subarray(first, first + below(12)), line.subarray(to + below(6))]);
    }
    return line;
  });
  for (let from = 0; from < lines.length; from += 1000) assert.deepEqual(differences(files, lines.slice(from, from + 1000)), []);
});
