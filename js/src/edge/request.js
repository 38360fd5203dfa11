// Which requests the edge touches, and how it asks the origin.

import { withoutOurs } from './cookies.js';

/** A request that carries it has been here: it passes whole, so that no loop can form. */
export const MARK = 'x-vitrine-edge';

/** Cookies that are ours, whatever the scheme. */
export const OUR_COOKIES = ['__Host-vitrine', 'vitrine', 'vitrine_events', 'vitrine_consent'];

/** They belong to one connection (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
/** A 304 would bring new headers over an old body, or another visitor's. */
const CONDITIONS = ['if-none-match', 'if-modified-since'];

/**
 * @typedef {object} Kind
 * @property {boolean} isTouched its answer may be a page to touch
 * @property {boolean} isNavigation a document is asked for
 * @property {boolean} isPrefetch nobody may ever look at it: nothing is set and nothing counted
 * @property {boolean} isFromElsewhere a prefetch by another site, which carries no cookie of ours
 */

/** @param {Request} request @returns {Kind} */
export function kindOf({ method, headers }) {
  const destination = headers.get('sec-fetch-dest');
  const isTouched = method === 'GET' && (destination === null || destination === 'document') && !headers.has('range') && !headers.has(MARK);
  const purposes = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'].map(name => (headers.get(name) ?? '').split(';', 1)[0].trim());
  const isPrefetch = purposes.some(purpose => purpose === 'prefetch' || purpose === 'preview');
  return {
    isTouched,
    // An old browser, which does not say what it asks for, may ask for a picture.
    isNavigation: isTouched && (destination === 'document' || (headers.get('accept') ?? 'text/html').includes('text/html')),
    isPrefetch,
    isFromElsewhere: isPrefetch && headers.get('sec-fetch-site') === 'cross-site',
  };
}

/**
 * The request as the origin sees it: without our cookies, and of a navigation without conditions and with the codings that every platform decodes.
 * @param {Request} request
 * @param {Pick<Kind, 'isTouched' | 'isNavigation'> & { isConditional?: boolean }} kind isConditional: the page is known to hold nothing to decide, so that a 304 is right
 * @returns {Request}
 */
export function originRequest(request, { isTouched, isNavigation, isConditional = false }) {
  const headers = new Headers(request.headers);
  for (const name of (headers.get('connection') ?? '').split(',')) if (/^[\w-]+$/.test(name.trim())) headers.delete(name.trim());
  for (const name of HOP_BY_HOP) headers.delete(name);
  const cookies = withoutOurs(headers.get('cookie'), OUR_COOKIES);
  if (cookies === null) headers.delete('cookie');
  else headers.set('cookie', cookies);
  if (isNavigation && !isConditional) for (const name of CONDITIONS) headers.delete(name);
  if (isTouched) {
    headers.set('accept-encoding', 'gzip, br');
    headers.set(MARK, '1');
  }
  return new Request(request, { headers, redirect: 'manual' });
}
