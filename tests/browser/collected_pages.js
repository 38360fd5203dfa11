// What collectors find in pages: the shapes of Segment's snippet, of Shopify's themes and pixels, and of what shops state for search engines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** @typedef {import('playwright-core').Page} Page */

/**
 * The stub that Segment's documentation has a page begin with: an array that keeps the calls, with what it knows of the page behind some, and a
 * script that takes its place. Here it tells also what the library hears.
 */
export const SEGMENT_SNIPPET = `
  window.delivered = 0; window.names = [];
  (function () {
    var analytics = window.analytics = window.analytics || [];
    if (analytics.initialize || analytics.invoked) return;
    analytics.invoked = true;
    analytics.methods = ['page', 'track', 'identify', 'group', 'alias', 'ready', 'on', 'once', 'off', 'reset', 'register'];
    analytics.factory = function (method) {
      return function () {
        if (window.analytics.initialized) return window.analytics[method].apply(window.analytics, arguments);
        var call = Array.prototype.slice.call(arguments);
        if (['track', 'page', 'identify', 'group', 'alias'].indexOf(method) > -1)
          call.push({ __t: 'bpc', p: location.pathname, u: location.href, s: location.search, t: document.title, r: document.referrer });
        call.unshift(method);
        analytics.push(call);
        return analytics;
      };
    };
    analytics.methods.forEach(function (method) { analytics[method] = analytics.factory(method); });
    analytics.load = function (key, options) {
      var script = document.createElement('script');
      script.async = true;
      script.setAttribute('data-global-segment-analytics-key', 'analytics');
      script.src = 'https://cdn.segment.com/analytics.js/v1/' + key + '/analytics.min.js';
      document.head.append(script);
      analytics._loadOptions = options;
    };
    analytics._writeKey = 'KEY';
    analytics.SNIPPET_VERSION = '5.2.1';
    if (window.loadsSegment) analytics.load('KEY');
    analytics.on('track', function (name) { window.names.push(name); window.delivered++; });
    analytics.on('page', function () { window.delivered++; });
    analytics.on('identify', function () { window.delivered++; });
  })();
`;

/**
 * Segment's real library from its package stands in for its CDN; nothing else of the network is there.
 * @param {Page} page
 * @returns {Promise<{ asked: string[], release: () => void }>} addresses that were asked for; the library comes when it is released
 */
export async function serveSegment(page) {
  /** @type {string[]} */
  const asked = [];
  let release = () => {};
  const released = new Promise(done => {
    release = () => done(undefined);
  });
  const umd = path.join(path.dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')), 'dist/umd');
  await page.addInitScript(() => Object.assign(window, { loadsSegment: true }));
  await page.route(/segment\.(com|io)/, async route => {
    const url = route.request().url();
    asked.push(url);
    const headers = { 'access-control-allow-origin': '*' };
    if (url.endsWith('analytics.min.js')) {
      await released;
      return route.fulfill({ contentType: 'text/javascript', headers, body: readFileSync(path.join(umd, 'standalone.js')) });
    }
    if (url.includes('/settings')) return route.fulfill({ json: { integrations: {}, plan: {} }, headers });
    const bundle = /\/bundles\/([\w.-]+\.js)$/.exec(url)?.[1];
    if (bundle) return route.fulfill({ contentType: 'text/javascript', headers, body: readFileSync(path.join(umd, bundle)) });
    return route.abort();
  });
  return { asked, release };
}

/** Runs in the page: a library as older ones are, that is assigned first and then makes the calls that waited, one by one. */
export function takeQueueOver() {
  const page = /** @type {any} */ (window);
  const queue = page.analytics;
  class Library {
    /** @param {string} name */
    track(name) {
      this.self = this;
      return `told ${name}`;
    }
    page() {}
    identify() {}
    on() {}
  }
  page.analytics = new Library();
  while (queue.length) {
    const [method, ...args] = queue.shift();
    page.analytics[method](...args);
  }
}

/** As Shopify writes it into the head of each page of a theme. */
export const SHOPIFY_META = `<script>
  window.ShopifyAnalytics = window.ShopifyAnalytics || {};
  window.ShopifyAnalytics.meta = window.ShopifyAnalytics.meta || {};
  window.ShopifyAnalytics.meta.currency = 'EUR';
  var meta = {"product":{"id":4201,"gid":"gid://shopify/Product/4201","vendor":"Acme","type":"Shoes","handle":"trail","variants":[
    {"id":9001,"price":5990,"name":"Trail runner - 42","public_title":"42","sku":"TR-7-42"},
    {"id":9002,"price":6990,"name":"Trail runner - 43","public_title":"43","sku":"TR-7-43"}],"remote":false},
    "page":{"pageType":"product","resourceType":"product","resourceId":4201,"requestId":"r"}};
  for (var attr in meta) window.ShopifyAnalytics.meta[attr] = meta[attr];
</script>`;

/** As Dawn has it: the theme adds by fetch, and the page stays. */
export const SHOPIFY_FORM = `<product-form><form method="post" action="/de/cart/add" id="buy" onsubmit="event.preventDefault()">
  <input type="hidden" name="form_type" value="product"><input type="hidden" name="id" value="9001">
  <input type="number" name="quantity" value="3"><input type="hidden" name="product-id" value="4201">
  <button type="submit" name="add">Add to cart</button></form></product-form>`;

const VARIANT = {
  id: '9001',
  sku: 'TR-7-42',
  title: '42',
  price: { amount: 59.9, currencyCode: 'EUR' },
  product: { id: '4201', title: 'Trail runner', vendor: 'Acme', type: 'Shoes' },
};
/** @type {Record<string, unknown>} */
export const PIXEL_DATA = {
  product_viewed: { productVariant: VARIANT },
  product_added_to_cart: { cartLine: { quantity: 1, merchandise: VARIANT, cost: { totalAmount: { amount: 59.9, currencyCode: 'EUR' } } } },
  search_submitted: { searchResult: { query: 'boots', productVariants: [] } },
};

/**
 * Shopify's custom pixels run in a sandboxed frame of the page; this one has the lines of js/README.md in it.
 * @param {Page} page @param {string} name @param {string} id @param {unknown} [data]
 */
export async function tellFromPixel(page, name, id, data = PIXEL_DATA[name]) {
  await page.evaluate(
    async ({ event, target }) => {
      const heard = new Promise(done => addEventListener('message', ({ data }) => data.id === event.id && done(undefined)));
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts allow-forms');
      frame.style.display = 'none';
      const { name, id, data } = event;
      frame.srcdoc = `<script>
        const analytics = { subscribe(_, told) { told(${JSON.stringify({ name, id, data })}) } };
        analytics.subscribe('all_standard_events', ({ name, data, id }) => parent.postMessage({ vitrine: 'pixel', name, data, id }, '${target}'));
      </script>`;
      document.body.append(frame);
      await heard;
      frame.remove();
    },
    { event: { name, id, data }, target: new URL(page.url()).origin },
  );
}

/** @param {unknown} value */
const block = value => `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;

const TRAIL = {
  '@type': 'BreadcrumbList',
  itemListElement: [
    { '@type': 'ListItem', position: 3, name: 'Trail runner' },
    { '@type': 'ListItem', position: 1, name: 'Home', item: '/' },
    { '@type': 'ListItem', position: 2, item: { '@id': '/trail-shoes', name: 'Trail shoes' } },
  ],
};
const ON_PRODUCT = ['on_product', 'in_trail', 'item_7', 'views1', 'near1', 'acme'];

/** What pages state, and the segments that it brings. @type {Record<string, { head?: string, body?: string, segments: string[], not?: string[] }>} */
export const STATED = {
  // Magento: two blocks in the head.
  jsonLd: {
    head: `${block({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Trail runner',
      sku: 'TR-7',
      brand: { '@type': 'Brand', name: 'Acme' },
      offers: { '@type': 'Offer', price: '59.90', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    })}${block({ '@context': 'https://schema.org/', ...TRAIL })}`,
    segments: ON_PRODUCT,
    not: ['views2'],
  },
  // WooCommerce with an SEO plugin: one graph, types as lists, a price within a specification, a line break within a text.
  'a graph, with types as lists': {
    head: block(
      JSON.stringify({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebSite', name: 'Shop' },
          { '@type': ['WebPage', 'ItemPage'], name: 'Trail runner' },
          TRAIL,
          {
            '@type': ['Product', 'IndividualProduct'],
            name: 'Trail runner',
            description: 'two~lines',
            sku: 'TR-7',
            brand: ['Acme'],
            offers: [
              { '@type': 'Offer', priceSpecification: [{ '@type': 'UnitPriceSpecification', price: '59.90', priceCurrency: 'EUR' }] },
            ],
          },
        ],
      }).replace('~', '\n'),
    ),
    segments: ON_PRODUCT,
  },
  // Shopify's Dawn writes groups of variants; the list of blocks is one array.
  'an array with a group of variants': {
    head: block([
      {
        '@type': 'https://schema.org/ProductGroup',
        name: 'Trail runner',
        productGroupID: 'TR-7',
        brand: { name: 'Acme' },
        hasVariant: [{ '@type': 'Product', sku: 'TR-7-42', offers: { '@type': 'Offer', price: 59.9 } }],
      },
      TRAIL,
    ]),
    segments: ON_PRODUCT,
  },
  'microdata, with related products that are not the page’s': {
    body: `<ol itemscope itemtype="https://schema.org/BreadcrumbList">
      <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="/"><span itemprop="name">Home</span></a><meta itemprop="position" content="1"></li>
      <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="/trail-shoes"><span itemprop="name">Trail shoes</span></a><meta itemprop="position" content="2"></li></ol>
      <main itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Trail runner</h1><meta itemprop="sku" content="TR-7">
      <div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><span itemprop="name">Acme</span></div>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="59.90">59,90 €<meta itemprop="priceCurrency" content="EUR"></div>
      <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><b itemprop="name">Other</b><meta itemprop="sku" content="O1"></div></main>`,
    // Its nodes stand behind the first slot: the view is taken by then, and its event tells the item.
    segments: ['item_7', 'views1', 'near1', 'acme'],
    not: ['views2', 'on_product'],
  },
  OpenGraph: {
    head: `<meta property="og:type" content="product"><meta property="og:title" content="Trail runner">
      <meta property="product:price:amount" content="59.90"><meta property="product:price:currency" content="EUR">
      <meta property="product:brand" content="Acme"><meta property="product:retailer_item_id" content="TR-7"><meta property="product:category" content="Outdoor > Trail shoes">`,
    segments: ON_PRODUCT,
  },
  'a list is a category': {
    head: block({
      '@type': 'CollectionPage',
      name: 'Trail shoes',
      breadcrumb: { ...TRAIL, itemListElement: TRAIL.itemListElement.slice(1) },
      mainEntity: {
        '@type': 'ItemList',
        itemListElement: [
          { '@type': 'ListItem', position: 1, url: '/p/a' },
          { '@type': 'ListItem', position: 2, item: { '@type': 'Product', sku: 'b' } },
        ],
      },
    }),
    segments: ['on_category', 'in_trail', 'lists1'],
    not: ['views1', 'on_product'],
  },
  'several products that stand beside each other are no product page': {
    head: block([
      { '@type': 'Product', name: 'One', sku: '1' },
      { '@type': 'Product', name: 'Two', sku: '2' },
    ]),
    segments: ['on_category'],
    not: ['views1', 'on_product'],
  },
  'what is about the shop alone says nothing': {
    head: block({ '@type': 'Organization', name: 'Shop', logo: { '@type': 'ImageObject' } }),
    segments: ['pages1'],
    not: ['on_product', 'on_category', 'views1', 'lists1'],
  },
};

export const BROKEN_BLOCKS = `${block('{ "@type": "Product", "name": "Half')}${STATED.jsonLd.head}${block('{,}')}`;

/** Gallery and size guide by markup that shops have, the others by ours. */
export const ENGAGING = `<div id="gallery" class="woocommerce-product-gallery"><img alt="a" width="50" height="50" src="data:,"></div>
  <a id="guide" href="#size-guide">Sizes</a>
  <variant-selects><select id="size"><option>42</option><option>43</option></select></variant-selects>
  <div class="far"></div><p id="story" data-vitrine-seen="story_seen" style="height:60px">a story</p>
  <div class="far"></div><section id="reviews" style="height:3000px"><div class="jdgm-review-widget" style="height:2000px">good</div></section>`;

export const EVIDENCE = '<span data-vitrine-evidence="delivery" data-value="by Friday"></span>';

/** One sign for each collector. @type {Record<string, { head?: string, body?: string, act: (page: Page) => Promise<unknown>, segment: string }>} */
export const ACTIONS = {
  segment: {
    head: `<script>${SEGMENT_SNIPPET}</script>`,
    act: page => page.evaluate(() => /** @type {any} */ (window).analytics.track('Product Added', { product_id: 'a', price: 1 })),
    segment: 'adds1',
  },
  shopify: { head: SHOPIFY_META, body: SHOPIFY_FORM, act: page => page.click('button[name=add]'), segment: 'adds1' },
  'shopify by pixel': { act: page => tellFromPixel(page, 'search_submitted', 'e1'), segment: 'searched' },
  schema: { head: STATED.jsonLd.head, act: async () => {}, segment: 'views1' },
  engagement: { body: ENGAGING, act: page => page.click('#guide'), segment: 'guides1' },
};
