// Where a visit came from: campaign parameters, click ids, the referrer, or nothing (CHANNELS.md, steps 1 to 4).
import { textOf } from './event.js';
import { engineEntriesOf, hostIsAmong, isHostOrBelow } from './lists.js';
import { bareHost, packageOf, parameterOf, readAddress } from './url.js';
import { isWebmailHost } from './webmail.js';

/** @typedef {import('./url.js').Address} Address */
/** @typedef {import('./history.js').Setting} Setting */

/**
 * @typedef {object} Source
 * @property {string} source
 * @property {string} medium
 * @property {string | null} campaign
 * @property {string | null} term
 *
 * @typedef {object} Referrer
 * @property {string} host or the package of an app that no host stands for
 * @property {string} query
 * @property {boolean} isPackage whether it is an app that no host stands for
 */

/** Parameter, source, medium, campaign: in the order in which they count. */
const CLICK_IDS = [
  ['gclid', 'google', 'cpc'],
  ['gbraid', 'google', 'cpc'],
  ['wbraid', 'google', 'cpc'],
  ['gclsrc', 'google', 'cpc'],
  ['gad_source', 'google', 'cpc'],
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
  ...['clearpay.co.uk', 'affirm.com', 'shop.app', 'pay.google.com', 'amazonpay.com', 'payments.amazon.com', 'payments.amazon.de'],
  ...['worldpay.com', 'payu.com', 'przelewy24.pl', 'giropay.de', 'ideal.nl', 'checkout.shopify.com', 'multisafepay.com', 'buckaroo.nl'],
  ...['paysafecard.com', 'twint.ch', 'vippsmobilepay.com', 'swish.nu', 'bancontact.com', '3dsecure.io'],
];
/** Apps, and the hosts that they stand for. @type {Record<string, string>} */
const APPS = {
  'com.google.android.googlequicksearchbox': 'google.com',
  'com.google.android.gm': 'mail.google.com',
  'com.microsoft.office.outlook': 'outlook.live.com',
  'com.yahoo.mobile.client.android.mail': 'mail.yahoo.com',
  'com.facebook.katana': 'facebook.com',
  'com.facebook.orca': 'facebook.com',
  'com.instagram.android': 'instagram.com',
  'com.linkedin.android': 'linkedin.com',
  'com.pinterest': 'pinterest.com',
  'com.twitter.android': 'x.com',
  'com.reddit.frontpage': 'reddit.com',
  'com.zhiliaoapp.musically': 'tiktok.com',
  'com.snapchat.android': 'snapchat.com',
  'org.telegram.messenger': 'telegram.org',
  'com.whatsapp': 'whatsapp.com',
  'com.google.android.youtube': 'youtube.com',
  'com.microsoft.bing': 'bing.com',
  'com.openai.chatgpt': 'chatgpt.com',
};
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
    const from = byCampaign(page) ?? byClickId(page) ?? byReferrer(page, referrer, history.setting) ?? direct();
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

/** @param {Address} page @returns {Source | null} by the query; where that has neither source nor medium by the fragment */
function byCampaign(page) {
  return campaignIn(page.query) ?? campaignIn(page.fragment);
}

/** @param {string} query @returns {Source | null} */
function campaignIn(query) {
  const source = parameterOf(query, 'utm_source');
  const medium = parameterOf(query, 'utm_medium');
  if (source === null && medium === null) return null;
  const campaign = parameterOf(query, 'utm_campaign');
  return { source: source ?? NOT_SET, medium: medium ?? NOT_SET, campaign, term: parameterOf(query, 'utm_term') };
}

/** @param {Address} page @returns {Source | null} */
function byClickId(page) {
  const row = CLICK_IDS.find(([parameter]) => parameterOf(page.query, parameter) !== null);
  return row ? { source: row[1], medium: row[2], campaign: row[3] ?? null, term: null } : null;
}

/** @param {Address} page @param {string | null} text @param {Setting} setting @returns {Source | null} */
function byReferrer(page, text, { strategy, lists }) {
  const referrer = text === null ? null : referrerOf(text);
  if (referrer === null || isOwn(referrer.host, page.host, strategy) || isPayment(referrer.host, strategy)) return null;
  const { host } = referrer;
  if (hostIsAmong(host, lists.assistants.hosts)) return { source: host, medium: 'ai-assistant', campaign: null, term: null };
  if (!referrer.isPackage && isWebmailHost(host)) return { source: host, medium: 'email', campaign: null, term: null };
  for (const engine of engineEntriesOf(lists, host)) {
    const term = engine.params.map(name => parameterOf(referrer.query, name)).find(value => value !== null) ?? null;
    if (term === null && !engine.hidesKeyword) continue;
    return { source: engine.name.toLowerCase(), medium: 'organic', campaign: null, term };
  }
  return { source: host, medium: 'referral', campaign: null, term: null };
}

/** @param {string} text @returns {Referrer | null} null for one that names no host */
function referrerOf(text) {
  const app = packageOf(text);
  if (app === '') return null;
  if (app !== null) return { host: Object.hasOwn(APPS, app) ? APPS[app] : app, query: '', isPackage: !Object.hasOwn(APPS, app) };
  const { host, query } = readAddress(text);
  return host === null ? null : { host, query, isPackage: false };
}

/** @param {string} host @param {string | null} page its host @param {any} strategy @returns {boolean} whether the shop itself sent the visitor */
function isOwn(host, page, { own_hosts: ownHosts = [] }) {
  if (page !== null && (isHostOrBelow(host, page) || isHostOrBelow(page, host))) return true;
  return ownHosts.some((/** @type {string} */ own) => isHostOrBelow(host, bareHost(own)));
}

/** @param {string} host @param {any} strategy @returns {boolean} */
function isPayment(host, { payment_hosts: paymentHosts = [] }) {
  return [...PAYMENT_HOSTS, ...paymentHosts].some(payment => isHostOrBelow(host, bareHost(payment)));
}

/** @returns {Source} */
function direct() {
  return { source: '(direct)', medium: '(none)', campaign: null, term: null };
}
