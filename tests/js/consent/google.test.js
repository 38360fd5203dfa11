// Consent Mode: regions, waiting, odd values, order, twice, withdrawn.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openNoted, openPage } from './page.js';

const ALL = ['personalization', 'measurement', 'ads'];
const types = (/** @type {unknown} */ word) => ({ personalization_storage: word, analytics_storage: word, ad_storage: word });

/** What is granted after these commands. @param {...[command: unknown, settings: any]} commands */
function after(...commands) {
  const page = openPage();
  const { gate, noted } = openNoted();
  for (const [command, settings] of commands) gate.hear_(command, settings);
  return { page, gate, noted, granted: gate.purposes_(), isPending: gate.isPending_() };
}

test('a default for some regions that denies holds until an update, whatever stands beside it and in whatever order', () => {
  const regional = { ...types('denied'), region: ['DE', 'FR'] };
  /** @type {[string, any[], string[]][]} */
  const cases = [
    [
      'regional, then for all',
      [
        ['default', regional],
        ['default', types('granted')],
      ],
      [],
    ],
    [
      'for all, then regional',
      [
        ['default', types('granted')],
        ['default', regional],
      ],
      [],
    ],
    [
      'a region as text',
      [
        ['default', { ...types('denied'), region: 'US-CA' }],
        ['default', types('granted')],
      ],
      [],
    ],
    [
      'one type alone',
      [
        ['default', { ad_storage: 'denied', region: ['DE'] }],
        ['default', types('granted')],
      ],
      ['personalization', 'measurement'],
    ],
    [
      'two regions, one granted',
      [
        ['default', regional],
        ['default', { ...types('granted'), region: ['US'] }],
      ],
      [],
    ],
    ['granted in a region', [['default', { ...types('granted'), region: ['US'] }]], []],
    [
      'and then an update',
      [
        ['default', regional],
        ['default', types('granted')],
        ['update', types('granted')],
      ],
      ALL,
    ],
    [
      'an update of one type leaves the others',
      [
        ['default', regional],
        ['default', types('granted')],
        ['update', { analytics_storage: 'granted' }],
      ],
      ['measurement'],
    ],
    [
      'a regional default after the update',
      [
        ['update', types('granted')],
        ['default', regional],
      ],
      ALL,
    ],
    ['no region in it', [['default', { ...types('granted'), region: undefined }]], ALL],
    ['an update for a region grants nothing', [['update', { ...types('granted'), region: ['US'] }]], []],
    [
      'and denies',
      [
        ['default', types('granted')],
        ['update', { ...types('denied'), region: ['US'] }],
      ],
      [],
    ],
  ];
  for (const [what, commands, granted] of cases) assert.deepEqual(after(...commands).granted, granted, what);
});

test('the last update counts, and a default after it does not', () => {
  /** @type {[string, any[], string[]][]} */
  const cases = [
    [
      'twice',
      [
        ['update', types('granted')],
        ['update', types('granted')],
      ],
      ALL,
    ],
    [
      'withdrawn',
      [
        ['update', types('granted')],
        ['update', types('denied')],
      ],
      [],
    ],
    [
      'granted again',
      [
        ['update', types('denied')],
        ['update', types('granted')],
      ],
      ALL,
    ],
    [
      'a late default denied',
      [
        ['update', types('granted')],
        ['default', types('denied')],
      ],
      ALL,
    ],
    [
      'a late default granted',
      [
        ['update', types('denied')],
        ['default', types('granted')],
      ],
      [],
    ],
    [
      'two defaults',
      [
        ['default', types('denied')],
        ['default', types('granted')],
      ],
      ALL,
    ],
    [
      'an update in parts',
      [
        ['default', types('denied')],
        ['update', { ad_storage: 'granted' }],
        ['update', { personalization_storage: 'granted' }],
      ],
      ['personalization', 'ads'],
    ],
  ];
  for (const [what, commands, granted] of cases) assert.deepEqual(after(...commands).granted, granted, what);
});

test('ads are refused by each of Google’s three types', () => {
  const three = (/** @type {string} */ a, /** @type {string} */ b, /** @type {string} */ c) => ({
    ad_storage: a,
    ad_user_data: b,
    ad_personalization: c,
  });
  assert.deepEqual(after(['update', three('granted', 'granted', 'granted')]).granted, ['ads']);
  assert.deepEqual(after(['update', three('denied', 'granted', 'granted')]).granted, []);
  assert.deepEqual(after(['update', three('granted', 'denied', 'granted')]).granted, []);
  assert.deepEqual(after(['update', three('granted', 'granted', 'denied')]).granted, []);
  assert.deepEqual(after(['default', three('denied', 'denied', 'denied')], ['update', { ad_storage: 'granted' }]).granted, []);
});

test('only the word granted grants', () => {
  for (const word of [true, 1, 'Granted', 'GRANTED', ' granted', 'yes', '', null, {}, ['granted'], new String('granted')])
    for (const command of ['default', 'update']) assert.deepEqual(after([command, types(word)]).granted, [], `${command} ${String(word)}`);
  assert.deepEqual(after(['default', types('granted')], ['update', types(undefined)]).granted, ALL, 'what is not said changes nothing');
});

test('commands that are none, and settings that are none, change nothing and never throw', () => {
  const throwing = Object.defineProperty({}, 'personalization_storage', {
    enumerable: true,
    get() {
      throw new Error('hostile');
    },
  });
  for (const settings of [null, undefined, 7, 'denied', [], throwing, new Proxy({}, { get: () => Symbol('odd') })]) {
    const { gate } = after(
      ['default', types('granted')],
      ['declare', types('denied')],
      ['Update', types('denied')],
      [undefined, types('denied')],
    );
    assert.doesNotThrow(() => gate.hear_('default', settings));
    assert.doesNotThrow(() => gate.hear_('update', settings));
  }
  assert.deepEqual(after(['default', types('granted')], ['update', null], ['declare', types('denied')], ['update', throwing]).granted, ALL);
});

test('nobody has answered before the first command, and while an update is waited for; a denial without waiting is an answer', () => {
  assert.equal(after().isPending, true);
  assert.equal(after(['default', types('denied')]).isPending, false);
  assert.equal(after(['default', { ...types('denied'), wait_for_update: 500 }]).isPending, true);
  assert.equal(after(['default', { ...types('denied'), wait_for_update: 0 }]).isPending, false);
  assert.equal(after(['default', { ...types('granted'), wait_for_update: 500 }]).isPending, false);
  assert.deepEqual(after(['default', { ...types('granted'), wait_for_update: 500 }]).granted, ALL);
  assert.equal(after(['default', { ...types('denied'), wait_for_update: 500 }], ['update', types('denied')]).isPending, false);
  assert.equal(after(['default', { ...types('denied'), wait_for_update: 500 }], ['update', { ad_storage: 'granted' }]).isPending, true);
  assert.equal(
    after(['default', { ...types('denied'), region: ['DE'], wait_for_update: 500 }], ['default', types('granted')]).isPending,
    true,
  );
});

test('a tool that never speaks of personalization is told once it has answered without it', () => {
  /** @type {[string, any[], boolean][]} */
  const cases = [
    [
      'four types updated',
      [
        ['default', { ad_storage: 'denied', analytics_storage: 'denied' }],
        ['update', { ad_storage: 'granted', analytics_storage: 'granted' }],
      ],
      true,
    ],
    ['four types refused', [['update', { ad_storage: 'denied', analytics_storage: 'denied' }]], true],
    ['granted by default, nothing else', [['default', { analytics_storage: 'granted' }]], true],
    ['denied by default: an update may follow', [['default', { analytics_storage: 'denied' }]], false],
    [
      'named by default',
      [
        ['default', types('denied')],
        ['update', { ad_storage: 'granted' }],
      ],
      false,
    ],
    [
      'named while it waits',
      [
        ['default', { ...types('denied'), wait_for_update: 500 }],
        ['update', { ad_storage: 'granted' }],
      ],
      false,
    ],
    [
      'named in a second update',
      [
        ['update', { ad_storage: 'granted' }],
        ['update', types('granted')],
      ],
      false,
    ],
    ['nothing said', [], false],
  ];
  for (const [what, commands, isTold] of cases) {
    const { page, noted } = after(...commands);
    assert.deepEqual(noted.missing, [], what);
    page.passTime();
    assert.deepEqual(noted.missing, isTold ? ['personalization_storage'] : [], what);
  }
  const { page, gate, noted } = after(['update', { ad_storage: 'granted' }]);
  gate.answer_({ personalization: true });
  page.passTime();
  assert.deepEqual(noted.missing, [], 'the shop itself speaks of it');
});

test('a command is one change', () => {
  const { gate, noted } = after(['default', { ...types('granted'), wait_for_update: 500 }]);
  assert.equal(noted.changes, 1);
  gate.hear_('update', types('denied'));
  gate.hear_('update', types('denied'));
  assert.equal(noted.changes, 2);
});

test('on a page that is granted or denied by the shop Consent Mode is not heard', () => {
  for (const mode of /** @type {const} */ (['granted', 'denied'])) {
    openPage();
    const { gate } = openNoted({ mode });
    const before = gate.purposes_();
    gate.hear_('update', types(mode === 'granted' ? 'denied' : 'granted'));
    assert.deepEqual(gate.purposes_(), before);
  }
});
