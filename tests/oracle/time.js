// Times and durations of the strategy language: texts and numbers to whole seconds, and back.

/** 2106-02-07T06:28:14Z, the last second that the product knows. */
export const LAST_SECOND = 4294967294;
export const DAY = 86400;
/** How far ahead the next change is looked for, in seconds. */
export const LOOK_AHEAD = 400 * DAY;

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?)?$/;
const DURATION = /^(\d+)([smhd])$/;
const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: DAY };

/**
 * @param {unknown} value a text or a number as an event's `time` carries it
 * @returns {number | null} whole seconds since 1970, null when it is no time
 */
export function parseTime(value) {
  const seconds = typeof value === 'number' ? secondsOfNumber(value) : typeof value === 'string' ? secondsOfText(value) : null;
  return seconds === null || seconds < 0 || seconds > LAST_SECOND ? null : seconds;
}

/** @param {number} value @returns {number | null} */
function secondsOfNumber(value) {
  if (!Number.isFinite(value) || value < 0) return null;
  return value >= 1e11 ? Math.floor(Math.floor(value) / 1000) : Math.floor(value);
}

/** @param {string} text @returns {number | null} */
function secondsOfText(text) {
  const found = ISO.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(part => Number(part ?? 0));
  const zoneHour = Number(found[9] ?? 0);
  const zoneMinute = Number(found[10] ?? 0);
  if (year < 1969 || hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const east = (found[8] === '-' ? -1 : 1) * (zoneHour * 3600 + zoneMinute * 60);
  return midnight.getTime() / 1000 + hour * 3600 + minute * 60 + second - east;
}

/** @param {string} text @returns {boolean} whether a time text names its zone */
export function hasZone(text) {
  const found = ISO.exec(text);
  return Boolean(found && (found[7] || found[8]));
}

/** @param {number} seconds @returns {string} for example `2026-11-22T10:00:00Z` */
export function formatTime(seconds) {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/**
 * @param {unknown} text for example `30m`
 * @returns {number | null} seconds, null when it is no duration of 1s to 400d
 */
export function parseDuration(text) {
  if (typeof text !== 'string') return null;
  const seconds = durations.get(text) ?? readDuration(text);
  durations.set(text, seconds);
  return seconds;
}

/** Every rule is asked for its durations at every moment. @type {Map<string, number | null>} */
const durations = new Map();

/** @param {string} text @returns {number | null} */
function readDuration(text) {
  const found = DURATION.exec(text);
  if (!found) return null;
  const unit = /** @type {keyof typeof UNIT_SECONDS} */ (found[2]);
  const seconds = Number(found[1]) * UNIT_SECONDS[unit];
  return seconds >= 1 && seconds <= 400 * DAY ? seconds : null;
}
