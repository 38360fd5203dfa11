// Facts of the visit and of how it began: `visit.*`, `traffic.*`.
import { channelOf, isBranded } from '../channel.js';
import { arrivalOf } from '../traffic.js';
import { count, label, truth, whole } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */
/** @typedef {import('../history.js').History} History */
/** @typedef {import('../event.js').Event} Event */
/** @typedef {import('../visits.js').Visit} Visit */

/** @param {History} history @returns {Visit[]} those that began while what happens was collected */
function knownVisits(history) {
  return history.visits().filter(visit => collectedIn(history, visit)[0] === [...visit.events][0]);
}

/** @param {History} history @param {Visit | null} visit @returns {Event[]} its events that were collected */
function collectedIn(history, visit) {
  return history.collected().filter(event => visit?.events.has(event));
}

/** @param {History} history @returns {string | null} of the newest visit */
function channelIn(history) {
  return history.once('channel', () => {
    const arrival = arrivalOf(history);
    return arrival === null ? null : channelOf(arrival.from, history.setting.lists);
  });
}

/** @type {Record<string, Fact>} */
export const VISIT_FACTS = {
  'visit.number': history => count(knownVisits(history).length),
  'visit.pages': (history, now) => {
    return count(collectedIn(history, history.runningVisit(now)).filter(event => event.name === 'page_view').length);
  },
  'visit.duration': (history, now) => {
    const events = collectedIn(history, history.runningVisit(now));
    return whole(events.length === 0 ? 0 : events[events.length - 1].time - events[0].time);
  },
  'visit.since_previous': history => {
    const [previous, newest] = knownVisits(history).slice(-2);
    return newest ? whole(newest.first - previous.last) : null;
  },
  'traffic.source': history => label(arrivalOf(history)?.from.source ?? null),
  'traffic.medium': history => label(arrivalOf(history)?.from.medium ?? null),
  'traffic.campaign': history => label(arrivalOf(history)?.from.campaign ?? null),
  'traffic.landing_path': history => label(arrivalOf(history)?.landingPath ?? null),
  'traffic.channel': history => {
    const channel = channelIn(history);
    return channel === null ? null : label(channel);
  },
  'traffic.branded': history => {
    const arrival = arrivalOf(history);
    const channel = channelIn(history);
    if (arrival === null || channel === null) return null;
    const branded = isBranded(arrival.from, channel, history.setting.strategy.brand_terms ?? []);
    return branded === null ? null : truth(branded);
  },
};

/** What the generator compares them with: capability, name, values. @type {import('../generate/names.js').Kinds} */
export const VISIT_KINDS = ({ integer, duration }) => [
  ['visit', 'visit.number', integer(0, 1, 2, 3)],
  ['visit', 'visit.pages', integer(0, 1, 2, 4)],
  ['visit', 'visit.duration', duration(false)],
  ['visit', 'visit.since_previous', duration(true)],
];
