// Ways into the shop: addresses and referrers of every kind that the rules of traffic sources tell apart, with the answers that one might give.

/** @typedef {import('./random.js').Random} Random */

/**
 * @typedef {object} Arrival
 * @property {string} at what follows the page's path: query and fragment
 * @property {any} [from] the referrer
 * @property {string[]} sources
 * @property {string[]} channels
 * @property {string} [host] of the page, where it matters
 */

/** @param {string} source @param {string} medium @param {string[]} channels @returns {Arrival} */
function campaign(source, medium, ...channels) {
  return { at: `?utm_source=${encodeURIComponent(source)}&utm_medium=${medium}`, sources: [source], channels };
}

/** @param {string} from @param {string[]} sources @param {string[]} channels @returns {Arrival} */
function referrer(from, sources, ...channels) {
  return { at: '', from, sources: [...sources, '(direct)'], channels: [...channels, 'Referral', 'Direct'] };
}

/** @param {string} page its host @param {string} from a host @returns {Arrival} */
function between(page, from) {
  return { ...referrer(`https://${from}/x`, [from.toLowerCase()]), host: page };
}

const CAMPAIGNS = [
  campaign('facebook', 'cpc', 'Paid Social', 'Paid Search'),
  campaign('Facebook.com', 'paid', 'Paid Social', 'Paid Search'),
  campaign('m.facebook.com', 'cpc', 'Paid Social', 'Paid Search'),
  campaign('amp.reddit.com', 'x', 'Organic Social', 'Unassigned'),
  campaign('my.facebook', 'x', 'Organic Social', 'Unassigned'),
  campaign('x.google', 'cpc', 'Paid Search', 'Paid Other'),
  campaign('play.google.com', 'ppc', 'Paid Search', 'Paid Other'),
  campaign('shopping.yahoo.com', 'x', 'Organic Shopping', 'Organic Search'),
  campaign('chatgpt', 'x', 'AI Assistant', 'Organic Search'),
  campaign('ChatGPT.com', 'organic', 'AI Assistant', 'Organic Search'),
  campaign('perplexity', 'referral', 'AI Assistant', 'Organic Search'),
  campaign('www.perplexity.ai', 'cpc', 'Paid Other', 'Paid Search'),
  campaign('Le Chat', 'y', 'AI Assistant', 'Unassigned'),
  campaign('poe.com', 'x', 'AI Assistant', 'Unassigned'),
  campaign('openai.com', 'referral', 'AI Assistant', 'Referral'),
  campaign('openai', 'x', 'AI Assistant', 'Unassigned'),
  campaign('startpage', 'cpc', 'Paid Search', 'Paid Other'),
  campaign('duckduckgo.com', 'cpc', 'Paid Search', 'Paid Other'),
  campaign('google.co.uk', 'x', 'Organic Search', 'Unassigned'),
  campaign('bluesky', 'x', 'Organic Social', 'Unassigned'),
  campaign('threads', 'cpc', 'Paid Social', 'Paid Other'),
  campaign('x.bsky.app', 'paid', 'Paid Social', 'Paid Other'),
  campaign('discord.com', 'y', 'Organic Social', 'Unassigned'),
  campaign('mail.yahoo.com', 'cpc', 'Paid Search', 'Paid Other'),
  campaign('mail.bsky.app', 'x', 'Organic Social', 'Unassigned'),
  campaign('deref-facebook.com', 'x', 'Organic Social', 'Unassigned'),
  campaign('firebase', 'x', 'Mobile Push Notifications', 'Unassigned'),
  campaign('x', 'webpush', 'Mobile Push Notifications', 'Unassigned'),
];
const QUERIES = [
  { at: '?UTM_Source=Nl&uTm_Medium=email', sources: ['Nl', '(direct)'], channels: ['Email', 'Direct'] },
  { at: '?UTM_SOURCE=&utm_source=two&Utm_Campaign=brand', sources: ['two', '(direct)'], channels: ['Unassigned', 'Direct'] },
  { at: '?ScCid=1', sources: ['snapchat', '(direct)'], channels: ['Paid Social', 'Direct'] },
  { at: '?GCLID=1', sources: ['google', '(direct)'], channels: ['Paid Search', 'Direct'] },
  { at: '?gad_source=1', sources: ['google', '(direct)'], channels: ['Paid Search', 'Direct'] },
  { at: '#utm_source=frag&utm_medium=email', sources: ['frag', '(direct)'], channels: ['Email', 'Direct'] },
  { at: '?x=1#UTM_source=frag&utm_campaign=brand', sources: ['frag', '(direct)'], channels: ['Unassigned', 'Direct'] },
  { at: '?utm_campaign=query#utm_source=frag', sources: ['frag', '(direct)'], channels: ['Unassigned', 'Direct'] },
  { at: '?utm_medium=email#utm_source=frag&utm_campaign=brand', sources: ['frag', '(not set)'], channels: ['Email', 'Unassigned'] },
  { at: '#?utm_source=frag', sources: ['frag', '(direct)'], channels: ['Unassigned', 'Direct'] },
  { at: '#/p?a=1&utm_source=frag&utm_medium=cpc', sources: ['frag', '(direct)'], channels: ['Paid Other', 'Direct'] },
  { at: '#gclid=1', sources: ['google', '(direct)'], channels: ['Paid Search', 'Direct'] },
  { at: '?gclid=1#utm_source=frag', sources: ['frag', 'google'], channels: ['Unassigned', 'Paid Search'] },
];
const REFERRERS = [
  referrer('https://poe.com/x', ['poe.com'], 'AI Assistant'),
  referrer('https://labs.openai.com/', ['labs.openai.com'], 'AI Assistant'),
  referrer('https://www.copilot.com:443/', ['copilot.com'], 'AI Assistant'),
  referrer('https://x.com/i/grok', ['x.com'], 'AI Assistant', 'Organic Social'),
  referrer('https://mail.openai.com/', ['mail.openai.com'], 'AI Assistant', 'Email'),
  referrer('https://mail.google.com/mail?q=acme', ['mail.google.com', 'google'], 'Email', 'Organic Search'),
  referrer('https://mail.yahoo.com./?p=x', ['mail.yahoo.com', 'yahoo!'], 'Email', 'Organic Search'),
  referrer('https://www.webmail.test.org/', ['webmail.test.org'], 'Email'),
  referrer('https://mail.example/', ['mail.example'], 'Email'),
  referrer('https://mail2.test.org/', ['mail2.test.org'], 'Email'),
  referrer('https://mailbusiness.test.org/', ['mailbusiness.test.org'], 'Email'),
  referrer('https://mailing.test.org/', ['mailing.test.org'], 'Email'),
  referrer('https://the-mailer.test.org/', ['the-mailer.test.org'], 'Email'),
  referrer('https://deref-gmx.net/x', ['deref-gmx.net'], 'Email'),
  referrer('https://eu.outlook.office.com/', ['eu.outlook.office.com'], 'Email'),
  referrer('https://bsky.app/profile', ['bsky.app'], 'Organic Social'),
  referrer('https://go.bsky.app./', ['go.bsky.app'], 'Organic Social'),
  referrer('https://discord.com/', ['discord.com'], 'Organic Social'),
  referrer('https://www.facebook.com/', ['facebook.com'], 'Organic Social', 'Organic Search'),
  referrer('https://worldpay.com/', ['worldpay.com']),
  referrer('https://secure.payments.amazon.de/', ['secure.payments.amazon.de'], 'Organic Shopping'),
  referrer('https://checkout.shopify.com/', ['checkout.shopify.com'], 'Organic Shopping'),
  referrer('https://a.3dsecure.io:8443/', ['a.3dsecure.io']),
  referrer('https://images.search.yahoo.com/?p=acme', ['yahoo! images', 'yahoo!'], 'Organic Search'),
  referrer('https://images.search.yahoo.com/?q=acme', ['yahoo! images', 'yahoo!'], 'Organic Search'),
  referrer('https://r.search.yahoo.com/?p=acme', ['yahoo!'], 'Organic Search'),
  referrer('https://duckduckgo.com/?Q=acme', ['duckduckgo'], 'Organic Search'),
  referrer('https://1.cz/s/acme', ['1.cz'], 'Organic Search'),
  referrer('https://1.cz/?Q=acme', ['1.cz'], 'Organic Search'),
  referrer('https://me:pw@www.google.com.:443/search?q=x', ['google', 'google.com'], 'Organic Search'),
  referrer('https://News.Example.:443/a', ['news.example'], 'Unassigned'),
  referrer(
    'android-app://com.google.android.googlequicksearchbox/?q=acme',
    ['google', 'com.google.android.googlequicksearchbox'],
    'Organic Search',
  ),
  referrer('android-app://com.google.android.gm', ['mail.google.com', 'com.google.android.gm'], 'Email'),
  referrer('android-app://com.microsoft.office.outlook?x', ['outlook.live.com'], 'Email'),
  referrer('android-app://com.yahoo.mobile.client.android.mail#x', ['mail.yahoo.com'], 'Email'),
  referrer('android-app://COM.Facebook.katana/', ['facebook.com', 'com.facebook.katana'], 'Organic Social'),
  referrer('android-app://com.twitter.android/', ['x.com'], 'Organic Social'),
  referrer('android-app://com.google.android.youtube/', ['youtube.com'], 'Organic Video'),
  referrer('android-app://com.microsoft.bing/?q=acme', ['bing', 'bing.com'], 'Organic Search'),
  referrer('android-app://com.openai.chatgpt/', ['chatgpt.com'], 'AI Assistant'),
  referrer('android-app://Com.Example.News/https/x', ['com.example.news', 'Com.Example.News'], 'Unassigned'),
  referrer('android-app://mail.example.org/', ['mail.example.org'], 'Email'),
  referrer('android-app://mail.bsky.app/', ['mail.bsky.app'], 'Organic Social', 'Email'),
  referrer('android-app://org.telegram.messenger/', ['telegram.org'], 'Organic Social'),
];
const OWN = [
  between('shop.example', 'checkout.shop.example'),
  between('www.shop.example', 'SHOP.example.'),
  between('a.shop.example', 'www.shop.example:8443'),
  between('m.shop.example', 'pay.shop.example'),
  between('shop.example.', 'myshop.example'),
  between('', 'blog.shop.example'),
  between('', 'a.partner.test'),
  between('shop.example', 'partner.test:8080'),
  between('shop.example', 'x.blog.test'),
  between('shop.example', 'test'),
  between('www.shop.example', 'a.bank.test'),
  between('shop.example', 'bank.test.'),
  between('shop.example', 'otherbank.test'),
];
/** Names of the strategy's own and payment hosts, as people write them. */
export const OWN_HOSTS = [
  'partner.test',
  'www.Partner.test',
  'WWW.Blog.test',
  'blog.shop.example',
  'shop.example',
  'google.com',
  'facebook.com',
];
export const PAYMENT_HOSTS = ['bank.test', 'WWW.Bank.test', 'Bank.test', 'x.bank.test', 'news.example', 'example.news'];

/** @param {Random} random @returns {Arrival[]} a few that one pair is about */
export function randomArrivals(random) {
  return Array.from({ length: 4 }, () => random.pick(random.pick([CAMPAIGNS, CAMPAIGNS, QUERIES, REFERRERS, REFERRERS, OWN, OWN])));
}

/** @param {Random} random @param {Arrival} arrival @param {string} path @returns {Record<string, any>} */
export function fieldsOfArrival(random, { at, from, host }, path) {
  const page = host ?? random.pick(['shop.example', 'www.shop.example', 'SHOP.example:8080', 'm.shop.example', 'shop.example.']);
  return {
    page_location: `${page === '' ? '' : `https://${page}`}${page === '' && path === '' ? '/' : path}${at}`,
    ...(from === undefined ? {} : { page_referrer: from }),
  };
}
