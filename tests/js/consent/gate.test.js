// The gate's other half: storage, cookies and sender, which are to be had while their purpose is granted, and not a moment before.
import assert from 'node:assert/strict';
import test from 'node:test';
import { tcf } from '../../../js/src/consent/tcf.js';
import { openNoted, openPage } from './page.js';
import { tcData, tcfPlatform, tcfStub } from './tools.js';

const types = (/** @type {string} */ word) => ({ personalization_storage: word, analytics_storage: word, ad_storage: word });
const ENTRY = { event: 'view_promotion' };

test('before permission storage and cookies are not even touched, and nothing is sent', () => {
  /** @type {[string, any, [string, object][]][]} */
  const cases = [
    ['not known', 'auto', []],
    ['not said', undefined, []],
    ['an empty attribute', '', []],
    ['denied by default', 'auto', [['default', types('denied')]]],
    ['waiting', 'auto', [['default', { ...types('denied'), wait_for_update: 500 }]]],
    ['granted in a region', 'auto', [['default', { ...types('granted'), region: ['US'] }]]],
    ['ads alone', 'auto', [['default', { ad_storage: 'granted' }]]],
  ];
  for (const [what, mode, commands] of cases) {
    const page = openPage();
    page.items.set('vitrine', 'known');
    const { gate, noted } = openNoted({ mode });
    gate.name('shop');
    for (const [command, settings] of commands) gate.hear_(command, settings);
    gate.write_('text');
    gate.write_('text', '/tab');
    assert.equal(gate.read_(), null, what);
    assert.deepEqual(gate.parts_(), [], what);
    gate.send_(ENTRY);
    page.passTime();
    assert.deepEqual([page.touched, noted.sent], [[], []], what);
    assert.equal(page.items.get('vitrine'), 'known', what);
  }
});

test('a page that is denied, in whatever word, erases what earlier pages stored; one that is granted has all', () => {
  for (const mode of ['denied', 'no', 'Granted', 'false']) {
    const page = openPage();
    page.items.set('vitrine', 'known').set('vitrine/tab', 'events').set('vitrineAhead', 'old').set('cart', 'the shop’s');
    const { gate } = openNoted({ mode: /** @type {any} */ (mode) });
    assert.deepEqual([[...page.items.keys()], gate.purposes_(), gate.isPending_()], [['cart'], [], false], mode);
  }
  openPage();
  const { gate } = openNoted({ mode: 'granted' });
  assert.deepEqual(gate.purposes_(), ['personalization', 'measurement', 'ads', 'location']);
});

test('withdrawing by choice or call erases, a default does not', () => {
  /** @type {[string, (gate: ReturnType<typeof openNoted>['gate'], tell: (data: object) => void) => void, boolean][]} */
  const cases = [
    ['update', gate => gate.hear_('update', types('denied')), true],
    ['one purpose', gate => gate.hear_('update', { personalization_storage: 'denied' }), true],
    ['another purpose', gate => gate.hear_('update', { analytics_storage: 'denied' }), false],
    ['the shop’s call', gate => gate.answer_({ personalization: false }), true],
    ['the shop’s call in an odd word', gate => gate.answer_(/** @type {any} */ ({ personalization: 'no' })), true],
    ['a call that does not speak of it', gate => gate.answer_({ ads: false, personalization: undefined }), false],
    ['TCF', (_, tell) => tell(tcData('useractioncomplete', [])), true],
    ['the banner shown again', (_, tell) => tell(tcData('cmpuishown', [])), false],
    ['a default', gate => gate.hear_('default', types('denied')), false],
  ];
  for (const [what, withdraw, isErased] of cases) {
    const page = openPage();
    const tell = tcfPlatform(page.tools, tcData('tcloaded', [1, 5, 6]));
    const { gate } = openNoted({ sources: { tcf } });
    gate.hear_('default', types('granted'));
    gate.write_('visitor');
    gate.write_('events', '/tab');
    page.items.set('vitrine.other', 'another shop’s').set('vitrineer', 'nobody’s');
    withdraw(gate, tell);
    const left = ['vitrine.other', 'vitrineer'];
    assert.deepEqual([...page.items.keys()], isErased ? left : ['vitrine', 'vitrine/tab', ...left], what);
    assert.equal(gate.collects_(), !isErased, what);
    gate.write_('again');
    assert.equal(page.items.has('vitrine'), !isErased, what);
  }
});

test('a tool that comes late and has not answered takes away what a default granted, and erases nothing', () => {
  const page = openPage();
  const { gate, noted } = openNoted({ sources: { tcf } });
  gate.hear_('default', types('granted'));
  gate.write_('visitor');
  tcfStub(page.tools);
  page.fire('load');
  assert.deepEqual([gate.collects_(), gate.isPending_(), noted.changes], [false, true, 2]);
  assert.equal(page.items.get('vitrine'), 'visitor');
});

test('the key has the name of the strategy, where it has one, and what is withdrawn before that is erased with it', () => {
  const page = openPage();
  page.items.set('vitrine.shop', 'known').set('vitrine.shop/tab', 'events').set('vitrine.shop2', 'another').set('vitrineAhead', 'old');
  const { gate } = openNoted();
  gate.hear_('update', types('denied'));
  gate.name('shop');
  assert.deepEqual([...page.items.keys()], ['vitrine.shop2']);
  gate.hear_('update', types('granted'));
  gate.write_('visitor');
  gate.write_('events', '/tab');
  assert.deepEqual([gate.read_(), gate.read_('/tab'), gate.parts_()], ['visitor', 'events', ['', '/tab']]);
  assert.deepEqual(page.items.get('vitrine.shop'), 'visitor');
  gate.write_(null, '/tab');
  assert.deepEqual([...page.items.keys()], ['vitrine.shop2', 'vitrine.shop']);
});

test('what earlier versions stored beside the visitor is removed where the visitor may be remembered', () => {
  const page = openPage();
  page.items.set('vitrine', 'known').set('vitrineAhead', 'old');
  openNoted({ mode: 'granted' }).gate.name('');
  assert.deepEqual([...page.items], [['vitrine', 'known']]);
});

test('forget leaves no key and no cookie, and nothing is kept in this document before the shop’s call', () => {
  for (const mode of /** @type {const} */ (['granted', 'auto'])) {
    const page = openPage();
    Object.assign(page.cookies, { vitrine_consent: 'pm', vitrine_events: '1.1.x', session: 'the shop’s' });
    const { gate, noted } = openNoted({ mode });
    gate.name('shop');
    gate.hear_('update', types('granted'));
    gate.write_('visitor');
    gate.write_('events', '/tab');
    gate.forget();
    gate.write_('again');
    gate.send_(ENTRY);
    gate.hear_('update', types('granted'));
    gate.write_('again');
    assert.deepEqual([[...page.items], page.cookies, noted.sent], [[], { session: 'the shop’s' }, []], mode);
    assert.deepEqual(gate.purposes_(), []);
    gate.answer_({ personalization: true });
    assert.deepEqual(gate.purposes_(), ['personalization']);
  }
});

test('erased by another tab, nothing is kept here before the next choice; a shop that clears all its storage has withdrawn nothing', () => {
  for (const mode of /** @type {const} */ (['granted', 'auto'])) {
    openPage();
    const { gate } = openNoted({ mode });
    gate.hear_('update', types('granted'));
    const event = (/** @type {string | null} */ key, /** @type {string | null} */ newValue) =>
      /** @type {StorageEvent} */ ({ key, newValue });
    assert.equal(gate.isErasure_(event('vitrine', 'text')), false);
    assert.equal(gate.isErasure_(event('cart', null)), false);
    assert.equal(gate.isErasure_(event(null, null)), false);
    assert.equal(gate.isErasure_(event('vitrine', null)), true);
    gate.erased_();
    assert.deepEqual([gate.collects_(), gate.isPending_()], [false, false]);
    gate.hear_('default', types('granted'));
    gate.hear_('default', { ad_storage: 'denied' });
    assert.equal(gate.collects_(), false, 'a default is no choice');
    if (mode === 'auto') gate.hear_('update', types('granted'));
    else gate.answer_({ personalization: true });
    assert.equal(gate.collects_(), true);
  }
});

test('Global Privacy Control hides measurement and ads while it is on, in every mode, and erases nothing', () => {
  for (const mode of /** @type {const} */ (['granted', 'auto'])) {
    const page = openPage();
    const { gate, noted } = openNoted({ mode });
    gate.hear_('update', types('granted'));
    gate.answer_({ measurement: true });
    gate.write_('visitor');
    page.navigator.globalPrivacyControl = true;
    gate.send_(ENTRY);
    assert.deepEqual(
      gate.purposes_().filter(purpose => purpose !== 'location'),
      ['personalization'],
    );
    assert.deepEqual([page.items.get('vitrine'), noted.sent], ['visitor', []]);
    page.navigator.globalPrivacyControl = false;
    gate.send_(ENTRY);
    assert.deepEqual(noted.sent, [ENTRY]);
  }
});

test('changes are told once each, and never before the gate is there', () => {
  const page = openPage();
  tcfPlatform(page.tools, tcData('tcloaded', [1, 5, 6]));
  const { gate, noted } = openNoted({ sources: { tcf } });
  assert.deepEqual([gate.collects_(), noted.changes], [true, 0]);
  for (const name of ['DOMContentLoaded', 'load', 'click']) page.fire(name);
  gate.answer_({ personalization: true });
  gate.answer_(/** @type {any} */ (null));
  assert.equal(noted.changes, 0);
  gate.answer_({ location: true });
  assert.equal(noted.changes, 1);
  gate.answer_({ personalization: false });
  gate.answer_({ personalization: false });
  assert.equal(noted.changes, 2);
});

test('storage that refuses does not keep a withdrawal from being one', () => {
  const page = openPage();
  const { gate } = openNoted();
  gate.hear_('update', types('granted'));
  page.trouble.storage = new Error('SecurityError');
  gate.hear_('update', types('denied'));
  assert.doesNotThrow(() => gate.name('shop'));
  assert.doesNotThrow(() => gate.forget());
  assert.deepEqual(gate.purposes_(), []);
});

test('it looks for tools for about two minutes, at longer and longer pauses', () => {
  const page = openPage();
  const { gate } = openNoted({ sources: { tcf } });
  for (let round = 0; round < 7; round += 1) page.passTime();
  tcfPlatform(page.tools, tcData('tcloaded', [1, 5, 6]));
  page.passTime();
  assert.equal(gate.collects_(), true);
  page.passTime();
  assert.equal(page.waiting(), 0);
});
