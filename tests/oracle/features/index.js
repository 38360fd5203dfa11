// Every kind of feature under its key word.
import { affinityFeature, topFeature } from './affinity.js';
import { countFeature, sinceFeature, sumFeature } from './count.js';
import { distinctFeature, repeatsFeature } from './recency.js';
import { sequenceFeature } from './sequence.js';

/** @typedef {(feature: any, history: import('../history.js').History, now: number) => import('../values.js').Value | null} Measure */

/** @type {Record<string, Measure>} */
const MEASURES = {
  count: countFeature,
  since: sinceFeature,
  distinct: distinctFeature,
  affinity: affinityFeature,
  top: topFeature,
  sum: sumFeature,
  repeats: repeatsFeature,
  sequence: sequenceFeature,
};

/** The generator draws from them in this order. */
export const FEATURE_KINDS = Object.keys(MEASURES);

/** @type {Measure} */
export function featureValue(feature, history, now) {
  const kind = FEATURE_KINDS.find(word => word in feature);
  if (kind === undefined) throw new Error(`a feature of no known kind: ${JSON.stringify(feature)}`);
  return MEASURES[kind](feature, history, now);
}
