// Facts of the visitor's surroundings: device, language, place and local time, newest value on any event.
import { DEVICES, LANGUAGES } from '../generate/pools.js';
import { numberOf, textOf } from '../event.js';
import { DAY } from '../time.js';
import { label, whole } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */
/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */

/** @param {string} name @returns {Fact} */
function newestText(name) {
  return history => label(newestTextOf(history.events, name));
}

/** @param {string} name @returns {Fact} */
function newestPlace(name) {
  return history => label(newestTextOf(history.located(), name));
}

/** @param {Event[]} events @param {string} name @returns {string | null} the newest text of a field on any of them */
function newestTextOf(events, name) {
  return textOf(events.findLast(event => textOf(event.fields[name]) !== null)?.fields[name]);
}

/**
 * @param {Record<string, string[]>} areas name to a list of countries or `country-region`
 * @param {History} history
 * @returns {string | null} the first area, in written order, that lists the region, else the country
 */
function areaOf(areas, history) {
  const country = newestTextOf(history.located(), 'geo_country');
  if (country === null) return null;
  const places = [`${country}-${newestTextOf(history.located(), 'geo_region')}`, country];
  for (const place of places) {
    const area = Object.keys(areas).find(name => areas[name].includes(place));
    if (area !== undefined) return area;
  }
  return null;
}

/** @param {History} history @returns {number | null} seconds east of UTC */
export function offsetOf(history) {
  const minutes = numberOf(history.events.findLast(event => numberOf(event.fields.tz_offset) !== null)?.fields.tz_offset);
  return minutes === null ? null : Number(minutes / 1000n) * 60;
}

/** The calendar with its weekdays repeats after this many seconds: 400 years. */
const CALENDAR = 146097 * DAY;

/** @param {(local: Date) => number} part of the visitor's local time @returns {Fact} */
function localTime(part) {
  return (history, now) => {
    const offset = offsetOf(history);
    if (offset === null) return null;
    // However far east or west, a Date can say it.
    const local = (((now + offset) % CALENDAR) + CALENDAR) % CALENDAR;
    return whole(part(new Date(local * 1000)));
  };
}

/** @type {Record<string, Fact>} */
export const CONTEXT_FACTS = {
  'device.class': newestText('device_class'),
  language: newestText('language'),
  'geo.country': newestPlace('geo_country'),
  'geo.region': newestPlace('geo_region'),
  'geo.city': newestPlace('geo_city'),
  'geo.zone': history => label(areaOf(history.setting.strategy.zones ?? {}, history)),
  'geo.climate': history => label(areaOf(history.setting.strategy.climates ?? {}, history)),
  'time.hour': localTime(local => local.getUTCHours()),
  'time.weekday': localTime(local => local.getUTCDay() || 7),
  'time.month': localTime(local => local.getUTCMonth() + 1),
};

/** What the generator compares them with: capability, name, values. @type {import('../generate/names.js').Kinds} */
export const CONTEXT_KINDS = ({ text }) => [
  ['device', 'device.class', text(DEVICES)],
  ['language', 'language', text(LANGUAGES)],
];

/** @type {import('../generate/names.js').Kinds} */
export const PLACE_AND_TIME_KINDS = ({ text }) => [
  ['geo', 'geo.country', text(['DE', 'AT', 'FR'])],
  ['geo', 'geo.region', text(['BY', 'W'])],
  ['geo', 'geo.city', text(['Wien', 'München'])],
  ['geo', 'geo.zone', text(['near', 'alps', 'far'])],
  ['geo', 'geo.climate', text(['mild', 'cold'])],
  ['time', 'time.hour', { type: 'integer', from: [0, 6, 9, 10, 11, 12, 18, 23], optional: true }],
  ['time', 'time.weekday', { type: 'integer', from: [2, 3, 6, 7], optional: true }],
  ['time', 'time.month', { type: 'integer', from: [3, 11, 12], optional: true }],
];
