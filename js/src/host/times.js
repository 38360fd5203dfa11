// Times of events: ISO 8601 texts, seconds and milliseconds, to whole seconds since 1970.

/** 2106-02-07T06:28:14Z, the last second that the core knows. */
const LAST_SECOND = 4294967294;
const ISO =
  /^(\d{4}-\d\d-(\d\d))(?:[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?:Z|([+-](?:[01]\d|2[0-3]))(?::?([0-5]\d))?)?)?$/;

/** @param {string} text */
function secondsOfText(text) {
  const [, date, day, minute = '00:00', second = '00', zoneHour = '+00', zoneMinute = '00'] = ISO.exec(text) ?? [];
  // Some engines take the 31st of a short month as the first of the next.
  if (new Date(date).getUTCDate() !== Number(day)) return NaN;
  return Date.parse(`${date}T${minute}:${second}${zoneHour}:${zoneMinute}`) / 1000;
}

/**
 * No zone is UTC, a date alone is its 00:00; a number of 10^11 and more is milliseconds; fractions are cut off.
 * @param {unknown} time
 * @returns {number} seconds since 1970, NaN for what is none
 */
export function parseTime(time) {
  const seconds = typeof time === 'number' ? (time >= 1e11 ? time / 1000 : time) : typeof time === 'string' ? secondsOfText(time) : NaN;
  return seconds >= 0 && seconds < LAST_SECOND + 1 ? Math.floor(seconds) : NaN;
}
