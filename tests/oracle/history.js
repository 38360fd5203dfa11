// All that is remembered of one visitor: every event that counted, the purposes under which it did, and what follows from them alone.
import { measuredAs, measuresOf } from './definitions.js';
import { eventOf, textOf } from './event.js';
import { PURPOSES } from './purposes.js';
import { parseDuration } from './time.js';
import { readVisits } from './visits.js';

/** @typedef {import('./event.js').Event} Event */
/** @typedef {import('./visits.js').Visit} Visit */

/** A transaction counts as seen while it is among this many newest of its kind. */
const REMEMBERED_TRANSACTIONS = 8;

/**
 * @typedef {object} Setting what does not change from event to event
 * @property {any} strategy
 * @property {number} visitGap in seconds
 * @property {import('./lists.js').Lists} lists of traffic sources
 */

export class History {
  /** @param {Setting} setting @param {string} visitor */
  constructor(setting, visitor) {
    this.setting = setting;
    this.visitor = visitor;
    /** Everything that happened: context comes from here. @type {Event[]} */
    this.events = [];
    /** @type {Set<string>} */
    this.granted = new Set(PURPOSES);
    /** By definition, how many events had happened when a feature began to be measured, other than none. @type {Map<string, number>} */
    this.starts = new Map();
    /** @type {Map<unknown, any>} */
    this.known = new Map();
  }

  /**
   * @param {import('./log.js').LogLine} line
   * @returns {boolean} whether the line is a purchase or refund that was already taken, and so counts for nothing
   */
  isDuplicate(line) {
    const { strategy } = this.setting;
    const event = eventOf(line, line.time, strategy.currency);
    const id = transactionOf(event);
    if (id === null) return false;
    const earlier = this.collected()
      .filter(other => other.name === event.name)
      .map(transactionOf);
    return earlier
      .filter(other => other !== null)
      .slice(-REMEMBERED_TRANSACTIONS)
      .includes(id);
  }

  /** @param {import('./log.js').LogLine} line @param {number} time at which it is taken */
  add(line, time) {
    this.events.push(eventOf(line, time, this.setting.strategy.currency, this.granted));
    this.known.clear();
  }

  /**
   * From now on exactly these purposes are granted; what was collected under one that no longer is, is erased.
   * @param {Iterable<string>} purposes
   */
  allow(purposes) {
    const granted = new Set(purposes);
    const withdrawn = [...this.granted].filter(purpose => !granted.has(purpose));
    for (const event of this.events) {
      for (const purpose of withdrawn) event.purposes.delete(purpose);
      if (withdrawn.includes('personalization')) event.stands = false;
    }
    this.granted = granted;
    this.known.clear();
  }

  /** What the page stated without `personalization` was for this view alone: no snapshot keeps it. */
  goThroughSnapshot() {
    if (this.granted.has('personalization')) return;
    for (const event of this.events) event.stands = false;
    this.known.clear();
  }

  /** @param {Iterable<string>} purposes @returns {boolean} whether all of them are granted */
  allows(purposes) {
    return [...purposes].every(purpose => this.granted.has(purpose));
  }

  /** @returns {Event[]} those collected under `personalization`: what memory is made of */
  collected() {
    return this.once('collected', () => this.events.filter(event => event.purposes.has('personalization')));
  }

  /** @param {any} feature @returns {number} how many events had happened when it began to be measured */
  startOf(feature) {
    return this.starts.size === 0 ? 0 : (this.starts.get(measuredAs(feature, this.setting.strategy)) ?? 0);
  }

  /** @param {any} feature @returns {Event[]} those collected since it is measured */
  collectedFor(feature) {
    const start = this.startOf(feature);
    if (start === 0) return this.collected();
    return this.once(`collected from ${start}`, () => this.collected().filter(event => this.events.indexOf(event) >= start));
  }

  /** A feature whose definition the strategy before had goes on, every other begins here. @param {Setting} setting */
  change(setting) {
    const before = new Set(measuresOf(this.setting.strategy));
    for (const definition of measuresOf(setting.strategy)) if (!before.has(definition)) this.starts.set(definition, this.events.length);
    this.setting = setting;
    this.known.clear();
  }

  /** @returns {Event[]} those that may say where the visitor is */
  located() {
    return this.once('located', () => this.collected().filter(event => event.purposes.has('location')));
  }

  /** @param {string} name of the event by which the page itself states things @returns {Event[]} those collected, and what the page stated */
  stated(name) {
    return this.once(`stated by ${name}`, () =>
      this.events.filter(event => event.purposes.has('personalization') || (event.name === name && event.stands)),
    );
  }

  /**
   * What follows from the events alone is worked out once until the next event.
   * @template T
   * @param {unknown} key
   * @param {() => T} work
   * @returns {T}
   */
  once(key, work) {
    if (!this.known.has(key)) this.known.set(key, work());
    return this.known.get(key);
  }

  /** @returns {Visit[]} */
  visits() {
    return this.once('visits', () => readVisits(this.events, this.setting.visitGap));
  }

  /** @param {number} now @returns {Visit | null} */
  runningVisit(now) {
    const visit = this.visits().at(-1);
    return visit && now < visit.last + this.setting.visitGap ? visit : null;
  }

  /**
   * @param {Event} event
   * @param {string | undefined} within a duration, `visit`, or nothing: for ever
   * @param {number} now
   * @returns {boolean}
   */
  isWithin(event, within, now) {
    if (within === 'visit') return this.runningVisit(now)?.events.has(event) ?? false;
    const seconds = parseDuration(within);
    return seconds === null || now - event.time < seconds;
  }
}

/** @param {Event} event @returns {string | null} the id by which a purchase or a whole refund is known */
function transactionOf(event) {
  const whole = event.name === 'purchase' || (event.name === 'refund' && event.items.length === 0);
  return whole ? textOf(event.fields.transaction_id) : null;
}
