// The flags of OpenFeature's test data as a strategy of ours: each flag is a slot, its targeting a condition on traits, and its values are the provider's.

/**
 * @typedef {object} Flag of test-flags.json
 * @property {Record<string, any>} variants
 * @property {string | null} [defaultVariant]
 * @property {string} [contextEvaluator]
 * @property {boolean} [disabled]
 * @property {Record<string, string | number | boolean> | null} [flagMetadata]
 */

/** What the deprecated scenarios ask for and the data no longer have. @type {Record<string, Flag>} */
const OLDER = {
  'context-aware': {
    variants: { internal: 'INTERNAL', external: 'EXTERNAL' },
    defaultVariant: 'external',
    contextEvaluator: "fn == 'Sulisław' && ln == 'Świętopełk' && age > 28 && !customer ? 'internal' : ''",
  },
};

/** Condition of a visitor of whom anything at all is known. */
const ANYBODY = { 'page.path': { exists: true } };
/** A time that is over. */
const OVER = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' };

/** @param {string} term @returns {[string, unknown]} a condition on a trait, and the trait's type */
function conditionOf(term) {
  const [, not, name, operator, value] = /^(!?)(\w+)(?: (==|>) (.+))?$/.exec(term) ?? [];
  if (!name) throw new Error(`no condition that is known here: ${term}`);
  if (!operator) return [`trait.${name}`, not === ''];
  // The strategy's numbers are thousandths: more than ten is at least ten and one of them.
  if (operator === '>') return [`trait.${name}`, { gte: Number(value) + 0.001 }];
  return [`trait.${name}`, value.replaceAll("'", '')];
}

/** @param {Flag} flag */
function slotOf({ defaultVariant, contextEvaluator, disabled }) {
  if (disabled) return { kind: 'content', variants: [{ id: defaultVariant, for: ANYBODY, ...OVER }, { id: 'default' }] };
  if (!contextEvaluator) return { kind: 'content', variants: [{ id: defaultVariant ?? 'default' }] };
  const [, when, id] = /^(.*) \? '(.*)' : ''$/.exec(contextEvaluator) ?? [];
  return { kind: 'content', variants: [{ id, for: Object.fromEntries(when.split(' && ').map(conditionOf)) }, { id: 'default' }] };
}

/** Only what the strategy has may be named: variants that no targeting leads to are left out. @param {Flag} flag */
function valuesOf(flag) {
  const ids = slotOf(flag).variants.map(({ id }) => id);
  const named = Object.entries(flag.variants).filter(([id]) => ids.includes(id));
  const own = flag.disabled || !flag.defaultVariant ? [] : [['default', flag.variants[flag.defaultVariant]]];
  return Object.fromEntries([...named, ...own]);
}

/** @param {Record<string, Flag>} data of test-flags.json */
export function flagsOf(data) {
  const flags = Object.entries({ ...data, ...OLDER });
  /** @param {(flag: Flag) => unknown} make */
  const each = make => Object.fromEntries(flags.map(([name, flag]) => [name, make(flag)]));
  const withMetadata = flags.filter(([, { flagMetadata }]) => flagMetadata);
  return {
    strategy: {
      name: 'openfeature',
      traits: { email: 'text', fn: 'text', ln: 'text', age: 'number', customer: 'boolean' },
      slots: each(slotOf),
    },
    values: each(valuesOf),
    metadata: Object.fromEntries(withMetadata.map(([name, { flagMetadata }]) => [name, flagMetadata])),
  };
}
