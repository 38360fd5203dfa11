// Decisions: the variant that a slot shows one visitor at one moment, and why.
import { bucketOf, bucketsOfShare, drawOf } from './buckets.js';
import { holds, testHolds } from './conditions.js';
import { fieldOf, isGiven, placesOf, textOf } from './event.js';
import { interestsOf } from './features/affinity.js';
import { scopeOf } from './judge.js';
import { needsOfSort, needsOfVariant } from './purposes.js';
import { cutText } from './texts.js';
import { parseDuration, parseTime } from './time.js';
import { valueOfField } from './values.js';

/** @typedef {import('./visitor.js').Visitor} Visitor */
/** @typedef {import('./event.js').Event} Event */

/**
 * @typedef {object} Decision
 * @property {string} variant
 * @property {string} reason
 * @property {string} [intended] what would be shown without the holdout
 */

/**
 * @typedef {object} Case what a decision is made from
 * @property {any} strategy
 * @property {string} slotId
 * @property {any} slot
 * @property {Visitor} visitor
 * @property {(condition: any) => boolean} fulfils
 * @property {boolean} heldOut
 * @property {{experiment: any, draw: import('./buckets.js').Draw, inside: boolean} | null} trial the slot's experiment
 */

const REMEMBERED_EVIDENCE = 8;

/** @param {Visitor} visitor @param {string} slotId @returns {Decision} */
export function decide(visitor, slotId) {
  const { strategy } = visitor.history.setting;
  const slot = strategy.slots[slotId];
  const { segments, stage } = visitor.judgement;
  const scope = scopeOf(
    visitor.history,
    visitor.now,
    id => segments.includes(id),
    () => stage,
  );
  const fulfils = (/** @type {any} */ condition) => holds(condition, scope);
  const heldOut = isHeldOut(strategy, visitor.id);
  /** @type {Case} */
  const situation = { strategy, slotId, slot, visitor, fulfils, heldOut, trial: trialOf(strategy, slotId, visitor.id, fulfils) };
  const decision = shown(situation);
  if (decision.reason !== 'HOLDOUT') return decision;
  return { ...decision, intended: shown({ ...situation, heldOut: false }).variant };
}

/** @param {any} strategy @param {string} visitor @returns {boolean} */
function isHeldOut({ holdout }, visitor) {
  return holdout !== undefined && bucketOf(holdout.seed ?? 'holdout', visitor) < bucketsOfShare(holdout.share);
}

/** @param {any} strategy @param {string} slotId @param {string} visitor @param {(condition: any) => boolean} fulfils @returns {Case['trial']} */
function trialOf({ experiments = {} }, slotId, visitor, fulfils) {
  const id = Object.keys(experiments).find(one => experiments[one].slot === slotId);
  if (id === undefined) return null;
  const experiment = experiments[id];
  return { experiment, draw: drawOf(id, experiment, visitor), inside: experiment.for === undefined || fulfils(experiment.for) };
}

/** @param {Case} situation @returns {Decision} */
function shown(situation) {
  return situation.slot.kind === 'sort' ? sorted(situation) : firstOf(situation);
}

/** @param {Case} situation @returns {Decision} of a content slot */
function firstOf(situation) {
  const { slot } = situation;
  const standard = slot.variants.at(-1);
  let firstStop = null;
  for (const variant of slot.variants.slice(0, -1)) {
    if (!isFor(variant, situation)) continue;
    const stop = stopOf(variant, situation);
    if (stop === null) return { variant: variant.id, reason: isDrawn(variant, situation) ? 'SPLIT' : 'TARGETING_MATCH' };
    firstStop ??= stop;
  }
  return { variant: standard.id, reason: firstStop ?? (isDrawn(standard, situation) ? 'SPLIT' : 'DEFAULT') };
}

/** @param {any} variant @param {Case} situation @returns {boolean} whether it is an arm of the slot's experiment */
function isArm(variant, { trial }) {
  return trial !== null && Object.hasOwn(trial.experiment.split, variant.id);
}

/** @param {any} variant @param {Case} situation @returns {any} the experiment of which it is an arm, null for none */
function experimentOf(variant, situation) {
  return isArm(variant, situation) ? situation.trial?.experiment : null;
}

/** @param {any} variant @param {Case} situation @returns {boolean} whether it is the arm that the bucket chose; without memory none is */
function isDrawn(variant, situation) {
  const { trial, visitor } = situation;
  if (!visitor.history.allows(['personalization'])) return false;
  return trial !== null && isArm(variant, situation) && trial.inside && trial.draw.enrolled && trial.draw.arm === variant.id;
}

/** @param {any} variant @param {Case} situation @returns {boolean} */
function isFor(variant, situation) {
  if (variant.for !== undefined) return situation.fulfils(variant.for);
  return !isArm(variant, situation) || Boolean(situation.trial?.inside);
}

/** @param {any} variant @param {Case} situation @returns {string | null} the first reason that stops it */
function stopOf(variant, situation) {
  const message = variant.message ?? 'information';
  if (!situation.visitor.history.allows(needsOfVariant(situation.strategy, variant, experimentOf(variant, situation)))) return 'CONSENT';
  if (situation.heldOut && message !== 'service') return 'HOLDOUT';
  if (isArm(variant, situation) && !isArmOf(variant, situation)) return 'SPLIT';
  const rules = situation.strategy.messages?.[message] ?? {};
  if (isGuarded(rules.never_for, situation)) return 'GUARDED';
  if (!hasEvidence(variant.needs ?? {}, situation.visitor)) return 'EVIDENCE_MISSING';
  if (isCapped(variant, message, rules, situation)) return 'CAPPED';
  return isScheduled(variant, situation.visitor.now) ? null : 'DISABLED';
}

/** @param {any} variant @param {Case} situation @returns {boolean} whether an arm is the visitor's */
function isArmOf(variant, { trial }) {
  if (trial === null) return false;
  return variant.id === (trial.inside && trial.draw.enrolled ? trial.draw.arm : trial.draw.first);
}

/** @param {string | string[] | undefined} never @param {Case} situation @returns {boolean} */
function isGuarded(never, { visitor }) {
  const { segments, stage } = visitor.judgement;
  return [never ?? []].flat().some(id => segments.includes(id) || id === stage);
}

/** @param {any} needs names with tests @param {Visitor} visitor @returns {boolean} */
function hasEvidence(needs, visitor) {
  return Object.keys(needs).every(name => {
    const { max_age: maxAge, ...test } = isMap(needs[name]) ? needs[name] : { max_age: undefined, is: needs[name] };
    const evidence = evidenceOf(visitor).find(kept => kept.name === cutText(name));
    if (!evidence) return false;
    const seconds = parseDuration(maxAge);
    if (seconds !== null && visitor.now - evidence.at >= seconds) return false;
    return testHolds(isMap(needs[name]) ? test : test.is, evidence.value);
  });
}

/** @param {any} test @returns {boolean} */
function isMap(test) {
  return typeof test === 'object' && test !== null && !Array.isArray(test);
}

/** @typedef {{name: string, value: import('./values.js').Value | null, at: number}} Evidence `at`: the second at which it was true */

/** @param {Visitor} visitor @returns {Evidence[]} what is kept of each name, the one that arrived longest ago first */
function evidenceOf(visitor) {
  /** @type {Evidence[]} */
  let kept = [];
  for (const event of visitor.history.collected()) {
    const evidence = event.name === 'evidence' ? evidenceIn(event) : null;
    const before = kept.find(other => other.name === evidence?.name);
    if (evidence === null || (before !== undefined && evidence.at < before.at)) continue;
    kept = [...kept.filter(other => other !== before), evidence].slice(-REMEMBERED_EVIDENCE);
  }
  return kept;
}

/** @param {Event} event @returns {Evidence | null} null for one without a name, or whose `at` cannot be read */
function evidenceIn(event) {
  const name = textOf(event.fields.name);
  const at = isGiven(event.raw.at) ? parseTime(event.raw.at) : event.time;
  if (name === null || at === null) return null;
  return { name, value: valueOfField(event.raw.value), at: Math.min(at, event.time) };
}

/** @param {any} variant @param {string} message @param {any} rules of its message @param {Case} situation @returns {boolean} */
function isCapped(variant, message, rules, { strategy, slotId, visitor }) {
  const isVariant = (/** @type {string} */ slot, /** @type {string} */ id) => slot === slotId && id === variant.id;
  const isMessage = (/** @type {string} */ slot, /** @type {string} */ id) => {
    const shownVariant = strategy.slots[slot]?.variants?.find((/** @type {any} */ other) => other.id === id);
    return shownVariant !== undefined && (shownVariant.message ?? 'information') === message;
  };
  return isReached(variant.cap, isVariant, visitor) || isReached(rules, isMessage, visitor);
}

/**
 * @param {{max?: number, within?: string} | undefined} cap
 * @param {(slot: string, variant: string) => boolean} isShown what it counts exposures of
 * @param {Visitor} visitor
 * @returns {boolean}
 */
function isReached(cap, isShown, { history, now }) {
  if (cap?.max === undefined) return false;
  const exposures = history.collected().filter(
    event =>
      event.name === 'view_promotion' &&
      placesOf(event).some(item => {
        const slot = textOf(fieldOf(event, item, 'creative_slot'));
        const variant = textOf(fieldOf(event, item, 'creative_name'));
        return slot !== null && variant !== null && isShown(slot, variant);
      }),
  );
  return exposures.filter(event => history.isWithin(event, cap.within, now)).length >= cap.max;
}

/** @param {any} variant @param {number} now @returns {boolean} */
function isScheduled(variant, now) {
  return now >= (parseTime(variant.from) ?? 0) && now < (parseTime(variant.to) ?? Infinity);
}

/** @param {Case} situation @returns {Decision} of a sort slot */
function sorted({ slot, visitor, heldOut }) {
  if (!visitor.history.allows(needsOfSort(slot))) return { variant: 'default', reason: 'CONSENT' };
  if (heldOut) return { variant: 'default', reason: 'HOLDOUT' };
  const dimensions = Object.keys(slot.signals).filter(signal => signal.startsWith('affinity.'));
  const interested = dimensions.some(signal => interestsOf(visitor.history, signal.slice('affinity.'.length)).length > 0);
  return dimensions.length === 0 || interested
    ? { variant: 'sorted', reason: 'TARGETING_MATCH' }
    : { variant: 'default', reason: 'DEFAULT' };
}
