// Numbers, times and traits that an event gives and that cannot be read: none of them is guessed, all of them are counted.
import { isGiven, MOST_ITEMS, NUMBERS } from './event.js';
import { isTraitOf } from './facts/traits.js';
import { parseTime } from './time.js';
import { valueOfField } from './values.js';

/** @typedef {import('./log.js').LogLine} LogLine */

const TIMES = ['at', 'first_order_at', 'last_order_at'];
/** What an `identify` may carry beside its traits. */
const CONTEXT_FIELDS = [
  ...['device_class', 'language', 'geo_country', 'geo_region', 'geo_city', 'tz_offset', 'currency'],
  ...['page_location', 'page_referrer', 'page_path', 'page_title'],
];
/** A summary names this many. */
const FIRST = 3;

/**
 * @param {LogLine} line of an event that is taken
 * @param {any} strategy
 * @returns {string[]} the fields of it that are unreadable, each once: `value`, `items[0].price`
 */
export function unreadableFields(line, strategy) {
  const ofEvent = Object.keys(line.fields).filter(name => isUnreadable(line, name, strategy));
  const ofItems = line.items.slice(0, MOST_ITEMS).flatMap((item, number) =>
    Object.keys(item)
      .filter(name => isNoNumber(name, item[name]))
      .map(name => `items[${line.itemPlaces[number]}].${name}`),
  );
  return [...ofEvent, ...ofItems];
}

/** @param {LogLine} line @param {string} name of a field of its event @param {any} strategy @returns {boolean} */
function isUnreadable(line, name, strategy) {
  const raw = line.fields[name];
  if (line.event === 'evidence' && name === 'value') return false;
  if (isNoNumber(name, raw)) return true;
  return line.event === 'identify' && !CONTEXT_FIELDS.includes(name) && isGiven(raw) && !isTrait(strategy, name, raw);
}

/** @param {string} name @param {unknown} raw @returns {boolean} whether it should be a number or a time, and is given, and is none */
function isNoNumber(name, raw) {
  if (!isGiven(raw)) return false;
  if (TIMES.includes(name)) return parseTime(raw) === null;
  return NUMBERS.includes(name) && valueOfField(raw)?.num === undefined;
}

/** @param {any} strategy @param {string} name @param {unknown} raw @returns {boolean} whether it is a declared trait, and of its type */
function isTrait({ traits = {} }, name, raw) {
  return Object.hasOwn(traits, name) && isTraitOf(traits[name], raw);
}

/** @typedef {{count: number, first: string[]}} Unreadable as a summary has it */

export class UnreadableCount {
  constructor() {
    /** @type {Unreadable} */
    this.summary = { count: 0, first: [] };
  }

  /** @param {LogLine} line that was taken @param {any} strategy */
  add(line, strategy) {
    const fields = unreadableFields(line, strategy);
    this.summary.count += fields.length;
    const free = FIRST - this.summary.first.length;
    this.summary.first.push(...fields.slice(0, free).map(field => `${line.place} ${field}`));
  }
}
