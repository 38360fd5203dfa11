// One judgement: which segments and which stage a visitor is in at one moment, from the history and what `stay` remembers.
import { holds } from './conditions.js';
import { factValue } from './facts/index.js';
import { featureValue } from './features/index.js';
import { needsOfFact, needsOfSegment } from './purposes.js';
import { parseDuration } from './time.js';

/** @typedef {import('./history.js').History} History */

/**
 * @typedef {object} Judgement
 * @property {string[]} segments that hold, in written order
 * @property {string | null} stage
 * @property {Map<string, number>} staying segments with `stay` whose `when` is false, with the second since which it is
 */

/** @type {Judgement} before the first event */
export const NOTHING = { segments: [], stage: null, staying: new Map() };

/**
 * @param {History} history
 * @param {number} now
 * @param {Judgement} before
 * @returns {Judgement}
 */
export function judge(history, now, before) {
  const { segments = {}, stages = [] } = history.setting.strategy;
  const staying = new Map();
  const scope = scopeOf(
    history,
    now,
    id => isIn(id),
    () => stageNow(),
  );
  /** @type {Map<string, boolean>} */
  const members = new Map();
  /** @type {{id: string | null} | null} */
  let stage = null;

  /** @param {string} id @returns {boolean} */
  function isIn(id) {
    if (!members.has(id)) members.set(id, isAllowed(id) && judged(id, holds(segments[id].when, scope)));
    return members.get(id) === true;
  }

  /** @param {string} id @returns {boolean} without its purposes a segment is out at once, whatever its `stay` */
  function isAllowed(id) {
    return history.allows(needsOfSegment(history.setting.strategy, id));
  }

  /** @param {string} id @param {boolean} when @returns {boolean} */
  function judged(id, when) {
    const stay = parseDuration(segments[id].stay);
    if (when || stay === null || !before.segments.includes(id)) return when;
    const since = before.staying.get(id) ?? now;
    if (now - since >= stay) return false;
    staying.set(id, since);
    return true;
  }

  /** @returns {string | null} */
  function stageNow() {
    stage ??= { id: stages.find((/** @type {any} */ one) => one.when === undefined || holds(one.when, scope))?.id ?? null };
    return stage.id;
  }

  return { segments: Object.keys(segments).filter(isIn), stage: stageNow(), staying };
}

/**
 * @param {History} history
 * @param {number} now
 * @param {(id: string) => boolean} segment
 * @param {() => string | null} stage
 * @returns {import('./conditions.js').Scope}
 */
export function scopeOf(history, now, segment, stage) {
  const { features = {} } = history.setting.strategy;
  const value = (/** @type {string} */ name) => {
    const isFeature = Object.hasOwn(features, name);
    if (!history.allows(isFeature ? ['personalization'] : needsOfFact(name))) return null;
    return isFeature ? featureValue(features[name], history, now) : factValue(name, history, now);
  };
  return { value, segment, stage };
}
