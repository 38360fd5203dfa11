// Facts of the visitor's surroundings: device, language, place and local time, newest value on any event.
import { numberOf, textOf } from '../event.js';
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

/** @param {(local: Date) => number} part of the visitor's local time @returns {Fact} */
function localTime(part) {
  return (history, now) => {
    const offset = offsetOf(history);
    return offset === null ? null : whole(part(new Date((now + offset) * 1000)));
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
