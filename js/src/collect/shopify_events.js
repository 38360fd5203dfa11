// What Shopify says, as events of ours: its web pixels' standard events, and the product that a theme's page states. An item is a product.

/** @typedef {Record<string, any>} Given of Shopify, and not ours to trust */
/** @typedef {import('../collect.js').PageEvent} PageEvent */

const textOf = (/** @type {unknown} */ value) => (value === undefined || value === null ? undefined : String(value));

/** @param {Given | null | undefined} variant of a web pixel's event @param {unknown} [quantity] */
function itemOf(variant, quantity) {
  const { product = {}, title, price } = variant ?? {};
  return {
    item_id: textOf(product.id),
    item_name: product.title,
    item_brand: product.vendor,
    item_category: product.type || undefined,
    item_variant: title,
    price: price?.amount,
    quantity,
  };
}

/** @param {unknown} list @param {(each: Given) => Record<string, unknown>} read */
const itemsOf = (list, read) => (Array.isArray(list) ? list.map(each => read(each ?? {})) : []);

/** @param {string} event @returns {(data: Given) => PageEvent} */
const ofLine =
  event =>
  ({ cartLine }) => ({
    event,
    fields: { currency: cartLine.cost?.totalAmount?.currencyCode, value: cartLine.cost?.totalAmount?.amount },
    items: [itemOf(cartLine.merchandise, cartLine.quantity)],
  });

/** @param {string} event @returns {(data: Given) => PageEvent} */
const ofCheckout =
  event =>
  ({ checkout }) => ({
    event,
    fields: {
      currency: checkout.currencyCode,
      value: (checkout.subtotalPrice ?? checkout.totalPrice)?.amount,
      transaction_id: event === 'purchase' ? textOf(checkout.order?.id ?? checkout.token) : undefined,
      coupon: checkout.discountApplications?.find?.((/** @type {Given} */ each) => each?.type === 'DISCOUNT_CODE')?.title,
    },
    items: itemsOf(checkout.lineItems, line => itemOf(line.variant, line.quantity)),
  });

/** Of all others, and of page_viewed (the host counts views itself), nothing is taken. @type {Record<string, (data: Given) => PageEvent>} */
const STANDARD = {
  product_viewed: ({ productVariant }) => ({
    event: 'view_item',
    fields: { currency: productVariant.price?.currencyCode, value: productVariant.price?.amount },
    items: [itemOf(productVariant)],
  }),
  collection_viewed: ({ collection }) => ({
    event: 'view_item_list',
    fields: { item_list_id: textOf(collection.id), item_list_name: collection.title },
    items: itemsOf(collection.productVariants, variant => itemOf(variant)),
  }),
  search_submitted: ({ searchResult }) => ({ event: 'search', fields: { search_term: searchResult.query } }),
  product_added_to_cart: ofLine('add_to_cart'),
  product_removed_from_cart: ofLine('remove_from_cart'),
  cart_viewed: ({ cart }) => ({
    event: 'view_cart',
    fields: { currency: cart?.cost?.totalAmount?.currencyCode, value: cart?.cost?.totalAmount?.amount },
    items: itemsOf(cart?.lines, line => itemOf(line.merchandise, line.quantity)),
  }),
  checkout_started: ofCheckout('begin_checkout'),
  checkout_shipping_info_submitted: ofCheckout('add_shipping_info'),
  payment_info_submitted: ofCheckout('add_payment_info'),
  checkout_completed: ofCheckout('purchase'),
};

/** @param {string} name @param {Given} data of a web pixel's event @returns {PageEvent | null} may throw where data lacks what its name promises */
export const pixelEvent = (name, data) => (Object.hasOwn(STANDARD, name) ? STANDARD[name](data) : null);

/** Shopify's names of pages, and ours. @type {Record<string, string>} */
const TYPES = { index: 'home', collection: 'category', searchresults: 'search' };

/**
 * @param {Given} meta `ShopifyAnalytics.meta`
 * @param {string} path of the page
 * @returns {Record<string, unknown>} fields of its page_view
 */
export function pageOf({ page, product }, path) {
  const type = page?.pageType;
  const collection = /\/collections\/([^/]+)/.exec(path)?.[1];
  return {
    page_type: Object.hasOwn(TYPES, type) ? TYPES[type] : type,
    page_category: product?.type || (collection && decodeURIComponent(collection)),
    page_item: type === 'product' ? textOf(product?.id) : undefined,
  };
}

/**
 * @param {Given} meta `ShopifyAnalytics.meta`, whose prices are hundredths
 * @param {string | null} id of the variant; none, or not of this product: its first
 */
export function metaItem({ product }, id) {
  const variants = Array.isArray(product?.variants) ? product.variants : [];
  const variant = variants.find((/** @type {Given} */ each) => `${each.id}` === id) ?? variants[0];
  return {
    item_id: textOf(product?.id),
    item_name: textOf(variant?.name)?.replace(` - ${variant?.public_title}`, ''),
    item_brand: product?.vendor,
    item_category: product?.type || undefined,
    item_variant: variant?.public_title ?? undefined,
    price: typeof variant?.price === 'number' ? variant.price / 100 : undefined,
  };
}
