// Who reads pages for others: decided as for anybody who comes for the first time, and neither remembered nor counted (EDGE_REPORTS.md E19).

import { createIsbotFromList, list } from 'isbot';
import { MOST_AGENT } from './limits.js';

/** A browser without a window is how shops try their own pages: it must see what shoppers see. */
const OWN_TESTS = 'headless';
const isReader = createIsbotFromList(list.filter(pattern => pattern !== OWN_TESTS));

/** @param {Headers} headers */
export const isBot = headers => isReader((headers.get('user-agent') ?? '').slice(0, MOST_AGENT));

/** The group of an experiment is drawn from the address, so that it stays. @param {string} url */
export function botId(url) {
  const { host, pathname } = new URL(url);
  return `bot ${host}${pathname}`;
}
