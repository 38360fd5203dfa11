// The steps of OpenFeature's scenarios, taken through the real web SDK in a page with a copy of Vitrine at work.
import assert from 'node:assert/strict';

/** @typedef {import('./chromium.js').Page} Page */
/** @typedef {import('./gherkin.js').Step} Step */
/**
 * @typedef {object} World what one scenario has said so far
 * @property {Page} page
 * @property {Record<string, unknown>} context
 * @property {{ type: string, key: string, fallback: unknown }} flag
 * @property {boolean} isHooked a hook of the client
 * @property {boolean} hasOptions hooks of this evaluation
 * @property {any} details
 * @property {string[]} hooks that were run
 * @property {any[]} ends details that hooks were given
 */

/** Runs in the page, once: what the steps do there. @param {{ values: object, metadata: object }} options */
export function stage({ values, metadata }) {
  const { OpenFeature, VitrineProvider, start } = /** @type {any} */ (window);
  /** @type {any[]} */
  let calls = [];
  const hookNamed = (/** @type {string} */ name) => ({
    before: (/** @type {any} */ { context }) => void calls.push({ hook: 'before', name, context, isFrozen: Object.isFrozen(context) }),
    after: (/** @type {any} */ _, /** @type {any} */ details) => void calls.push({ hook: 'after', name, details }),
    error: () => void calls.push({ hook: 'error', name }),
    finally: (/** @type {any} */ _, /** @type {any} */ details) => void calls.push({ hook: 'finally', name, details }),
  });
  Object.assign(window, {
    /** @param {string} status */
    async provide(status) {
      const copies = /** @type {Record<string, object>} */ ({
        stable: { values, metadata, vitrine: start({ strategy: '/vitrine/shop.pack', consent: 'granted' }) },
        'not ready': { vitrine: new Promise(() => {}) },
        fatal: { vitrine: Promise.resolve(null) },
        error: { values: { nothing: {} } },
      });
      const set = OpenFeature.setProviderAndWait(new VitrineProvider(copies[status])).catch(() => {});
      if (status !== 'not ready') await set;
    },
    setContext: (/** @type {object} */ context) => OpenFeature.setContext(context),
    getContext: () => OpenFeature.getContext(),
    getStatus: () => OpenFeature.getClient().providerStatus,
    /** @param {{ flag: World['flag'], isHooked: boolean, hasOptions: boolean }} asked */
    evaluate({ flag: { type, key, fallback }, isHooked, hasOptions }) {
      calls = [];
      const client = OpenFeature.getClient();
      client.clearHooks();
      if (isHooked) client.addHooks(hookNamed('client'));
      const method = { boolean: 'Boolean', string: 'String', integer: 'Number', float: 'Number', object: 'Object' }[type];
      const options = hasOptions ? { hooks: [hookNamed('first'), hookNamed('second')] } : undefined;
      const details = client[`get${method}Details`](key, fallback, options);
      const isValue = JSON.stringify(client[`get${method}Value`](key, fallback)) === JSON.stringify(details.value);
      return { details, isValue, isFrozen: Object.isFrozen(details.flagMetadata), calls };
    },
  });
}

/** @param {string} type @param {string} text @returns {unknown} */
const parsed = (type, text) => (/^string$/i.test(type) ? text : text === 'null' ? null : JSON.parse(text));

/** @param {World} world */
async function evaluate(world) {
  const { page, context, flag, isHooked, hasOptions } = world;
  await page.evaluate(said => /** @type {any} */ (window).setContext(said), context);
  const found = await page.evaluate(asked => /** @type {any} */ (window).evaluate(asked), { flag, isHooked, hasOptions });
  assert.ok(found.isValue, 'get...Value says the same as get...Details');
  Object.assign(world, { details: found.details, hooks: found.calls.map((/** @type {any} */ { hook }) => hook), ends: found.calls });
}

/** @param {World} world @param {string} type @param {string} key @param {unknown} fallback */
function ask(world, type, key, fallback) {
  world.flag = { type: type.toLowerCase(), key, fallback };
}

/** @param {World} world @param {unknown} value */
const isValue = ({ details }, value) => assert.deepEqual(details.value, value);

/** The fields that an object flag has in the deprecated scenarios. */
const OBJECT = { showImages: true, title: 'Check out these pics!', imagesPerPage: 100 };

/** @type {[RegExp, (world: World, said: string[], step: Step) => unknown][]} */
const STEPS = [
  [
    /^a (stable|not ready|fatal|error) provider( with retrievable context is registered)?$/,
    ({ page }, [status]) => page.evaluate(name => /** @type {any} */ (window).provide(name), status),
  ],
  [
    /^a (\w+)-flag with key "(.*)" and a fallback value "(.*)"$/i,
    (world, [type, key, fallback]) => ask(world, type, key, parsed(type, fallback)),
  ],
  [/^a client with added hook$/, world => Object.assign(world, { isHooked: true })],
  [/^evaluation options containing specific hooks$/, world => Object.assign(world, { hasOptions: true })],
  [
    /^a context containing a key "(.*)", with type "(.*)" and with value "(.*)"$/,
    ({ context }, [key, type, value]) => Object.assign(context, { [key]: parsed(type, value) }),
  ],
  [/^a context containing a key "(.*)" with null value$/, ({ context }, [key]) => Object.assign(context, { [key]: null })],
  [/^an evaluation context with modifiable data$/, world => Object.assign(world, { context: { email: 'a@b.c' }, isHooked: true })],
  [
    /^A context entry with key "(.*)" and value "(.*)" is added to the "API" level$/,
    ({ context }, [key, value]) => Object.assign(context, { [key]: value }),
  ],
  [/^A table with levels of increasing precedence$/, (_, __, { table }) => assert.equal(table[0][0], 'API')],
  [
    /^Context entries for each level from API level down to the "API" level, with key "(.*)" and value "(.*)"$/,
    ({ context }, [key, value]) => Object.assign(context, { [key]: value }),
  ],
  [
    /^Some flag was evaluated$/,
    world => {
      ask(world, 'boolean', 'boolean-flag', false);
      world.isHooked = true;
      return evaluate(world);
    },
  ],
  [
    /^The merged context contains an entry with key "(.*)" and value "(.*)"$/,
    ({ ends }, [key, value]) => assert.equal(ends[0].context[key], value),
  ],
  [/^the flag was evaluated with details( asynchronously| using the evaluation options)?$/, evaluate],
  [/^the evaluation should complete without blocking$/, ({ details }) => assert.ok(details)],
  [
    /^the (?:resolved details value|resolved string response) should be "(.*)"$/,
    (world, [value]) => isValue(world, parsed(world.flag.type, value.replaceAll('\\"', '"'))),
  ],
  [
    /^the (?:reason|error-code|variant|flag key) should be "([^"]*)"$/,
    ({ details }, [value], { text }) => {
      const field = /** @type {Record<string, string>} */ ({
        reason: 'reason',
        'error-code': 'errorCode',
        variant: 'variant',
        'flag key': 'flagKey',
      });
      assert.equal(details[field[text.split(' ').slice(1, -3).join(' ')]], value);
    },
  ],
  [
    /^the resolved metadata should contain$/,
    ({ details }, _, { table: [, ...rows] }) =>
      assert.deepEqual(details.flagMetadata, Object.fromEntries(rows.map(([key, type, value]) => [key, parsed(type, value)]))),
  ],
  [/^the resolved metadata is empty$/, ({ details }) => assert.deepEqual(details.flagMetadata, {})],
  [
    /^the provider status should be "(.*)"$/,
    async ({ page }, [status]) => assert.equal(await page.evaluate(() => /** @type {any} */ (window).getStatus()), status),
  ],
  [/^the "(.*)" hook should have been executed$/, ({ hooks }, [name]) => assert.ok(hooks.includes(name))],
  [
    /^the "(.*)" hooks should be called with evaluation details$/,
    ({ ends }, [names], { table: [, ...rows] }) => {
      const field = /** @type {Record<string, string>} */ ({ flag_key: 'flagKey', error_code: 'errorCode' });
      for (const name of names.split(', ')) {
        const { details } = ends.find(({ hook }) => hook === name);
        for (const [type, key, value] of rows)
          assert.deepEqual(details[field[key] ?? key] ?? null, value === 'null' ? null : parsed(type, value));
      }
    },
  ],
  [/^the specified hooks should execute during evaluation$/, ({ ends }) => assert.ok(ends.length)],
  [
    /^the hook order should be maintained$/,
    ({ ends }) =>
      assert.deepEqual(
        ends.map(({ hook, name }) => `${hook} ${name}`),
        ['before first', 'before second', 'after second', 'after first', 'finally second', 'finally first'],
      ),
  ],
  [
    /^the original evaluation context should remain unmodified$/,
    async ({ page, context }) => assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).getContext()), context),
  ],
  [
    /^the evaluation details should be immutable$/,
    async world => {
      const { page, flag } = world;
      const asked = { flag, isHooked: true, hasOptions: false };
      const { isFrozen, calls } = await page.evaluate(said => /** @type {any} */ (window).evaluate(said), asked);
      assert.deepEqual([isFrozen, calls[0].isFrozen], [true, true], 'its metadata and its context');
    },
  ],
  // The deprecated ones.
  [
    /^an? (?:non-existent )?(\w+) flag with key "(.*)" is evaluated with (?:details and )?(?:a )?(?:default|fallback) value (.*)$/,
    (world, [type, key, fallback]) => {
      ask(world, type, key, parsed(type, fallback.replaceAll('"', '')));
      return evaluate(world);
    },
  ],
  [
    /^an object flag with key "(.*)" is evaluated with (?:details and )?a null default value$/,
    (world, [key]) => {
      ask(world, 'object', key, null);
      return evaluate(world);
    },
  ],
  [
    /^a string flag with key "(.*)" is evaluated as an integer, with details and a fallback value (\d+)$/,
    (world, [key, fallback]) => {
      ask(world, 'integer', key, Number(fallback));
      return evaluate(world);
    },
  ],
  [
    /^context contains keys "(.*)", "(.*)", "(.*)", "(.*)" with values "(.*)", "(.*)", (\d+), "(.*)"$/,
    ({ context }, [a, b, c, d, va, vb, vc, vd]) => Object.assign(context, { [a]: va, [b]: vb, [c]: Number(vc), [d]: vd === 'true' }),
  ],
  [
    /^a flag with key "(.*)" is evaluated with default value "(.*)"$/,
    (world, [key, fallback]) => {
      ask(world, 'string', key, fallback);
      return evaluate(world);
    },
  ],
  [
    /^the resolved flag value is "(.*)" when the context is empty$/,
    async (world, [value]) => {
      world.context = {};
      await evaluate(world);
      isValue(world, value);
    },
  ],
  [
    /^the resolved (\w+) (?:details )?value should be "?([^",]*)"?(?:, the variant should be "(.*)", and the reason should be "(.*)")?$/,
    (world, [type, value, variant, reason]) => {
      isValue(world, parsed(type, value));
      if (variant) assert.deepEqual([world.details.variant, world.details.reason], [variant, reason]);
    },
  ],
  [/^the resolved object (?:details )?value should be contain fields .*$/, world => isValue(world, OBJECT)],
  [
    /^the variant should be "(.*)", and the reason should be "(.*)"$/,
    ({ details }, [variant, reason]) => assert.deepEqual([details.variant, details.reason], [variant, reason]),
  ],
  [/^the default \w+ value should be returned$/, world => isValue(world, world.flag.fallback)],
  [
    /^the reason should indicate an error and the error code should indicate a .* with "(.*)"$/,
    ({ details }, [code]) => assert.deepEqual([details.reason, details.errorCode], ['ERROR', code]),
  ],
];

/** @param {Page} page with the stage @param {Step[]} steps */
export async function take(page, steps) {
  /** @type {World} */
  const world = {
    page,
    context: {},
    flag: { type: '', key: '', fallback: null },
    isHooked: false,
    hasOptions: false,
    details: undefined,
    hooks: [],
    ends: [],
  };
  for (const step of steps) {
    const known = STEPS.find(([pattern]) => pattern.test(step.text));
    assert.ok(known, `no step is written as: ${step.text}`);
    const [, ...said] = /** @type {RegExpExecArray} */ (known[0].exec(step.text));
    await known[1](world, said, step);
  }
}
