// What a page and bindings for libraries are given: its types alone, so that they can be told without the session behind them.

/** @typedef {{ event: string, fields?: Record<string, unknown>, items?: Record<string, unknown>[], time?: number }} PageEvent */

/**
 * @typedef {object} Vitrine what `start` gives the page
 * @property {() => import('../host/visitor.js').Decision[]} decisions of the running view
 * @property {(slot: string) => import('../host/visitor.js').Decision} decision of one slot, which stays that of the running view
 * @property {(slot: string, items: Record<string, unknown>[]) => ArrayLike<number>} order the item that began at order[i] goes to place i
 * @property {(slot: string) => string[] | undefined} variantsOf a slot by their ids, the default last; undefined: the strategy has no such slot
 * @property {() => string[]} segments ids of the exported segments that the visitor is in, numbers of the others
 * @property {(answers: import('../consent/gate.js').Answers) => void} consent the visitor's choice, told by the shop, such as { location: true }
 * @property {(fields: Record<string, unknown>) => void} view what the application knows better of the view that it has just gone to
 * @property {(root: ShadowRoot) => void} look slots and lists in an open shadow root
 * @property {(event: PageEvent) => void} track an event of the page; after an `identify` it is decided anew, and what was seen stays
 * @property {(slot: HTMLElement) => void} expose a slot with `data-vitrine-own` shows what its `data-vitrine-shown` says: its exposure is told once it was seen
 * @property {() => Promise<void>} forget nothing of the visitor stays in this browser
 */

export {};
