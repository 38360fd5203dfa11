// First inputs and words for the fuzzers out of what the repository has: strategies and logs of the vectors, random pairs of the oracle, the demo store.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../toolchains/host.js';
import { readCapabilities } from '../oracle/generate/capabilities.js';
import { logOf, randomPair } from '../oracle/generate.js';
import { makeRandom, shopPage, TAGS, wildPage } from '../page/random_page.js';

/** Of the random pairs: enough for every kind of feature, few enough to be read in a second. */
const RANDOM_PAIRS = 60;
/** Longer texts teach a dictionary nothing. */
const LONGEST_WORD = 40;
/** Words of JSON's own, and of numbers that turn over. */
const JSON_WORDS = ['{"', '":', '":{', '":[', '"}', 'null', 'true', 'false', '-0', '1e308', '\\u0000', '\\ud800', '9007199254740993'];

/** Tags, and what begins and ends the tokenizer's states. */
const PAGE_WORDS = [
  ...TAGS.flatMap(tag => [`<${tag}>`, `</${tag}>`]),
  ...[
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '<!doctype html>',
    '&#32;',
    ' data-vitrine-slot=s',
    ' data-vitrine-item=i',
    ' data-vitrine-variant=v',
  ],
];

/** @typedef {{ name: string, strategy: any, text?: string, events?: any[], files?: any[][] }} Pair */

/** @returns {Pair[]} */
function pairsOfVectors() {
  const folder = path.join(root, 'tests/vectors');
  const files = readdirSync(folder).filter(file => file.endsWith('.json'));
  return files.sort().flatMap(file => {
    /** @type {Pair[]} */
    const vectors = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    return vectors.map((vector, number) => ({ ...vector, name: `${path.basename(file, '.json')}_${number}` }));
  });
}

/** @returns {Pair[]} */
function randomPairs() {
  const enabled = readCapabilities('ready');
  return Array.from({ length: RANDOM_PAIRS }, (_, number) => ({ ...randomPair(77, number, enabled), name: `random_${number}` }));
}

/** @param {string} name @param {string} file @returns {Pair} a strategy with comments is kept as it is written */
function pairOfFile(name, file) {
  return { name, strategy: null, text: readFileSync(path.join(root, file), 'utf8') };
}

/** @param {any} value @param {Set<string>} keys @param {Set<string>} texts */
function collectWords(value, keys, texts) {
  if (typeof value === 'string') texts.add(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) keys.add(key);
    collectWords(inner, keys, texts);
  }
}

/** @param {Iterable<string>} words @returns {string} in libFuzzer's form, each byte that is not plain escaped */
function dictionaryOf(words) {
  const lines = [];
  for (const word of words) {
    if (word === '' || word.length > LONGEST_WORD) continue;
    const bytes = [...Buffer.from(word, 'utf8')].map(byte =>
      byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
    );
    lines.push(`"${bytes.join('')}"`);
  }
  return `${lines.join('\n')}\n`;
}

/** @param {any[]} values @returns {string} keys with quotes and colon, texts with quotes */
function dictionaryOfValues(values) {
  const keys = new Set();
  const texts = new Set();
  for (const value of values) collectWords(value, keys, texts);
  return dictionaryOf(new Set([...JSON_WORDS, ...[...keys].map(key => `"${key}":`), ...[...texts].map(text => JSON.stringify(text))]));
}

/** @param {string} folder @param {string} name @param {string | Buffer} content */
function write(folder, name, content) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

/** @param {string} corpus pages of both kinds */
function writePages(corpus) {
  const random = makeRandom(5);
  for (let i = 0; i < 2 * RANDOM_PAIRS; i++)
    write(path.join(corpus, 'page'), `${i}.html`, Buffer.from((i % 2 ? wildPage : shopPage)(random), 'latin1'));
}

/**
 * Writes FOLDER/corpus/TARGET/ and FOLDER/TARGET.dict anew.
 * @param {string} folder
 * @param {string} program make_seeds
 * @returns {string} what went wrong; nothing
 */
export function makeSeeds(folder, program) {
  const corpus = path.join(folder, 'corpus');
  rmSync(corpus, { recursive: true, force: true });
  const pairs = [
    pairOfFile('fuzz', 'tests/fuzz/strategy.json'),
    pairOfFile('demo_store', 'demo_store/strategy.json'),
    ...pairsOfVectors(),
    ...randomPairs(),
  ];
  for (const { name, strategy, text, events, files } of pairs) {
    write(path.join(corpus, 'strategy'), `${name}.json`, text ?? JSON.stringify(strategy));
    const log = logOf(events ?? (files ?? []).flat());
    if (log.length > 0) write(path.join(corpus, 'ndjson'), `${name}.ndjson`, log);
  }
  write(path.join(corpus, 'ndjson'), 'packed.ndjson', gzipSync(logOf(pairs.find(pair => pair.events)?.events ?? [])));
  const strategies = pairs.map(pair => pair.strategy).filter(Boolean);
  const events = pairs.flatMap(pair => pair.events ?? []).filter(event => typeof event === 'object');
  write(folder, 'strategy.dict', dictionaryOfValues(strategies));
  write(folder, 'ndjson.dict', dictionaryOfValues(events));
  write(folder, 'page.dict', dictionaryOf(PAGE_WORDS));
  writePages(corpus);
  if (!existsSync(program)) return `${program} is not there`;
  const done = spawnSync(program, [corpus], { encoding: 'utf8' });
  return done.status === 0 ? '' : `make_seeds failed: ${done.stderr || done.error?.message || done.signal}`;
}
