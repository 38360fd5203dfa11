// A provider for OpenFeature's web SDK: each slot is a flag, decided by the copy of Vitrine that works in the document.

import { OpenFeatureEventEmitter, ProviderEvents } from '@openfeature/web-sdk';
import { live } from '../session/live.js';
import { detailsOf } from './details.js';

/** @typedef {import('@openfeature/web-sdk').EvaluationContext} EvaluationContext */
/** @typedef {import('@openfeature/web-sdk').JsonValue} JsonValue */
/** @typedef {import('@openfeature/web-sdk').Provider} Provider */
/** @typedef {import('../session/handle.js').Vitrine} Vitrine */
/** @typedef {import('./details.js').Metadata} Metadata */
/** @typedef {import('./details.js').Type} Type */
/**
 * @typedef {object} ProviderOptions
 * @property {Promise<Vitrine | null>} [vitrine] what `start` gave; none: the copy at work, as soon as it is ready
 * @property {Record<string, Record<string, JsonValue>>} [values] by slot and variant; a `default` that is not named is the caller's own fallback
 * @property {Record<string, Metadata>} [metadata] by slot
 */

/** @param {string} message @returns {Error} which the SDK takes for an end of this provider */
const fatal = message => Object.assign(new Error(message), { code: 'PROVIDER_FATAL' });

/** @returns {Promise<Vitrine | null>} null: it will never decide */
function copyAtWork() {
  return new Promise(done => {
    let isAsked = false;
    const look = () => {
      const found = live.handle();
      if (found) settle(found);
      else if (!isAsked) isAsked = !!live.works()?.then(works => works || settle(null));
    };
    const leave = live.subscribe(look);
    const settle = (/** @type {Vitrine | null} */ found) => {
      leave();
      done(found);
    };
    look();
  });
}

/** @param {EvaluationContext} context @param {EvaluationContext} [before] @returns {Record<string, unknown>} traits; one that is gone is null, which removes it */
function traitsOf({ targetingKey: _, ...attributes }, before = {}) {
  const gone = Object.keys(before).filter(key => key !== 'targetingKey' && !(key in attributes));
  return { ...Object.fromEntries(gone.map(key => [key, null])), ...attributes };
}

/** @implements {Provider} */
export class VitrineProvider {
  metadata = { name: 'vitrine' };
  runsOn = /** @type {const} */ ('client');
  events = new OpenFeatureEventEmitter();
  /** @type {ProviderOptions} */
  #options;
  /** @type {Vitrine | null} */
  #vitrine = null;
  /** Why there is none; a change of the context makes the SDK forget it. */
  #missing = 'PROVIDER_NOT_READY';
  /** What was answered last, by slot. @type {Map<string, string>} */
  #answers = new Map();
  #segments = '';
  #leave = () => {};

  /** @param {ProviderOptions} [options] */
  constructor(options = {}) {
    this.#options = options;
  }

  /** @param {EvaluationContext} [context] */
  async initialize(context = {}) {
    const { vitrine, values = {} } = this.#options;
    this.#vitrine = await (vitrine ?? copyAtWork());
    if (!this.#vitrine) {
      this.#missing = 'PROVIDER_FATAL';
      throw fatal('Vitrine is switched off on this page, or has failed: vitrine:fault on document says why');
    }
    for (const [slot, named] of Object.entries(values)) this.#check(slot, Object.keys(named));
    this.#identify(traitsOf(context));
    this.#segments = `${this.#vitrine.segments()}`;
    this.#leave = live.subscribe(() => {
      try {
        this.#changed();
      } catch (error) {
        this.events.emit(ProviderEvents.Error, { message: `${error}` });
      }
    });
  }

  /** @param {EvaluationContext} before @param {EvaluationContext} context the key of the visitor in it is not taken: the browser's own memory says who it is */
  onContextChange(before, context) {
    this.#identify(traitsOf(context, before));
  }

  async onClose() {
    this.#leave();
  }

  /**
   * An event of the page, as the data layer would tell it.
   * @param {string} event @param {EvaluationContext} _context @param {import('@openfeature/web-sdk').TrackingEventDetails} [details] its fields; `items` are its items
   */
  track(event, _context, { items, ...fields } = {}) {
    const isList = Array.isArray(items);
    this.#vitrine?.track({ event, fields, ...(isList && { items: /** @type {Record<string, unknown>[]} */ (items) }) });
  }

  /** @param {string} flag @param {boolean} fallback */
  resolveBooleanEvaluation = (flag, fallback) => this.#resolve(flag, 'boolean', fallback);

  /** @param {string} flag @param {string} fallback */
  resolveStringEvaluation = (flag, fallback) => this.#resolve(flag, 'string', fallback);

  /** @param {string} flag @param {number} fallback */
  resolveNumberEvaluation = (flag, fallback) => this.#resolve(flag, 'number', fallback);

  /** @template {JsonValue} T @param {string} flag @param {T} fallback */
  resolveObjectEvaluation(flag, fallback) {
    return this.#resolve(flag, 'object', fallback);
  }

  /**
   * @template {JsonValue} T
   * @param {string} slot @param {Type} type @param {T} fallback
   * @returns {import('@openfeature/web-sdk').ResolutionDetails<T>}
   */
  #resolve(slot, type, fallback) {
    /** @param {string} errorCode @param {string} errorMessage @returns {any} */
    const failed = (errorCode, errorMessage) => ({ value: fallback, reason: 'ERROR', errorCode, errorMessage });
    if (!this.#vitrine) return failed(this.#missing, 'no copy of Vitrine decides in this document');
    try {
      const variants = this.#vitrine.variantsOf(slot);
      if (!variants) return failed('FLAG_NOT_FOUND', `the strategy has no slot "${slot}"`);
      const decision = this.#vitrine.decision(slot);
      this.#answers.set(slot, JSON.stringify(decision));
      const { values = {}, metadata = {} } = this.#options;
      return detailsOf(decision, variants, type, fallback, { values: values[slot], metadata: metadata[slot] });
    } catch (error) {
      return failed('GENERAL', `slot "${slot}": ${error}`);
    }
  }

  /** @param {string} slot @param {string[]} named */
  #check(slot, named) {
    const variants = this.#vitrine?.variantsOf(slot);
    if (!variants) throw new Error(`values: the strategy has no slot "${slot}"`);
    const unknown = named.find(variant => variant !== 'default' && !variants.includes(variant));
    if (unknown !== undefined) throw new Error(`values: slot "${slot}" has no variant "${unknown}", only ${variants.join(', ')}`);
  }

  /** @param {Record<string, unknown>} traits */
  #identify(traits) {
    if (Object.keys(traits).length) this.#vitrine?.track({ event: 'identify', fields: traits });
  }

  /** Tells what would be answered otherwise now. */
  #changed() {
    const vitrine = /** @type {Vitrine} */ (this.#vitrine);
    const flagsChanged = [...this.#answers]
      .filter(([slot, answer]) => JSON.stringify(vitrine.decision(slot)) !== answer)
      .map(([slot]) => slot);
    const segments = `${vitrine.segments()}`;
    if (!flagsChanged.length && segments === this.#segments) return;
    this.#segments = segments;
    for (const slot of flagsChanged) this.#answers.set(slot, JSON.stringify(vitrine.decision(slot)));
    this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged });
  }
}
