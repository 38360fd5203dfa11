// The consent cookie for the edge: letters only with permission, `-` only where letters stood and a choice or call withdraws them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { cookie } from '../../../js/src/consent/cookie.js';
import { openNoted, openPage } from './page.js';

const types = (/** @type {string} */ word) => ({ personalization_storage: word, analytics_storage: word, ad_storage: word });

/** @param {string | undefined} stood @param {boolean} isOfEdge @param {(world: ReturnType<typeof openNoted> & { page: ReturnType<typeof openPage> }) => void} work */
function after(stood, isOfEdge, work) {
  const page = openPage();
  if (stood) page.cookies.vitrine_consent = stood;
  page.isOfEdge = isOfEdge;
  work({ page, ...openNoted({ cookie }) });
  return page.cookies.vitrine_consent;
}

test('letters are written once purposes are granted, on pages of the edge or where letters stand', () => {
  /** @type {[string, string | undefined, boolean, Parameters<typeof after>[2], string | undefined][]} */
  const cases = [
    ['granted', undefined, true, ({ gate }) => gate.hear_('update', types('granted')), 'pma'],
    ['without an edge', undefined, false, ({ gate }) => gate.hear_('update', types('granted')), undefined],
    ['granted by default', undefined, true, ({ gate }) => gate.hear_('default', types('granted')), 'pma'],
    ['location by call', 'pma', false, ({ gate }) => gate.answer_({ location: true }), 'pmal'],
    ['after a withdrawal', '-', true, ({ gate }) => gate.hear_('update', types('granted')), 'pma'],
    ['never on a refusal', undefined, true, ({ gate }) => gate.hear_('update', types('denied')), undefined],
    ['never on a default denied', undefined, true, ({ gate }) => gate.hear_('default', types('denied')), undefined],
    ['a default denied where letters stand', 'pm', true, ({ gate }) => gate.hear_('default', types('denied')), 'pm'],
    ['withdrawn', 'pma', false, ({ gate }) => gate.hear_('update', types('denied')), '-'],
    ['one of them withdrawn', 'pma', true, ({ gate }) => gate.answer_({ personalization: false }), 'ma'],
    ['one withdrawn, the others not spoken of', 'pma', true, ({ gate }) => gate.hear_('update', { analytics_storage: 'denied' }), 'pa'],
    [
      'Global Privacy Control',
      'pma',
      true,
      ({ page, gate }) => {
        page.navigator.globalPrivacyControl = true;
        gate.hear_('update', types('granted'));
      },
      'pma',
    ],
  ];
  for (const [what, stood, isOfEdge, work, expected] of cases) assert.equal(after(stood, isOfEdge, work), expected, what);
});

test('forget posts to the edge, and `-` stays where that fails', async () => {
  /** @type {[() => Promise<any>, string | undefined][]} */
  const answers = [
    [async () => ({ ok: true }), undefined],
    [async () => ({ ok: false }), '-'],
    [async () => Promise.reject(new TypeError('no network')), '-'],
  ];
  const own = globalThis.fetch;
  try {
    for (const [answer, left] of answers) {
      const page = openPage();
      Object.assign(page.cookies, { vitrine_consent: 'pma', vitrine_events: '1.1.x' });
      page.isOfEdge = true;
      /** @type {any[]} */
      const asked = [];
      globalThis.fetch = /** @type {any} */ (
        (/** @type {any[]} */ ...args) => {
          asked.push(args);
          return answer();
        }
      );
      await openNoted({ mode: 'granted', cookie }).gate.forget();
      assert.deepEqual(asked, [['/.vitrine/forget', { method: 'POST', keepalive: true }]]);
      assert.deepEqual([page.cookies.vitrine_consent, page.cookies.vitrine_events], [left, undefined]);
    }
  } finally {
    globalThis.fetch = own;
  }
});
