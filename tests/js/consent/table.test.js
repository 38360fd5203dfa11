// What is granted, for every combination and order of what the sources of consent can say. The expectation is written from INTERFACES.md 3.
import assert from 'node:assert/strict';
import test from 'node:test';
import { combine } from '../../../js/src/consent/combine.js';
import { gpp } from '../../../js/src/consent/gpp.js';
import { shopify } from '../../../js/src/consent/shopify.js';
import { tcf } from '../../../js/src/consent/tcf.js';
import { openNoted, openPage } from './page.js';
import { gppPlatform, gppStub, shopifyTool, tcData, tcfPlatform, tcfStub } from './tools.js';

/** @typedef {'personalization' | 'measurement' | 'ads' | 'location'} Purpose */
/** What one party says: of some purposes yes or no, by choice, by default, by its call; or it is there and silent. */
/** @typedef {{ how: 'call' | 'choice' | 'default' | 'silent', yes?: Purpose[], no?: Purpose[] }} Says */
/** @typedef {{ what: string, does: (world: World) => void, says: Says[] }} State */
/** @typedef {{ page: import('./page.js').Page, gate: ReturnType<typeof openNoted>['gate'] }} World */

/** @type {Purpose[]} */
const EACH = ['personalization', 'measurement', 'ads'];
/** @type {Purpose[]} */
const PURPOSES = [...EACH, 'location'];

/**
 * "The shop's own call beats all; else a purpose is granted when some choice grants it and none denies it; where no source has made a choice,
 * when some default grants it and none denies it and no source that is there is still silent. `location` is granted by the shop's call alone.
 * GPC, after all this, hides measurement and ads while it is on."
 * @param {Purpose} purpose @param {Says[]} said @param {boolean} gpc
 */
function shouldGrant(purpose, said, gpc) {
  if (gpc && (purpose === 'measurement' || purpose === 'ads')) return false;
  for (const each of said) {
    if (each.how !== 'call') continue;
    if (each.yes?.includes(purpose)) return true;
    if (each.no?.includes(purpose)) return false;
  }
  if (purpose === 'location') return false;
  const grants = (/** @type {string} */ how) => said.some(each => each.how === how && each.yes?.includes(purpose));
  const denies = (/** @type {string} */ how) => said.some(each => each.how === how && each.no?.includes(purpose));
  if (grants('choice') || denies('choice')) return grants('choice') && !denies('choice');
  if (said.some(each => each.how === 'silent')) return false;
  return grants('default') && !denies('default');
}

const types = (/** @type {string} */ word) => ({ personalization_storage: word, analytics_storage: word, ad_storage: word });
/** @param {World} world @param {string} command @param {object} settings */
const consent = ({ gate }, command, settings) => gate.hear_(command, settings);

/** @type {State[]} */
const google = [
  { what: 'nothing', does: () => {}, says: [] },
  { what: 'default granted', does: world => consent(world, 'default', types('granted')), says: [{ how: 'default', yes: EACH }] },
  { what: 'default denied', does: world => consent(world, 'default', types('denied')), says: [{ how: 'default', no: EACH }] },
  {
    what: 'denied in a region, granted elsewhere',
    does(world) {
      consent(world, 'default', { ...types('denied'), region: ['DE', 'FR'], wait_for_update: 500 });
      consent(world, 'default', types('granted'));
    },
    says: [{ how: 'default', no: EACH }],
  },
  {
    what: 'update granted',
    does(world) {
      consent(world, 'default', types('denied'));
      consent(world, 'update', types('granted'));
    },
    says: [{ how: 'choice', yes: EACH }],
  },
  { what: 'update denied', does: world => consent(world, 'update', types('denied')), says: [{ how: 'choice', no: EACH }] },
  {
    what: 'a choice about statistics alone, the rest granted by default',
    does(world) {
      consent(world, 'default', types('granted'));
      consent(world, 'update', { analytics_storage: 'denied' });
    },
    says: [
      { how: 'choice', no: ['measurement'] },
      { how: 'default', yes: ['personalization', 'ads'] },
    ],
  },
];

/** @type {State[]} */
const europe = [
  { what: 'absent', does: () => {}, says: [] },
  { what: 'a stub', does: ({ page }) => tcfStub(page.tools), says: [{ how: 'silent' }] },
  { what: 'its banner shown', does: tells(tcData('cmpuishown', [])), says: [{ how: 'silent' }] },
  { what: 'all accepted', does: tells(tcData('useractioncomplete', [1, 3, 4, 5, 6, 8, 9])), says: [{ how: 'choice', yes: EACH }] },
  { what: 'all refused', does: tells(tcData('tcloaded', [])), says: [{ how: 'choice', no: EACH }] },
  {
    what: 'statistics accepted',
    does: tells(tcData('tcloaded', [1, 8, 9])),
    says: [{ how: 'choice', yes: ['measurement'], no: ['personalization', 'ads'] }],
  },
  { what: 'not applying', does: tells(tcData('tcloaded', [], { gdprApplies: false })), says: [] },
];
/** @param {object} data @returns {State['does']} */
function tells(data) {
  return ({ page, gate }) => {
    tcfStub(page.tools);
    page.fire('click');
    gate.isPending_();
    tcfPlatform(page.tools)(data);
  };
}

/** @type {State[]} */
const world = [
  { what: 'absent', does: () => {}, says: [] },
  { what: 'a stub', does: ({ page }) => gppStub(page.tools), says: [{ how: 'silent' }] },
  { what: 'not opted out', does: signals([7], { usnat: { SaleOptOut: 2, SharingOptOut: 0 } }), says: [{ how: 'choice', yes: EACH }] },
  {
    what: 'opted out of sale',
    does: signals([8], { usca: { SaleOptOut: 1, SharingOptOut: 2 } }),
    says: [{ how: 'choice', yes: ['personalization'], no: ['measurement', 'ads'] }],
  },
  { what: 'no section applies', does: signals([-1], {}), says: [] },
];
/** @param {number[]} applicableSections @param {object} parsedSections @returns {State['does']} */
function signals(applicableSections, parsedSections) {
  return ({ page }) => {
    gppStub(page.tools);
    page.fire('click');
    gppPlatform(page.tools)('signalStatus', 'ready', { signalStatus: 'ready', applicableSections, parsedSections });
  };
}

/** @type {State[]} */
const shop = [
  { what: 'absent', does: () => {}, says: [] },
  { what: 'asking', does: ({ page }) => void shopifyTool(page.tools, { banner: true }), says: [{ how: 'silent' }] },
  {
    what: 'all accepted',
    does: ({ page }) => void shopifyTool(page.tools, { banner: false, preferences: true, analytics: true, marketing: true }),
    says: [{ how: 'choice', yes: EACH }],
  },
  {
    what: 'marketing refused',
    does: ({ page }) => void shopifyTool(page.tools, { banner: false, preferences: true, analytics: true }),
    says: [{ how: 'choice', yes: ['personalization', 'measurement'], no: ['ads'] }],
  },
];

/** @type {State[]} */
const call = [
  { what: 'none', does: () => {}, says: [] },
  {
    what: 'all granted',
    does: ({ gate }) => gate.answer_({ personalization: true, measurement: true, ads: true, location: true }),
    says: [{ how: 'call', yes: PURPOSES }],
  },
  {
    what: 'personalization denied',
    does: ({ gate }) => gate.answer_({ personalization: false }),
    says: [{ how: 'call', no: ['personalization'] }],
  },
];

/** @template T @param {T[]} list @returns {T[][]} */
function orders(list) {
  if (list.length < 2) return [list];
  return list.flatMap((first, index) => orders([...list.slice(0, index), ...list.slice(index + 1)]).map(rest => [first, ...rest]));
}

/**
 * Compared as texts: there are half a million of them.
 * @param {State[]} done @param {World} at @param {boolean} gpc
 */
function check(done, { page, gate }, gpc) {
  const said = done.flatMap(({ says }) => says);
  const expected = PURPOSES.filter(purpose => shouldGrant(purpose, said, gpc));
  page.touched.length = 0;
  gate.write_('text');
  gate.read_();
  const granted = `${gate.purposes_()}, ${page.touched}`;
  const wanted = `${expected}, ${expected.includes('personalization') ? 'set vitrine,get vitrine' : ''}`;
  if (granted !== wanted) assert.fail(`${done.map(({ what }) => what).join(' -> ')}: granted ${granted}; expected ${wanted}`);
}

/** Of the orders of four and five parties only some are tried in each combination, other ones in each. VITRINE_ORDERS=all tries all, for a minute. */
const EVERY = process.env.VITRINE_ORDERS === 'all' ? [] : [1, 1, 1, 1, 5, 13];

test('every combination of what the sources say, in whatever order, grants what the contract says, and stores nothing before', () => {
  let checked = 0;
  let turn = 0;
  for (const states of google.flatMap(a => europe.flatMap(b => world.flatMap(c => shop.flatMap(d => call.map(e => [a, b, c, d, e])))))) {
    const speaking = states.filter(({ does, says }) => says.length > 0 || does.length > 0);
    turn += 1;
    for (const [index, order] of orders(speaking).entries()) {
      if ((index + turn) % (EVERY[speaking.length] ?? 1) !== 0) continue;
      const gpc = index % 5 === 4;
      const page = openPage();
      page.navigator.globalPrivacyControl = gpc;
      const { gate, noted } = openNoted({ sources: { tcf, gpp, shopify } });
      const done = [];
      for (const state of order) {
        state.does({ page, gate });
        page.fire('load');
        done.push(state);
        check(done, { page, gate }, gpc);
        checked += 1;
      }
      assert.deepEqual(noted.missing, []);
    }
  }
  assert.ok(checked > 50_000, `${checked}`);
});

test('a source that is not built in is silent: defaults grant nothing, a choice does, and it is told what to add', () => {
  for (const [name, put] of /** @type {[string, (page: any) => void][]} */ ([
    ['tcf', tcfStub],
    ['gpp', gppStub],
    ['shopify', page => void shopifyTool(page, { banner: false, preferences: true })],
  ])) {
    const page = openPage();
    put(page.tools);
    const { gate, noted } = openNoted();
    gate.hear_('default', types('granted'));
    assert.deepEqual(gate.purposes_(), [], name);
    gate.hear_('update', types('granted'));
    assert.deepEqual(gate.purposes_(), EACH, name);
    assert.deepEqual(noted.missing, [`--consent ${name}`]);
  }
});

test('the pure rule holds for any three sources', () => {
  const kinds = [undefined, true, false];
  /** @type {(import('../../../js/src/consent/combine.js').Said | undefined)[]} */
  const states = [undefined, null, ...kinds.flatMap(a => kinds.map(b => /** @type {any} */ ([{ ads: a }, { ads: b }])))];
  for (const own of kinds)
    for (const a of states)
      for (const b of states)
        for (const c of states) {
          const said = /** @type {any[]} */ ([a, b, c].filter(each => each !== undefined));
          const choices = said.filter(each => each && each[1].ads !== undefined).map(each => each[1].ads);
          const defaults = said.filter(each => each && each[0].ads !== undefined).map(each => each[0].ads);
          const isSilent = said.some(each => each === null);
          let expected = false;
          if (own !== undefined) expected = own;
          else if (choices.length) expected = choices.every(Boolean);
          else if (!isSilent && defaults.length) expected = defaults.every(Boolean);
          assert.equal(combine(own === undefined ? {} : { ads: own }, said, 'ads').isGranted_, expected, JSON.stringify([own, a, b, c]));
        }
});

test('no source grants location', () => {
  assert.equal(combine({}, [[{ location: true }, { location: true }]], 'location').isGranted_, false);
  assert.equal(combine({ location: true }, [], 'location').isGranted_, true);
});
