// What the collectors of one document must not do twice: be at work, or tell one view of a product.

/** @typedef {import('../collect.js').Host} Host */

/** @param {Host} host @param {string} name of a collector, or an event of this view @returns {boolean} it is the caller's */
export function claims(host, name) {
  host.claimed ??= new Set();
  if (host.claimed.has(name)) return false;
  host.claimed.add(name);
  return true;
}

/** @param {Host} host @param {string} name @returns {boolean} false: this collector is at work already */
export const begins = claims;

/** @param {Host} host @param {string} name */
export const isClaimed = (host, name) => !!host.claimed?.has(name);

/** Another view has begun. @param {Host} host @param {string} event */
export const forget = (host, event) => host.claimed?.delete(event);
