// Times of events: ISO 8601 texts, seconds and milliseconds, to whole seconds since 1970.

/** 2106-02-07T06:28:14Z, the last second that the core knows. */
const LAST_SECOND = 4294967294;
const ISO = /^(\d{4}-\d\d-(\d\d))(?:[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?)?$/;

/** @param {string} text */
function secondsOfText(text) {
  const [whole, date, day, minutes = '00:00', seconds = '00', sign, zoneHours = '0', zoneMinutes = '0'] = ISO.exec(text) ?? [];
  if (!whole || Number(zoneHours) > 23 || Number(zoneMinutes) > 59 || minutes > '23:59') return NaN;
  const time = new Date(`${date}T${minutes}:${seconds}Z`);
  // Some engines take the 31st of a short month as the first of the next.
  if (time.getUTCDate() !== Number(day)) return NaN;
  return time.getTime() / 1000 - Number(`${sign ?? ''}1`) * (Number(zoneHours) * 3600 + Number(zoneMinutes) * 60);
}

/**
 * No zone is UTC, a date alone is its 00:00; a number of 10^11 and more is milliseconds; fractions are cut off.
 * @param {unknown} time
 * @returns {number} seconds since 1970, NaN for what is none
 */
export function parseTime(time) {
  let seconds = NaN;
  if (typeof time === 'number') seconds = Math.floor(time >= 1e11 ? time / 1000 : time);
  if (typeof time === 'string') seconds = secondsOfText(time);
  return seconds >= 0 && seconds <= LAST_SECOND && !(/** @type {number} */ (time) < 0) ? seconds : NaN;
}
