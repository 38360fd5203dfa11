// Where a visit came from: campaign parameters, click ids, the referrer, or nothing (CHANNELS.md, steps 1 to 4).
import { textOf } from './event.js';
import { engineEntriesOf, hostIsAmong } from './lists.js';
import { parameterOf, readAddress } from './url.js';

/** @typedef {import('./url.js').Address} Address */

/**
 * @typedef {object} Source
 * @property {string} source
 * @property {string} medium
 * @property {string | null} campaign
 * @property {string | null} term
 */

/** Parameter, source, medium, campaign: in the order in which they count. */
const CLICK_IDS = [
  ['gclid', 'google', 'cpc'],
  ['gbraid', 'google', 'cpc'],
  ['wbraid', 'google', 'cpc'],
  ['gclsrc', 'google', 'cpc'],
  ['dclid', 'google', 'display'],
  ['srsltid', 'google', 'organic', 'Shopping Free Listings'],
  ['msclkid', 'bing', 'cpc'],
  ['yclid', 'yandex', 'cpc'],
  ['ttclid', 'tiktok', 'paid_social'],
  ['twclid', 'twitter', 'paid_social'],
  ['li_fat_id', 'linkedin', 'paid_social'],
  ['epik', 'pinterest', 'paid_social'],
  ['sccid', 'snapchat', 'paid_social'],
  ['rdt_cid', 'reddit', 'paid_social'],
  ['fbclid', 'facebook', 'social'],
  ['igshid', 'instagram', 'social'],
  ['irclickid', 'impact', 'affiliate'],
  ['awc', 'awin', 'affiliate'],
  ['cjevent', 'cj', 'affiliate'],
];
const PAYMENT_HOSTS = [
  ...['paypal.com', 'klarna.com', 'stripe.com', 'adyen.com', 'mollie.com', 'checkout.com', 'sofort.com', 'afterpay.com'],
  ...['clearpay.co.uk', 'affirm.com', 'shop.app', 'pay.google.com', 'amazonpay.com'],
];
const NOT_SET = '(not set)';

/**
 * @typedef {object} Arrival
 * @property {Source} from
 * @property {string | null} landingPath
 */

/** @param {import('./history.js').History} history @returns {Arrival | null} how the newest visit began, once that is known */
export function arrivalOf(history) {
  return history.once('arrival', () => {
    const visit = history.visits().at(-1);
    const event = [...(visit?.events ?? [])].find(other => locationOf(other) !== null);
    if (!event) return null;
    const page = readAddress(locationOf(event) ?? '');
    const referrer = textIn(event.raw.page_referrer);
    const from = bySearch(page) ?? byClickId(page) ?? byReferrer(page, referrer, history.setting.lists) ?? direct();
    return { from, landingPath: textOf(event.fields.page_path) ?? page.path };
  });
}

/** @param {import('./event.js').Event} event @returns {string | null} its whole `page_location` */
export function locationOf(event) {
  return textIn(event.raw.page_location);
}

/** @param {unknown} raw @returns {string | null} */
function textIn(raw) {
  return typeof raw === 'string' && raw !== '' ? raw : null;
}

/** @param {Address} page @returns {Source | null} */
function bySearch(page) {
  const source = parameterOf(page.query, 'utm_source');
  const medium = parameterOf(page.query, 'utm_medium');
  if (source === null && medium === null) return null;
  const campaign = parameterOf(page.query, 'utm_campaign');
  return { source: source ?? NOT_SET, medium: medium ?? NOT_SET, campaign, term: parameterOf(page.query, 'utm_term') };
}

/** @param {Address} page @returns {Source | null} */
function byClickId(page) {
  const row = CLICK_IDS.find(([parameter]) => parameterOf(page.query, parameter) !== null);
  return row ? { source: row[1], medium: row[2], campaign: row[3] ?? null, term: null } : null;
}

/** @param {Address} page @param {string | null} text @param {import('./lists.js').Lists} lists @returns {Source | null} */
function byReferrer(page, text, lists) {
  const referrer = text === null ? null : readAddress(text);
  const host = referrer?.host ?? null;
  if (referrer === null || host === null || host === page.host || hostIsAmong(host, PAYMENT_HOSTS)) return null;
  if (hostIsAmong(host, lists.assistants)) return { source: host, medium: 'ai-assistant', campaign: null, term: null };
  for (const engine of engineEntriesOf(lists, host)) {
    const term = engine.params.map(name => parameterOf(referrer.query, name)).find(value => value !== null) ?? null;
    if (term === null && !engine.hidesKeyword) continue;
    return { source: engine.name.toLowerCase(), medium: 'organic', campaign: null, term };
  }
  return { source: host, medium: 'referral', campaign: null, term: null };
}

/** @returns {Source} */
function direct() {
  return { source: '(direct)', medium: '(none)', campaign: null, term: null };
}
