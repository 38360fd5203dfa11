// One view of a page, from its first line to its last: what is collected, decided, shown, remembered and told.

import { watchExposures } from './activate/exposures.js';
import { itemsOf, reorder } from './activate/lists.js';
import { fill, hasPainted, isInSight, isParsed, keepOnly, templateOf } from './activate/slots.js';
import { follow, readEntry } from './collect/data_layer.js';
import { followClicks, itemOf, pageFields, stateEvents, stateText } from './collect/page.js';
import { openGate } from './consent/gate.js';
import { fault } from './host/fault.js';
import { purposeBits } from './host/visitor.js';
import { readAhead, selectorOf } from './persist/ahead.js';
import { readMemory, writeMemory } from './persist/memory.js';
import { tell, tellExposure, tellSegments } from './report/report.js';

/** @typedef {import('./host/engine.js').Engine} Engine */
/** @typedef {import('./host/visitor.js').Visitor} Visitor */
/** @typedef {import('./host/visitor.js').Decision} Decision */
/** @typedef {{ event: string, fields?: Record<string, unknown>, items?: Record<string, unknown>[], time?: number }} PageEvent */
/** @typedef {ReturnType<typeof openSession>} Session */

/** Milliseconds, so that events which come together are written once. */
const SAVE_AFTER = 100;
const SEEN_AFTER = 50;
const MEMORY = 0;
const AHEAD = 1;
const SLOTS = '[data-vitrine-slot]';
export const UNDECIDED = `${SLOTS}:not([data-vitrine-shown])`;

const now = () => Math.floor(Date.now() / 1000);
/** @returns {HTMLElement[]} */
const all = (/** @type {string} */ selector) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))];

/**
 * @param {object} options
 * @param {import('./consent/gate.js').Mode} [options.consent]
 * @param {boolean} options.isParsing it runs before the first slot is parsed, and before every frame somebody marks the slots that it shows
 * @param {boolean} [options.debug] faults are also written to the console
 */
export function openSession({ consent = 'auto', isParsing, debug }) {
  /** @type {Engine | undefined} */
  let engine;
  /** There with the engine. @type {any} */
  let visitor;
  let id = '';
  /** The text in storage that our visitor goes on from. @type {string | null} */
  let stored = null;
  /** Events since then: if another tab wrote meanwhile, they are taken again on top of its text. @type {PageEvent[]} */
  let unsaved = [];
  /** Events that wait for the engine, or for an answer about consent. @type {PageEvent[]} */
  let held = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saving;
  const begun = now();
  let view = pageFields();
  /** null where the page states nothing. */
  let state = stateText();
  /** The page_view of this address is ours, until the page's own has come. */
  let ownView = location.href;
  /** @type {Map<string, Decision>} */
  const decisions = new Map();
  /** Filled slots that the parser still adds to, and what they show. @type {Map<Element, Node[]>} */
  const open = new Map();
  const told = new Set();

  /** @param {unknown} error of any kind; each is told once and none is thrown, since the shop's page stays whatever fails */
  function fail(error) {
    const { name, message } = /** @type {Error} */ (error);
    if (told.has(name + message)) return;
    told.add(name + message);
    if (debug) console.warn('vitrine:', error);
    tell('fault', { name, message });
  }

  /**
   * @template {any[]} A
   * @param {(...args: A) => void} work
   * @returns {(...args: A) => void} never throws
   */
  const guard =
    work =>
    (...args) => {
      try {
        work(...args);
      } catch (error) {
        fail(error);
      }
    };

  const page = /** @type {{ dataLayer?: unknown[] }} */ (window);
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  const gate = openGate(consent, layer);

  /** @param {PageEvent} event */
  function ingest(event) {
    tellSegments(visitor.ingest(event), /** @type {Engine} */ (engine).strategy.exported, gate.send);
    if (!gate.collects()) return;
    unsaved.push(event);
    saving ||= setTimeout(saveInTurn, SAVE_AFTER);
  }

  /** Goes on from a text in storage. @param {string | null} text @returns {boolean} false: it is no visitor's, and one that we have stays */
  function goOnFrom(text) {
    const known = readMemory(text);
    const other = /** @type {Engine} */ (engine).visitor({ ...known, purposes: gate.purposes() });
    const isBetter = other.restored || !visitor;
    (isBetter ? visitor : other)?.release();
    if (isBetter) {
      visitor = other;
      ({ id } = known);
    }
    return isBetter;
  }

  /** The visitor of this view: the remembered one, or nobody, who is told what the page says and is forgotten after it. */
  function meet() {
    visitor?.release();
    visitor = undefined;
    stored = null;
    guard(() => {
      stored = gate.read(MEMORY);
    })();
    goOnFrom(stored);
    ingest({ event: 'page_view', time: begun, fields: view });
    guard(() => {
      for (const event of stateEvents(state)) ingest({ ...event, time: begun });
    })();
    if (gate.collects()) held.splice(0).forEach(ingest);
  }

  /** @param {() => void} change of what is granted */
  function answered(change) {
    const before = gate.collects();
    change();
    if (!gate.collects() && !gate.isPending) held = [];
    if (!engine) return;
    if (before !== gate.collects()) {
      unsaved = [];
      meet();
    } else if (before) {
      visitor.allow(purposeBits(gate.purposes()));
    }
  }

  /** @param {PageEvent} event */
  function take(event) {
    const timed = { ...event, time: now() };
    if (engine && gate.collects()) ingest(timed);
    else if (gate.collects() || gate.isPending) held.push(timed);
  }

  /** Tabs write one after the other: what one has written reaches the others' processes only a little later. */
  function saveInTurn() {
    const turn = () => {
      save();
      return new Promise(done => setTimeout(done, SEEN_AFTER));
    };
    if (navigator.locks) navigator.locks.request('vitrine', turn).catch(save);
    else save();
  }

  const save = guard(() => {
    clearTimeout(saving);
    saving = undefined;
    if (!engine || !unsaved.length) return;
    const found = gate.read(MEMORY);
    // Another tab wrote: its visitor, and our events since.
    if (found !== stored && goOnFrom(found)) for (const event of unsaved) visitor.ingest(event);
    const snapshot = visitor.snapshot();
    const text = writeMemory(id, snapshot);
    gate.write(MEMORY, text);
    stored = text;
    unsaved = [];
    gate.write(AHEAD, lookAhead(snapshot));
  });

  /** What the next view would show where each slot was last seen, worked out on copies. @param {Uint8Array} snapshot */
  function lookAhead(snapshot) {
    const { strategy, visitor: copyOf } = /** @type {Engine} */ (engine);
    const places = readAhead(gate.read(AHEAD))[3] ?? {};
    // Addresses may tell more than the kind of page.
    for (const slot of all(SLOTS)) places[slot.dataset.vitrineSlot ?? ''] = { ...view, page_location: undefined, page_referrer: undefined };
    const time = now();
    let until = time + strategy.visitGap;
    const selectors = [];
    for (const { name, isSort } of strategy.slots) {
      if (isSort || !places[name]) continue;
      const copy = copyOf({ id, snapshot, purposes: gate.purposes() });
      copy.ingest({ event: 'page_view', time, fields: places[name] });
      selectors.push(selectorOf(name, copy.decide(name).variant));
      until = Math.min(until, copy.nextChange() ?? until);
      copy.release();
    }
    return JSON.stringify([state, until * 1000, selectors.join(), places]);
  }

  /** @param {HTMLElement} slot @param {string} shown */
  function mark(slot, shown) {
    slot.dataset.vitrineShown = shown;
    if (shown !== 'kept') watch(slot);
  }

  const watch = watchExposures(
    guard(({ dataset: { vitrineSlot = '', vitrineShown = '' } }) => {
      const shown = `${vitrineSlot}/${vitrineShown}`;
      if (!told.has(shown)) take(tellExposure(vitrineSlot, vitrineShown, gate.send));
      told.add(shown);
    }),
  );

  /** What a frame has shown stays. @param {Element} slot */
  const mayChange = slot => isParsing || !hasPainted() || !isInSight(slot);

  /** @param {HTMLElement} slot @param {HTMLTemplateElement} template */
  function show(slot, template) {
    if (!mayChange(slot)) return mark(slot, 'kept');
    const content = fill(slot, template);
    if (!isParsed(slot)) open.set(slot, content);
    mark(slot, template.dataset.vitrineVariant ?? '');
  }

  /** @param {HTMLElement} list @param {string} name */
  function sort(list, name) {
    if (!mayChange(list) || list.contains(document.activeElement)) return mark(list, 'kept');
    const items = itemsOf(list);
    reorder(items, visitor.rank(name, items.map(itemOf)));
    mark(list, 'sorted');
  }

  /** @param {string} name */
  function decide(name) {
    const known = decisions.get(name);
    if (known) return known;
    const decision = visitor.decide(name);
    decisions.set(name, decision);
    tell('decision', decision);
    if (decision.reason === 'ERROR') fail(fault('NoSlot', name));
    return decision;
  }

  /** @param {HTMLElement} slot */
  function settleSlot(slot) {
    const name = slot.dataset.vitrineSlot ?? '';
    const { variant } = decide(name);
    if (variant === 'default') return mark(slot, variant);
    const template = templateOf(slot, variant);
    if (template && isParsed(template)) return show(slot, template);
    if (!isParsed(slot)) return;
    if (variant === 'sorted') return sort(slot, name);
    mark(slot, 'kept');
    fail(fault('NoTemplate', name, variant));
  }

  const session = {
    fail,
    guard,

    /** Shows what the last view worked out, where nobody has looked yet. */
    showAhead: guard(() => {
      const [known, until = 0, selector = ''] = readAhead(gate.read(AHEAD));
      if (known !== state || until < Date.now()) return;
      for (const template of all(selector)) show(/** @type {any} */ (template.parentNode), /** @type {any} */ (template));
    }),

    /** The engine is there, and the page as far as its first slot. @param {Engine} made */
    begin(made) {
      engine = made;
      state = stateText();
      meet();
      for (const slot of all(`${SLOTS}[data-vitrine-shown]`)) {
        decide(slot.dataset.vitrineSlot ?? '');
        mark(slot, slot.dataset.vitrineShown ?? '');
      }
    },

    /** Decides every slot that has not been, and keeps what the parser adds out of the filled ones. */
    settle: guard(() => {
      for (const [slot, content] of open) {
        keepOnly(slot, content);
        if (isParsed(slot)) open.delete(slot);
      }
      if (engine) all(UNDECIDED).forEach(guard(settleSlot));
    }),

    /** What `start` gives the page. */
    handle: () => ({
      decisions: () => [...decisions.values()],
      /** Ids of the exported segments that the visitor is in, numbers of the others. @returns {string[]} */
      segments: () => visitor.segments(),
      /** The visitor's choice, told by the shop. @param {import('./consent/gate.js').Answers} answers such as { location: true } */
      consent: answers => answered(() => gate.answer(answers)),
    }),
  };

  follow(
    layer,
    guard(entry => {
      const read = gate.isSending ? null : readEntry(entry);
      if (!read) return;
      if ('consent' in read) return answered(() => gate.hear(...read.consent));
      if (read.event !== 'page_view' || (read.fields.page_location ?? location.href) !== ownView) return take(read);
      ownView = '';
      // Before ours is taken, what the page says of its view is said of ours.
      if (!engine) view = { ...view, ...read.fields, page_location: location.href };
    }),
  );
  followClicks(guard(take));
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', save);
  // Erased in another tab: what holds there holds here.
  addEventListener('storage', event => gate.isErasure(event) && answered(() => gate.answer({ personalization: false })));
  return session;
}
