// The first copy of the script in a document is the one that works; every other finds it.

import { fault } from '../host/fault.js';
import { tell } from '../report/report.js';
import { leaveMark } from './copy.js';
import { openSession } from './index.js';

/** Told where a copy finds another one at work. */
export function tellTwice() {
  const { name, message } = fault('Twice');
  tell('fault', { name, message });
}

/**
 * The collectors that a script's tag names, each a file beside the script.
 * @param {string | undefined} names
 * @param {string} base address of the script
 * @returns {import('../collect.js').Collector[]}
 */
export const namedCollectors = (names, base) =>
  (names?.match(/\S+/g) ?? []).map(
    name => host =>
      import(/** @type {any} */ (new URL(`collect_${name}.js`, base)))
        .then(each => each.default(host))
        .catch(() => host.fault(fault('Collect', name))),
  );

/**
 * @param {Parameters<typeof openSession>[0]} options
 * @param {string} [strategy]
 */
export function openFirst(options, strategy) {
  const session = openSession(options);
  leaveMark({ strategy, vitrine: session.isReady_, handle: session.handle });
  return session;
}
