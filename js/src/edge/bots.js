// Who reads pages for others: decided as for anybody who comes for the first time, and neither remembered nor counted (EDGE_REPORTS.md E19).

import { isbot } from 'isbot';
import { MOST_AGENT } from './limits.js';

/** @param {Headers} headers */
export const isBot = headers => isbot((headers.get('user-agent') ?? '').slice(0, MOST_AGENT));

/** The group of an experiment is drawn from the address, so that it stays. @param {string} url */
export function botId(url) {
  const { host, pathname } = new URL(url);
  return `bot ${host}${pathname}`;
}
