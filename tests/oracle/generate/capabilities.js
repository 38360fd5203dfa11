// The parts of the language that a random pair may use, by name, so that a product in the making is asked only for what it has.

export const CORE = ['count', 'since', 'distinct', 'affinity', 'top', 'visit', 'page', 'cart', 'orders', 'trait', 'device', 'language', 'traffic'];
export const REST = [
  ...['sum', 'repeats', 'sequence', 'stay', 'geo', 'time', 'search', 'channel'],
  ...['caps', 'messages', 'evidence', 'schedule', 'experiments', 'holdout', 'sort', 'doubtful'],
];

/**
 * @param {string} [text] names with commas; `all`, `core`, and a name with `-` before it takes one away
 * @returns {Set<string>}
 */
export function readCapabilities(text = 'core') {
  const enabled = new Set();
  for (const word of text.split(',')) {
    const names = { all: [...CORE, ...REST], core: CORE }[word] ?? [word.replace(/^-/, '')];
    for (const name of names) {
      if (!CORE.includes(name) && !REST.includes(name)) throw new Error(`unknown capability "${name}": one of all, core, ${[...CORE, ...REST].join(', ')}`);
      if (word.startsWith('-')) enabled.delete(name);
      else enabled.add(name);
    }
  }
  return enabled;
}
