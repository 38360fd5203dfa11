// The fault of a collector, as the page is told of it.

/** @param {import('../collect.js').Host} host @param {string} name of the collector @param {string} [why] none: it could not be loaded */
export function blame(host, name, why) {
  const error = new Error(why ? `${name} ${why}` : name);
  error.name = 'VitrineCollect';
  host.fault(error);
}
