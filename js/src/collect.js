// Collectors: what else is heard of a page, for `start({ collect })`; `vitrine bundle --collect` puts them into the one-file script.

/** @typedef {{ event: string, fields?: Record<string, unknown>, items?: Record<string, unknown>[] }} PageEvent */
/**
 * What a collector is given. All of it waits for consent by itself: what may not be collected goes no further than this document's memory.
 * The names are whole in every file, because collectors are built apart from the host that calls them.
 * @typedef {object} Host
 * @property {(event: PageEvent) => void} tell an event; a page_view by the rules of the data layer's. May throw: call it in `safely`
 * @property {(fields: Record<string, unknown>) => void} say what is known of the running view, before it is taken; what the page says itself stands before it
 * @property {(error: Error) => void} fault it is told on document, once
 * @property {<A extends any[]>(work: (...args: A) => void) => (...args: A) => void} safely it never throws, and a fault is told
 * @property {(work: (element: HTMLElement) => void) => (element: Element) => void} seen gives a function that watches an element: `work` is called once it has been seen for a second
 * @property {(() => void)[]} views functions that are called when another view begins; they must not throw
 * @property {Set<string>} [claimed] what one of the collectors has taken upon itself (claims.js)
 * @property {string} layer name of the page's data layer
 */
/** Begins to listen, and never throws for what the page does later. @typedef {(host: Host) => unknown} Collector */

export { engagement } from './collect/engagement.js';
export { schema } from './collect/schema.js';
export { segment } from './collect/segment.js';
export { shopify } from './collect/shopify.js';
