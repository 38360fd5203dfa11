// What the consent gate needs of a page, for tests in Node: storage and cookies that note each touch, tools of consent, and a clock by hand.
import { openGate } from '../../../js/src/consent/gate.js';

/** @typedef {ReturnType<typeof openPage>} Page */

/** Puts a new page into the globals, in place of the one before. */
export function openPage() {
  /** @type {{ name: string, work: (event: any) => void }[]} */
  const heard = [];
  const listen = (/** @type {string} */ name, /** @type {(event: any) => void} */ work) => void heard.push({ name, work });
  /** @type {Map<string, string>} */
  const items = new Map();
  /** Each touch of storage and cookies, in order. @type {string[]} */
  const touched = [];
  /** @type {Record<string, string>} */
  const cookies = {};
  /** @type {{ work: (...args: any[]) => void, args: any[] }[]} */
  let timers = [];

  /** What each touch of storage throws. @type {{ storage?: Error }} */
  const trouble = {};
  /** Notes the touch before it is done. @param {string} how @param {(key: string, text: string) => any} work */
  const noting = (how, work) => (/** @type {string} */ key, /** @type {string} */ text) => {
    touched.push(`${how} ${key}`);
    if (trouble.storage) throw trouble.storage;
    return work(key, text);
  };
  const storage = new Proxy(
    {
      getItem: noting('get', key => items.get(key) ?? null),
      setItem: noting('set', (key, text) => items.set(key, text)),
      removeItem: noting('remove', key => items.delete(key)),
    },
    {
      ownKeys: () => [...items.keys()],
      getOwnPropertyDescriptor: (_, key) => ({ value: items.get(String(key)), enumerable: true, configurable: true }),
    },
  );
  /** @type {any} */
  const tools = {};
  const document = {
    addEventListener: listen,
    querySelector: () => (page.isOfEdge ? {} : null),
    get cookie() {
      touched.push('cookies');
      return Object.entries(cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; ');
    },
    set cookie(text) {
      const [name, value] = text.split(';')[0].split('=');
      touched.push(`cookie ${name}`);
      if (/max-age=0/.test(text)) delete cookies[name];
      else cookies[name] = value;
    },
  };
  Object.assign(globalThis, { window: tools, document, location: { protocol: 'https:' }, localStorage: storage, addEventListener: listen });
  globalThis.setTimeout = /** @type {any} */ (
    (/** @type {any} */ work, /** @type {number} */ _pause, /** @type {any[]} */ ...args) => timers.push({ work, args })
  );
  const navigator = { globalPrivacyControl: false };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });

  const page = {
    /** The edge has put its script into the page. */
    isOfEdge: false,
    trouble,
    items,
    touched,
    cookies,
    navigator,
    /** The global object, as far as tools of consent are concerned. */
    tools,
    /** @param {string} name @param {object} [more] */
    fire(name, more) {
      for (const each of heard.slice()) if (each.name === name) each.work({ type: name, ...more });
    },
    waiting: () => timers.length,
    /** Runs what waits, once. */
    passTime() {
      const due = timers;
      timers = [];
      for (const { work, args } of due) work(...args);
    },
  };
  return page;
}

/**
 * A gate with what it tells: how often something changed, what it asks to add, what it sent.
 * @param {Omit<Parameters<typeof openGate>[0], 'send_' | 'changed_' | 'fail_'>} [options]
 */
export function openNoted(options = {}) {
  /** @type {{ changes: number, missing: string[], sent: object[] }} */
  const noted = { changes: 0, missing: [], sent: [] };
  const gate = openGate({
    ...options,
    send_: (...entries) => void noted.sent.push(...entries),
    changed_() {
      noted.changes += 1;
    },
    fail_: missing => void noted.missing.push(missing),
  });
  return { gate, noted };
}
