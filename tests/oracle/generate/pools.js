// What random strategies and streams are made of: names, texts and durations chosen for their edges.

export const CURRENCY = 'EUR';
export const BANDS = [25, 75.5, 150];
export const BAND_LABELS = ['<25', '25-75.5', '75.5-150', '>=150'];

export const DURATIONS = ['1s', '2s', '7s', '24s', '25s', '59s', '1m', '90s', '5m', '30m', '1h', '1d', '25h', '7d', '30d', '180d', '400d'];
export const GAPS = ['30m', '30m', '10s', '1m', '1h', '1s'];
export const HALF_LIVES = ['1s', '16s', '1m', '1h', '14d', '400d'];

export const DECLARED = ['size_guide_view', 'review_read'];
export const ITEM_EVENTS = [
  'view_item',
  'select_item',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'purchase',
  'refund',
];
export const PLAIN_EVENTS = ['page_view', 'search', 'begin_checkout', 'view_item_list', ...DECLARED];

/** 62 bytes, so that the 64th falls inside or after what follows. */
const LONG = 'a-brand-whose-name-goes-on-and-on-until-it-meets-the-limit-of-';
/** Alike in their first 64 bytes, a cut inside a character, and one byte order that UTF-16 does not have. */
export const LONG_TEXTS = [
  `${LONG}64 bytes`,
  `${LONG}64 octets`,
  `${LONG}64`,
  `${LONG}6é`,
  `${LONG}6è`,
  `${LONG}6`,
  `${LONG}x€`,
  `${LONG}x`,
];
export const BRANDS = ['Acme', 'acme', 'Ünï cödé', 'Ünï', '日本', 'e\u0301', '\u00e9', 'Acme "Pro"', '12', '😀'];
export const CATEGORIES = ['shoes', 'shirts', 'hats', 'shoes/running', 'Schuhe & mehr'];
export const SKUS = Array.from({ length: 24 }, (_, number) => `sku-${number + 1}`);
export const PATHS = ['/', '/p/1', '/p/2', '/c/shoes', '/checkout', '/Über-uns', '/p/1/'];
export const PAGE_TYPES = ['home', 'category', 'product', 'cart'];
export const DEVICES = ['desktop', 'mobile', 'tablet'];
export const LANGUAGES = ['en', 'de', 'de-AT', 'fr-FR'];
export const COUPONS = ['SAVE10', 'WELCOME', '7'];
export const SEARCH_TERMS = ['red shoes', 'Größe 42', 'hat', 'sho'];

export const TRAITS = {
  loyalty_tier: ['none', 'silver', 'gold'],
  email_subscriber: 'boolean',
  margin: 'number',
  note: 'text',
};

export const VISITORS = ['v1', 'v2', 'V1', 'b', 'a b', 'ü', '😀', '\uff5e', 'v"\\1', 'v10', '\u2028', '10', '12345678901234567890'];

export const HOSTS = ['shop.example', 'www.shop.example', 'SHOP.example:8080'];
export const REFERRERS = [
  'https://www.google.com/',
  'https://www.google.co.uk/search?q=red+shoes',
  'https://duckduckgo.com/?q=hats',
  'https://www.bing.com/search?q=acme%20shoes',
  'https://chatgpt.com/',
  'https://labs.openai.com/x',
  'https://chat.mistral.ai/chat/1',
  'https://m.facebook.com/story?id=1',
  'https://www.shop.example/p/2',
  'https://blog.shop.example/',
  'https://www.paypal.com/checkout',
  'https://pay.google.com/',
  'https://notpaypal.com/x',
  'https://News.Example:443/a?b=c#d',
  'android-app://com.google.android.gm/',
  'https://yandex.ru/search/?text=boots',
  'https://www.startpage.com/do/search',
  'https://google.evil.example.com/',
];
export const QUERIES = [
  '',
  'utm_source=newsletter&utm_medium=email&utm_campaign=Winter+Sale',
  'utm_source=google&utm_medium=cpc&utm_campaign=brand%20acme&utm_term=acme',
  'utm_medium=social',
  'utm_source=Partner%C3%A9',
  'utm_source=&utm_source=second&utm_medium=referral',
  'utm_source=&gclid=abc',
  'utm_campaign=alone',
  'fbclid=1&gclid=2',
  'fbclid=x',
  'srsltid=abc',
  'gclid=&msclkid=1',
  'cjevent=7&awc=8',
  'UTM_SOURCE=upper',
  'q=%zz&utm_source=%41%&utm_medium=a%2Bb+c',
  'utm_source=one&utm_source=two',
  'rdt_cid=5#utm_source=fragment',
];
