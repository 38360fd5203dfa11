// Facts of the visit and of how it began: `visit.*`, `traffic.*`.
import { channelOf, isBranded } from '../channel.js';
import { arrivalOf } from '../traffic.js';
import { count, label, truth, whole } from '../values.js';

/** @typedef {import('./index.js').Fact} Fact */

/** @type {Record<string, Fact>} */
export const VISIT_FACTS = {
  'visit.number': history => count(history.visits().length),
  'visit.pages': (history, now) => {
    const events = [...(history.runningVisit(now)?.events ?? [])];
    return count(events.filter(event => event.name === 'page_view').length);
  },
  'visit.duration': (history, now) => {
    const visit = history.runningVisit(now);
    return whole(visit ? visit.last - visit.first : 0);
  },
  'visit.since_previous': history => {
    const [previous, newest] = history.visits().slice(-2);
    return newest ? whole(newest.first - previous.last) : null;
  },
  'traffic.source': history => label(arrivalOf(history)?.from.source ?? null),
  'traffic.medium': history => label(arrivalOf(history)?.from.medium ?? null),
  'traffic.campaign': history => label(arrivalOf(history)?.from.campaign ?? null),
  'traffic.landing_path': history => label(arrivalOf(history)?.landingPath ?? null),
  'traffic.channel': history => {
    const arrival = arrivalOf(history);
    return arrival ? label(channelOf(arrival.from, history.setting.lists)) : null;
  },
  'traffic.branded': history => {
    const arrival = arrivalOf(history);
    if (!arrival) return null;
    const channel = channelOf(arrival.from, history.setting.lists);
    const branded = isBranded(arrival.from, channel, history.setting.strategy.brand_terms ?? []);
    return branded === null ? null : truth(branded);
  },
};
