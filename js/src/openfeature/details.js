// A decision in OpenFeature's words: value, variant, reason, and what only we know as metadata.

/** @typedef {import('../host/visitor.js').Decision} Decision */
/** @typedef {import('@openfeature/web-sdk').JsonValue} JsonValue */
/** @typedef {'boolean' | 'string' | 'number' | 'object'} Type */
/** @typedef {Record<string, string | number | boolean>} Metadata */
/**
 * @typedef {object} Flag what the application says of a slot
 * @property {Record<string, JsonValue>} [values] of its variants
 * @property {Metadata} [metadata]
 */

/** What the engine says more exactly than OpenFeature has words for; what stopped a variant is told as metadata. @type {Record<string, string>} */
const REASONS = {
  TARGETING_MATCH: 'TARGETING_MATCH',
  SPLIT: 'SPLIT',
  HOLDOUT: 'SPLIT',
  DEFAULT: 'DEFAULT',
  CONSENT: 'DEFAULT',
  GUARDED: 'DEFAULT',
  EVIDENCE_MISSING: 'DEFAULT',
  CAPPED: 'DEFAULT',
  DISABLED: 'DISABLED',
};

/** @param {Decision} decision @returns {Metadata} */
function metadataOf({ reason, segment, experiment, bucket, intended }) {
  const said = { reason: REASONS[reason] === reason ? undefined : reason, segment, experiment, bucket, intended };
  return /** @type {Metadata} */ (Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
}

/** @param {Decision} decision @param {Type} type @returns {JsonValue | undefined} the value of a slot for which the application names none */
function plainValue({ slot: _, ...decision }, type) {
  if (type === 'string') return decision.variant;
  if (type === 'boolean') return decision.variant !== 'default';
  return type === 'object' ? { ...decision } : undefined;
}

/**
 * @template {JsonValue} T
 * @param {Decision} decision
 * @param {string[]} variants of the slot
 * @param {Type} type
 * @param {T} fallback
 * @param {Flag} flag
 * @returns {import('@openfeature/web-sdk').ResolutionDetails<T>}
 */
export function detailsOf(decision, variants, type, fallback, { values, metadata }) {
  const { slot, variant, reason } = decision;
  /** @param {string} errorCode @param {string} errorMessage @returns {any} */
  const failed = (errorCode, errorMessage) => ({ value: fallback, reason: 'ERROR', errorCode, errorMessage });
  if (!(reason in REASONS)) return failed('GENERAL', `slot "${slot}" could not be decided (${reason})`);
  const isNamed = values && Object.hasOwn(values, variant);
  // The page's own: what the caller has there anyway.
  const isFallback = values && !isNamed && variant === 'default';
  if (values && !isNamed && !isFallback) return failed('PARSE_ERROR', `values has nothing for variant "${variant}" of slot "${slot}"`);
  const value = isFallback ? fallback : isNamed ? values[variant] : plainValue(decision, type);
  if (value === null || typeof value !== type)
    return failed('TYPE_MISMATCH', `slot "${slot}" shows "${variant}", whose value is no ${type}`);
  return {
    value: /** @type {T} */ (value),
    variant,
    // A slot of one variant leaves nothing to decide.
    reason: reason === 'DEFAULT' && variants.length === 1 ? 'STATIC' : REASONS[reason],
    flagMetadata: { ...metadata, ...metadataOf(decision) },
  };
}
