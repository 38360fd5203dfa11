// Reads one entry of a data layer: an object with `ecommerce`, or the arguments of gtag().

/** @typedef {{ event: string, fields: Record<string, unknown>, items?: Record<string, unknown>[] }} PageEvent */
/** @typedef {{ consent: [command: unknown, settings: Record<string, unknown>] }} PageConsent */

/** GA4's events that carry a cart, an order or items: these alone take an `ecommerce` that was pushed before them. */
const ECOMMERCE =
  /^(add_payment_info|add_shipping_info|add_to_cart|add_to_wishlist|begin_checkout|purchase|refund|remove_from_cart|select_item|select_promotion|view_cart|view_item|view_item_list|view_promotion)$/;

/** @returns {(entry: any) => PageEvent | PageConsent | null} reads the entries of one page in their order; null: nothing for us */
export function entryReader() {
  /** Pushed without an event, and not taken by one yet. @type {any} */
  let waiting;

  return entry => {
    if (typeof entry !== 'object' || !entry) return null;
    if (entry[0] === 'consent') return { consent: [entry[1], entry[2]] };
    if (entry[0] === 'config') return entry[2]?.send_page_view === false ? null : { event: 'page_view', fields: { ...entry[2] } };
    const isCommand = entry[0] === 'event';
    const event = isCommand ? entry[1] : entry.event;
    const fields = (isCommand ? entry[2] : entry) ?? {};
    // Kept whole and not merged: what an earlier one had must not leak into a later event.
    if (!isCommand && event === undefined && 'ecommerce' in entry) waiting = entry.ecommerce;
    // Google Tag Manager's own events begin with "gtm."; vitrine_ are ours, from an earlier script on this page.
    if (typeof event !== 'string' || /^(gtm\.|vitrine_)/.test(event)) return null;
    let { ecommerce } = fields;
    if (!isCommand && !('ecommerce' in fields) && ECOMMERCE.test(event)) {
      ecommerce = waiting;
      waiting = undefined;
    }
    return { event, fields: { ...fields, ...ecommerce }, items: ecommerce?.items ?? fields.items };
  };
}
