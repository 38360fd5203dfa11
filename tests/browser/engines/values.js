// What WebDriver BiDi says of a value, as the value itself.

/** @typedef {{ type: string, value?: unknown, internalId?: string }} Remote */

/** @type {Record<string, number>} */
const NUMBERS = { NaN: Number.NaN, '-0': -0, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY };

/**
 * @param {Remote} remote
 * @param {Map<string, unknown>} [known] objects that have come already: told a second time, one has its id alone
 * @returns {unknown} undefined for what has no text: nodes, functions, windows
 */
export function remoteValue({ type, value, internalId = '' }, known = new Map()) {
  if (type === 'null') return null;
  if (type === 'number') return typeof value === 'string' ? NUMBERS[value] : value;
  if (type === 'string' || type === 'boolean') return value;
  if (type === 'bigint') return BigInt(String(value));
  if (type === 'date') return new Date(String(value));
  if (value === undefined) return known.get(internalId);
  if (type === 'array') {
    const list = /** @type {Remote[]} */ (value).map(each => remoteValue(each, known));
    known.set(internalId, list);
    return list;
  }
  if (type !== 'object') return undefined;
  const entries = /** @type {[string, Remote][]} */ (value);
  const object = Object.fromEntries(entries.map(([key, each]) => [key, remoteValue(each, known)]));
  known.set(internalId, object);
  return object;
}
