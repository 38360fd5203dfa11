// The published lists of traffic sources: search engines, AI assistants, social networks, and GA4's source categories.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareHost } from './url.js';

/**
 * @typedef {object} EngineEntry
 * @property {string} name of the engine
 * @property {string} host lower-case, without `www.`; `{}` stands for one label, or two of at most 3 letters each
 * @property {string[]} params of its query that may carry the term
 * @property {boolean} hidesKeyword whether it sends visitors without a term
 *
 * @typedef {object} Lists
 * @property {EngineEntry[]} engines in the order of the list
 * @property {NamedHosts} assistants
 * @property {NamedHosts} socials
 * @property {Map<string, string>} categories source to SEARCH, SOCIAL, SHOPPING or VIDEO
 *
 * @typedef {object} NamedHosts
 * @property {string[]} names in lower case
 * @property {string[]} hosts
 */

/** AI assistants that the list does not have; their names are none. */
const MORE_ASSISTANTS = ['character.ai', 'poe.com', 'copilot.com', 'm365.cloud.microsoft', 'openai.com'];

/**
 * Each list is read when it is first asked for, from the first folder that has it.
 * @param {string[]} folders
 * @returns {Lists}
 */
export function listsIn(folders) {
  const key = folders.join();
  if (!opened.has(key)) opened.set(key, listsOf(folders));
  return /** @type {Lists} */ (opened.get(key));
}

/** @type {Map<string, Lists>} */
const opened = new Map();

/** @param {string[]} folders @returns {Lists} */
function listsOf(folders) {
  /** @type {Map<string, any>} */
  const read = new Map();
  const known = (/** @type {string} */ name, /** @type {(text: string) => any} */ reader) => {
    if (!read.has(name)) read.set(name, reader(readFileSync(fileIn(folders, name), 'utf8')));
    return read.get(name);
  };
  return {
    get engines() {
      return known('matomo_SearchEngines.yml', readEngines);
    },
    get assistants() {
      return known('matomo_AIAssistants.yml', text => {
        const { names, hosts } = readHosts(text);
        return { names, hosts: [...hosts, ...MORE_ASSISTANTS] };
      });
    },
    get socials() {
      return known('matomo_Socials.yml', readHosts);
    },
    get categories() {
      return known('ga4_source_categories.csv', readCategories);
    },
  };
}

/** @param {string[]} folders @param {string} name of the list's file @returns {string} */
function fileIn(folders, name) {
  const folder = folders.find(one => existsSync(join(one, name)));
  if (folder === undefined) {
    throw new Error(
      `traffic sources need the list ${name}, which is in none of: ${folders.join(', ')}; name its folder by --lists or the environment's VITRINE_LISTS`,
    );
  }
  return join(folder, name);
}

/** @param {string} scalar @returns {string} without quotes */
function unquoted(scalar) {
  return scalar.replace(/^(['"])(.*)\1$/, '$2').replaceAll("''", "'");
}

/** @param {string} text lists of hosts under names, by indentation @returns {NamedHosts} entries with a `/` are not used */
function readHosts(text) {
  const lines = text.split('\n').map(line => line.trimEnd());
  const entries = lines.filter(line => line.startsWith('  - ')).map(line => unquoted(line.slice(4).trim()));
  return {
    names: lines.filter(line => /^\S.*:$/.test(line)).map(line => unquoted(line.slice(0, -1)).toLowerCase()),
    hosts: entries.filter(host => !host.includes('/')).map(bareHost),
  };
}

/**
 * An engine's name stands at the margin; `-` begins one of its groups, alone or with the first of its keys; `urls:`, `params:` and others stand four in, their entries six.
 * @param {string} text
 * @returns {EngineEntry[]}
 */
function readEngines(text) {
  /** @type {{name: string, lists: Record<string, string[]>}[]} */
  const groups = [];
  let name = '';
  let list = '';
  for (const line of text.replaceAll(/^ {2}- (?=\w)/gm, '  -\n    ').split('\n')) {
    if (/^\S.*:$/.test(line)) name = unquoted(line.slice(0, -1));
    else if (line.trimEnd() === '  -') groups.push({ name, lists: {} });
    else if (/^ {4}\w/.test(line)) {
      list = line.trim().split(':')[0];
      groups[groups.length - 1].lists[list] = [];
    } else if (line.startsWith('      - ')) groups[groups.length - 1].lists[list].push(unquoted(line.slice(8).trim()));
  }
  return groups.flatMap(group => entriesOf(group.name, group.lists));
}

/** @param {string} name @param {Record<string, string[]>} lists @returns {EngineEntry[]} one a host */
function entriesOf(name, lists) {
  const params = (lists.params ?? []).filter(param => !param.includes('/'));
  const hosts = (lists.urls ?? []).filter(host => !host.includes('/')).map(bareHost);
  return hosts.map(host => ({ name, host, params, hidesKeyword: lists.hiddenkeyword !== undefined }));
}

/** @param {string} text @returns {Map<string, string>} */
function readCategories(text) {
  /** @type {Map<string, string>} */
  const categories = new Map();
  for (const line of text.split('\n').slice(1)) {
    const comma = line.lastIndexOf(',');
    const category = line.slice(comma + 1).trim();
    categories.set(bareHost(line.slice(0, comma)), category.replace('SOURCE_CATEGORY_', ''));
  }
  return categories;
}

/** @param {string} host @param {string} entry @returns {boolean} whether it is that host, or a subdomain of it */
export function isHostOrBelow(host, entry) {
  return host === entry || host.endsWith(`.${entry}`);
}

/** @param {string} host @param {Iterable<string>} entries @returns {string | null} the longest that it is or ends in; one without a dot only when it is it */
export function longestEntryOf(host, entries) {
  let longest = null;
  for (const entry of entries) {
    const matches = entry.includes('.') ? isHostOrBelow(host, entry) : host === entry;
    if (matches && (longest === null || entry.length > longest.length)) longest = entry;
  }
  return longest;
}

/** @param {string} host @param {Iterable<string>} entries @returns {boolean} */
export function hostIsAmong(host, entries) {
  return longestEntryOf(host, entries) !== null;
}

/** @param {Lists} lists @param {string} host @returns {EngineEntry[]} the entries that the host is, plain ones first */
export function engineEntriesOf(lists, host) {
  const plain = lists.engines.filter(entry => entry.host === host);
  return [...plain, ...lists.engines.filter(entry => entry.host.includes('{}') && patternOf(entry.host).test(host))];
}

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/** @param {string} host with `{}` @returns {RegExp} */
function patternOf(host) {
  const source = host
    .split('{}')
    .map(part => part.replaceAll('.', '\\.'))
    .join('(?:[^.]+|[a-z]{1,3}\\.[a-z]{1,3})');
  if (!patterns.has(host)) patterns.set(host, new RegExp(`^${source}$`));
  return /** @type {RegExp} */ (patterns.get(host));
}
