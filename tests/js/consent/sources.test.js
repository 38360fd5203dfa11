// TCF, GPP and Shopify as their specifications have them, and as hostile pages have them.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as handedOut from 'vitrine/consent';
import { gpp } from '../../../js/src/consent/gpp.js';
import { shopify } from '../../../js/src/consent/shopify.js';
import { tcf } from '../../../js/src/consent/tcf.js';
import { openNoted, openPage } from './page.js';
import { gppPlatform, gppStub, shopifyTool, tcData, tcfPlatform, tcfStub } from './tools.js';

const ALL = ['personalization', 'measurement', 'ads'];
const EVERY_PURPOSE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

function open() {
  const page = openPage();
  return { page, open: () => openNoted({ sources: { tcf, gpp, shopify } }) };
}

test('TCF: a stub is silent, its queue is taken over, and the answer comes with tcloaded or useractioncomplete', () => {
  const { page, open: begin } = open();
  tcfStub(page.tools);
  const { gate } = begin();
  assert.equal(gate.isPending_(), true);
  const tell = tcfPlatform(page.tools);
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [[], true]);
  tell(tcData('cmpuishown', EVERY_PURPOSE));
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [[], true]);
  tell(tcData('useractioncomplete', EVERY_PURPOSE));
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [ALL, false]);
  tell(tcData('cmpuishown', []));
  assert.deepEqual(gate.purposes_(), ALL, 'the banner again: what was chosen stays');
  tell(tcData('useractioncomplete', []));
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [[], false]);
});

test('TCF: one that answered before us, and one that comes after the page has loaded, are heard', () => {
  const before = open();
  tcfPlatform(before.page.tools, tcData('tcloaded', EVERY_PURPOSE));
  assert.deepEqual(before.open().gate.purposes_(), ALL);
  for (const moment of ['DOMContentLoaded', 'load', 'click', 'time']) {
    const { page, open: begin } = open();
    const { gate, noted } = begin();
    tcfPlatform(page.tools, tcData('tcloaded', EVERY_PURPOSE));
    assert.deepEqual(gate.purposes_(), []);
    if (moment === 'time') page.passTime();
    else page.fire(moment);
    assert.deepEqual([gate.purposes_(), noted.changes], [ALL, 1], moment);
  }
});

test('TCF: a platform that drops its stub’s queue is asked again', () => {
  const { page, open: begin } = open();
  tcfStub(page.tools);
  const { gate } = begin();
  delete page.tools.__tcfapi;
  tcfPlatform(page.tools, tcData('tcloaded', EVERY_PURPOSE));
  page.fire('load');
  assert.deepEqual(gate.purposes_(), ALL);
});

test('TCF: each of our purposes needs each of its own, by consent alone', () => {
  /** @type {[number[], string[]][]} */
  const cases = [
    [[1, 5, 6], ['personalization']],
    [[1, 8, 9], ['measurement']],
    [[1, 3, 4], ['ads']],
    [[1, 3, 4, 5, 6, 8, 9], ALL],
    [[3, 4, 5, 6, 8, 9], []],
    [[1, 5], []],
    [[1, 6, 8, 3], []],
    [[1, 2, 7, 10, 11], []],
  ];
  for (const [purposes, granted] of cases) {
    const { page, open: begin } = open();
    tcfPlatform(page.tools, tcData('tcloaded', purposes));
    assert.deepEqual(begin().gate.purposes_(), granted, `${purposes}`);
  }
});

test('TCF: what the publisher’s own consents name counts before the vendors’', () => {
  /** @type {[Record<number, unknown>, number[], string[]][]} */
  const cases = [
    [{ 1: true, 5: true, 6: true }, [], ['personalization']],
    [{ 5: false }, EVERY_PURPOSE, ['measurement', 'ads']],
    [{ 5: true }, [1, 6], ['personalization']],
    [{ 1: 'yes' }, EVERY_PURPOSE, []],
  ];
  for (const [consents, purposes, granted] of cases) {
    const { page, open: begin } = open();
    tcfPlatform(page.tools, tcData('tcloaded', purposes, { publisher: { consents } }));
    assert.deepEqual(begin().gate.purposes_(), granted);
  }
});

test('TCF: where it does not apply it says nothing; where that is unknown it is silent', () => {
  const granted = { personalization_storage: 'granted' };
  for (const [gdprApplies, expected] of /** @type {[unknown, string[]][]} */ ([
    [false, ['personalization']],
    [undefined, []],
    [null, []],
    ['false', []],
    [0, []],
  ])) {
    const { page, open: begin } = open();
    tcfPlatform(page.tools, tcData('tcloaded', EVERY_PURPOSE, { gdprApplies }));
    const { gate } = begin();
    gate.hear_('default', granted);
    assert.deepEqual([gate.purposes_(), gate.isPending_()], [expected, expected.length === 0], String(gdprApplies));
  }
});

/** @param {number[]} applicableSections @param {object} parsedSections */
function withSections(applicableSections, parsedSections) {
  const { page, open: begin } = open();
  gppStub(page.tools);
  const { gate } = begin();
  assert.equal(gate.isPending_(), true);
  gppPlatform(page.tools)('signalStatus', 'ready', { signalStatus: 'ready', applicableSections, parsedSections });
  return gate;
}

test('GPP: silent until the signal is ready, then what the sections that apply say', () => {
  const { page, open: begin } = open();
  gppStub(page.tools);
  const { gate } = begin();
  const fire = gppPlatform(page.tools);
  const state = { applicableSections: [7], parsedSections: { usnat: { SaleOptOut: 2 } } };
  fire('cmpStatus', 'loaded', state);
  fire('sectionChange', 'usnat');
  fire('cmpDisplayStatus', 'visible');
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [[], true]);
  fire('signalStatus', 'ready', { signalStatus: 'ready' });
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [ALL, false]);
  fire('signalStatus', 'not ready', { signalStatus: 'not ready', parsedSections: { usnat: { SaleOptOut: 1 } } });
  assert.deepEqual(gate.purposes_(), ALL, 'while it is asked anew what was chosen stays');
  fire('signalStatus', 'ready', { signalStatus: 'ready' });
  assert.deepEqual(gate.purposes_(), ['personalization']);
});

test('GPP: an opt-out of sale, sharing or targeted advertising, in a section that applies, denies measurement and ads', () => {
  const names = [
    'usnat',
    'usca',
    'usva',
    'usco',
    'usut',
    'usct',
    'usfl',
    'usmt',
    'usor',
    'ustx',
    'usde',
    'usia',
    'usne',
    'usnh',
    'usnj',
    'ustn',
    'usmn',
  ];
  for (const [index, name] of names.entries()) {
    const id = index + 7;
    for (const field of ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']) {
      assert.deepEqual(withSections([id], { [name]: { [field]: 1 } }).purposes_(), ['personalization'], `${name} ${field}`);
      assert.deepEqual(withSections([id], { [name]: { [field]: 2 } }).purposes_(), ALL, `${name} ${field}`);
      assert.deepEqual(withSections([id], { [name]: { [field]: 0 } }).purposes_(), ALL, `${name} ${field}`);
    }
    assert.deepEqual(withSections([id], { [name]: [{ SaleOptOut: 2 }, { Gpc: true }] }).purposes_(), ['personalization'], 'in parts');
    assert.deepEqual(withSections([id], { [`${name}v1`]: { SaleOptOut: 1 } }).purposes_(), ['personalization'], 'with its version');
  }
  assert.deepEqual(withSections([7], { usnat: {}, usca: { SaleOptOut: 1 } }).purposes_(), ALL, 'California does not apply');
  assert.deepEqual(withSections([7, 8], { usnat: {}, usca: { SaleOptOut: 1 } }).purposes_(), ['personalization']);
  assert.deepEqual(withSections([6], { uspv1: { Notice: 'Y', OptOutSale: 'Y' } }).purposes_(), ['personalization']);
  assert.deepEqual(withSections([6], { uspv1: { Notice: 'Y', OptOutSale: 'N' } }).purposes_(), ALL);
});

test('GPP: the section of Europe is as TCF', () => {
  const list = (/** @type {number[]} */ ...purposes) => Array.from({ length: 24 }, (_, index) => purposes.includes(index + 1));
  const section = (/** @type {boolean[]} */ all, /** @type {boolean[] | undefined} */ own) => ({
    tcfeuv2: { PurposeConsents: all, PublisherConsents: own },
  });
  assert.deepEqual(withSections([2], section(list(1, 5, 6), undefined)).purposes_(), ['personalization']);
  assert.deepEqual(withSections([2], section(list(1, 5, 6), list())).purposes_(), ['personalization'], 'the publisher’s part is not there');
  assert.deepEqual(withSections([2], section(list(1, 5, 6), list(1, 8, 9))).purposes_(), ['measurement']);
  assert.deepEqual(withSections([2], section(list(), undefined)).purposes_(), []);
  assert.equal(withSections([2], section(list(), undefined)).isPending_(), false);
  assert.deepEqual(
    withSections([2, 7], { ...section(list(1, 5, 6), undefined), usnat: {} }).purposes_(),
    ['personalization'],
    'both must grant',
  );
});

test('GPP: without a section that applies, or that it can read, nothing is granted', () => {
  for (const [sections, parsed] of /** @type {[any, any][]} */ ([
    [[], {}],
    [[-1], {}],
    [[0], {}],
    [[5], { tcfcav1: {} }],
    [[99], { usxx: {} }],
    [[7], {}],
    [[7], undefined],
    [undefined, {}],
    [[2], { tcfeuv2: {} }],
  ]))
    assert.deepEqual(withSections(sections, parsed).purposes_(), [], JSON.stringify([sections, parsed]));
});

test('Shopify: no banner is a choice, a banner is none until the visitor has answered', () => {
  const { page, open: begin } = open();
  const holds = shopifyTool(page.tools, { banner: true, preferences: true, analytics: true, marketing: true });
  const { gate } = begin();
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [[], true]);
  page.fire('visitorConsentCollected', {
    detail: { preferencesAllowed: true, analyticsAllowed: true, marketingAllowed: false, saleOfDataAllowed: true },
  });
  assert.deepEqual(gate.purposes_(), ['personalization', 'measurement']);
  Object.assign(holds, { preferences: false });
  page.fire('visitorConsentCollected');
  assert.deepEqual(gate.purposes_(), ['measurement', 'ads'], 'without details it is asked');
  const other = open();
  shopifyTool(other.page.tools, { banner: false, preferences: true });
  assert.deepEqual(other.open().gate.purposes_(), ['personalization']);
});

test('Shopify: a shop whose theme has not loaded the tool has it loaded, and is silent until then', () => {
  const { page, open: begin } = open();
  /** @type {any[]} */
  const asked = [];
  page.tools.Shopify = { loadFeatures: (/** @type {any} */ features, /** @type {any} */ done) => asked.push([features, done]) };
  const { gate } = begin();
  gate.hear_('default', { personalization_storage: 'granted' });
  assert.deepEqual([gate.purposes_(), gate.isPending_()], [[], true]);
  assert.deepEqual(
    asked.map(([features]) => features),
    [[{ name: 'consent-tracking-api', version: '0.1' }]],
  );
  const { Shopify } = page.tools;
  shopifyTool(page.tools, { banner: false, preferences: true });
  Shopify.customerPrivacy = page.tools.Shopify.customerPrivacy;
  asked[0][1](undefined);
  assert.deepEqual(gate.purposes_(), ['personalization']);
});

test('hostile tools are silent: nothing is thrown, nothing is granted, and the shop’s call still counts', () => {
  const thrower = () => {
    throw new Error('hostile');
  };
  const trap = new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower });
  /** @type {[string, (page: any) => void][]} */
  const cases = [
    ['never calls', page => Object.assign(page, { __tcfapi() {}, __gpp() {} })],
    ['throws', page => Object.assign(page, { __tcfapi: thrower, __gpp: thrower })],
    ['no function', page => Object.assign(page, { __tcfapi: {}, __gpp: 7, Shopify: { customerPrivacy: {} } })],
    ['throwing getter', page => Object.defineProperty(page, '__tcfapi', { get: thrower })],
    [
      'throwing data',
      page =>
        Object.assign(page, { __tcfapi: (/** @type {any} */ _a, /** @type {any} */ _b, /** @type {any} */ done) => done(trap, true) }),
    ],
    [
      'no data',
      page =>
        Object.assign(page, { __tcfapi: (/** @type {any} */ _a, /** @type {any} */ _b, /** @type {any} */ done) => done(null, false) }),
    ],
    [
      'not done',
      page =>
        Object.assign(page, {
          __tcfapi: (/** @type {any} */ _a, /** @type {any} */ _b, /** @type {any} */ done) =>
            done(tcData('tcloaded', EVERY_PURPOSE), false),
        }),
    ],
    [
      'no purposes',
      page =>
        Object.assign(page, {
          __tcfapi: (/** @type {any} */ _a, /** @type {any} */ _b, /** @type {any} */ done) =>
            done({ gdprApplies: true, eventStatus: 'tcloaded' }, true),
        }),
    ],
    [
      'throwing event',
      page => Object.assign(page, { __gpp: (/** @type {any} */ _a, /** @type {any} */ done) => done({ pingData: trap }, true) }),
    ],
    ['empty event', page => Object.assign(page, { __gpp: (/** @type {any} */ _a, /** @type {any} */ done) => done({}, true) })],
    ['throwing Shopify', page => Object.assign(page, { Shopify: { customerPrivacy: trap } })],
    ['Shopify that cannot tell', page => Object.assign(page, { Shopify: { customerPrivacy: { shouldShowBanner: thrower } } })],
    ['Shopify without methods', page => Object.assign(page, { Shopify: { customerPrivacy: { shouldShowBanner: () => false } } })],
    ['Shopify that throws at loading', page => Object.assign(page, { Shopify: { loadFeatures: thrower } })],
  ];
  for (const [what, put] of cases) {
    const { page, open: begin } = open();
    put(page.tools);
    const { gate } = begin();
    page.fire('visitorConsentCollected', {});
    page.passTime();
    assert.deepEqual(gate.purposes_(), [], what);
    gate.answer_({ personalization: true });
    assert.deepEqual(gate.purposes_(), ['personalization'], what);
  }
});

test('a tool that speaks twice, and one that is put there twice, change nothing the second time', () => {
  const { page, open: begin } = open();
  const tell = tcfPlatform(page.tools, tcData('tcloaded', EVERY_PURPOSE));
  const { gate, noted } = begin();
  tell(tcData('tcloaded', EVERY_PURPOSE));
  tcfPlatform(page.tools, tcData('tcloaded', EVERY_PURPOSE));
  page.fire('load');
  assert.deepEqual([gate.purposes_(), noted.changes], [ALL, 0]);
});

test('the package hands out the sources, for start({ sources })', () => {
  assert.deepEqual({ ...handedOut }, { gpp, shopify, tcf });
});
