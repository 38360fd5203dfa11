// Names of Segment's e-commerce events, in lower case, and the events of GA4 that they are. A test holds it equal to core/cli/log/segment_names.inc.

/** @type {Record<string, string>} */
export const EVENTS = {
  'products searched': 'search',
  'product list viewed': 'view_item_list',
  'product list filtered': 'view_item_list',
  'promotion viewed': 'view_promotion',
  'promotion clicked': 'select_promotion',
  'product clicked': 'select_item',
  'product viewed': 'view_item',
  'product added': 'add_to_cart',
  'product removed': 'remove_from_cart',
  'cart viewed': 'view_cart',
  'checkout started': 'begin_checkout',
  'payment info entered': 'add_payment_info',
  'order completed': 'purchase',
  'order refunded': 'refund',
  'product added to wishlist': 'add_to_wishlist',
  'wishlist product added to cart': 'add_to_cart',
  'product shared': 'share',
  'viewed product category': 'view_item_list',
  'viewed product': 'view_item',
  'added product': 'add_to_cart',
  'removed product': 'remove_from_cart',
  'completed order': 'purchase',
  'viewed promotion': 'view_promotion',
  'clicked promotion': 'select_promotion',
};
