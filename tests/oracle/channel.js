// The channel of a traffic source: the first row of the table in CHANNELS.md that holds.
import { engineEntriesOf, hostIsAmong, longestEntryOf } from './lists.js';
import { bareHost } from './url.js';
import { hasWebmailLabels } from './webmail.js';

/** @typedef {import('./lists.js').Lists} Lists */
/** @typedef {import('./traffic.js').Source} Source */

const PAID = /^(.*cp.*|ppc|retargeting|paid.*)$/;
const SHOP_CAMPAIGN = /^(.*(([^a-df-z]|^)shop|shopping).*)$/;
const DISPLAY = ['display', 'banner', 'expandable', 'interstitial', 'cpm'];
const SOCIAL_MEDIA = ['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'];
const EMAIL = ['email', 'e-mail', 'e_mail', 'e mail'];
const REFERRAL = ['referral', 'app', 'link'];

/** @param {Source} from @param {Lists} lists @returns {string} */
export function channelOf(from, lists) {
  const source = from.source.toLowerCase();
  const medium = from.medium.toLowerCase();
  const campaign = (from.campaign ?? '').toLowerCase();
  const category = categoryOf(source, lists);
  const is = (/** @type {string} */ one) => category === one;
  const search = is('SEARCH');
  const shopping = is('SHOPPING') || SHOP_CAMPAIGN.test(campaign);
  const paid = PAID.test(medium);
  /** @type {[string, boolean][]} */
  const rows = [
    ['Direct', source === '(direct)' && ['(none)', '(not set)'].includes(medium)],
    ['Cross-network', campaign.includes('cross-network')],
    ['Paid Shopping', shopping && paid],
    ['Paid Search', search && paid],
    ['Paid Social', is('SOCIAL') && paid],
    ['Paid Video', is('VIDEO') && paid],
    ['Display', DISPLAY.includes(medium)],
    ['Paid Other', paid],
    ['AI Assistant', medium === 'ai-assistant' || is('AI')],
    ['Organic Shopping', shopping],
    ['Organic Social', is('SOCIAL') || SOCIAL_MEDIA.includes(medium)],
    ['Organic Video', is('VIDEO') || medium.includes('video')],
    ['Organic Search', search || medium === 'organic'],
    ['Email', EMAIL.includes(source) || EMAIL.includes(medium)],
    ['Affiliates', medium === 'affiliate'],
    ['Referral', REFERRAL.includes(medium)],
    ['Audio', medium === 'audio'],
    ['SMS', source === 'sms' || medium === 'sms'],
    ['Mobile Push Notifications', medium.endsWith('push') || /mobile|notification/.test(medium) || source === 'firebase'],
  ];
  return rows.find(([, isSo]) => isSo)?.[0] ?? 'Unassigned';
}

/**
 * One source, one category: GA4's list speaks first, and only for what it does not list the others, in their order.
 * @param {string} source in lower case
 * @param {Lists} lists
 * @returns {string | null} SEARCH, SOCIAL, SHOPPING, VIDEO or AI
 */
function categoryOf(source, lists) {
  const host = bareHost(source);
  if (hasWebmailLabels(host)) return null;
  const listed = longestEntryOf(host, lists.categories.keys());
  if (listed !== null) return lists.categories.get(listed) ?? null;
  const isOf = (/** @type {import('./lists.js').NamedHosts} */ { names, hosts }) => names.includes(source) || hostIsAmong(host, hosts);
  if (isOf(lists.assistants)) return 'AI';
  if (lists.engines.some(entry => entry.name.toLowerCase() === source) || engineEntriesOf(lists, host).length > 0) return 'SEARCH';
  return isOf(lists.socials) ? 'SOCIAL' : null;
}

/**
 * @param {Source} from
 * @param {string} channel
 * @param {string[]} brandTerms
 * @returns {boolean | null} null without a term and a campaign
 */
export function isBranded(from, channel, brandTerms) {
  const texts = [from.term, from.campaign].filter(text => text !== null).map(text => text.toLowerCase());
  if (texts.length === 0) return null;
  if (!['Paid Search', 'Organic Search'].includes(channel)) return false;
  return brandTerms.some(term => texts.some(text => text.includes(term.toLowerCase())));
}
