// The page view that a request is, from its address and headers, what the page says of itself, and what the shop states in its head.

import { stateEvents } from '../collect/fields.js';
import { attributesOf } from './attributes.js';
import { MOST_LANGUAGES, MOST_REFERRER } from './limits.js';

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ event: string, fields: Fields }} PageEvent */
/** @typedef {{ country?: string, region?: string, city?: string }} Geo of the platform */

/** The first language that is wanted at all. @param {string | null} header of Accept-Language @returns {string | undefined} */
function languageOf(header) {
  const wanted = (header ?? '')
    .slice(0, MOST_LANGUAGES)
    .split(',')
    .map(part => {
      const [tag, ...parameters] = part.split(';').map(each => each.trim());
      const weight = parameters.find(each => /^q=/i.test(each));
      return { tag, weight: weight ? Number(weight.slice(2)) : 1 };
    })
    .filter(({ tag, weight }) => /^[a-z]{2,3}(-|$)/i.test(tag) && weight > 0);
  const [best] = wanted.sort((one, other) => other.weight - one.weight);
  return best?.tag.split('-')[0].toLowerCase();
}

/** Two capital letters, and no word of a proxy for "nobody knows". @param {string | undefined} country */
const isCountry = country => country !== undefined && /^[A-Z]{2}$/.test(country) && country !== 'XX' && country !== 'T1';

/**
 * @param {Request} request
 * @param {string} htmlTag '' where the page has none
 * @param {Geo} [geo]
 * @returns {PageEvent}
 */
export function pageView({ url, headers }, htmlTag, geo = {}) {
  const { href, pathname } = new URL(url);
  const attributes = htmlTag ? attributesOf(htmlTag) : new Map();
  const mobile = headers.get('sec-ch-ua-mobile');
  return {
    event: 'page_view',
    fields: {
      page_location: href,
      page_path: pathname,
      page_referrer: (headers.get('referer') ?? '').slice(0, MOST_REFERRER),
      page_type: attributes.get('data-vitrine-page-type'),
      page_category: attributes.get('data-vitrine-page-category'),
      page_item: attributes.get('data-vitrine-page-item'),
      device_class: mobile === '?1' ? 'mobile' : mobile === '?0' ? 'desktop' : undefined,
      language: languageOf(headers.get('accept-language')),
      ...(isCountry(geo.country) && { geo_country: geo.country, geo_region: geo.region, geo_city: geo.city }),
    },
  };
}

/**
 * @param {string} text of the page's state
 * @returns {PageEvent[] | null} what overrules memory; null: it cannot be read
 */
export function readState(text) {
  try {
    return stateEvents(text);
  } catch {
    return null;
  }
}
