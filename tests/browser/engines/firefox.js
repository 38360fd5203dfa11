// Firefox as the tests drive it: one process a file, a user context a visitor, a window a page.
import { openBidi } from './bidi.js';
import { initScripts } from './init_scripts.js';
import { EnginePage } from './page.js';
import { remoteValue } from './values.js';

/** @typedef {{ page: EnginePage, url: string }} Opened */

const EVENTS = ['log.entryAdded', 'browsingContext.load', 'browsingContext.fragmentNavigated', 'browsingContext.historyUpdated'];

/** @param {Opened} opened @param {any} entry of the log */
function tellEntry({ page }, { type, level, text, method }) {
  if (type === 'javascript' && level === 'error') page.tell('pageerror', new Error(text));
  const name = level === 'warn' ? 'warning' : level;
  // React marks its work by timeStamp, which tells nobody anything.
  if (type === 'console' && method !== 'timeStamp') page.tell('console', { type: () => name, text: () => text });
}

/** Runs in the page: BiDi calls every error of the page's "Error", whatever its name; so the console gets its text. */
function tellNames() {
  for (const method of /** @type {const} */ (['error', 'warn'])) {
    const own = console[method];
    console[method] = (...args) => own.apply(console, args.map(String));
  }
}

export async function openFirefox() {
  /** @type {Map<string, Opened>} */
  const opened = new Map();
  const { send, end } = await openBidi(({ method, params }) => {
    const about = opened.get(params.context ?? params.source?.context);
    if (!about) return;
    if (method === 'log.entryAdded') tellEntry(about, params);
    else about.url = params.url;
  });
  await send('session.subscribe', { events: EVENTS });

  /** @param {string} context @returns {import('./page.js').Driver} */
  const driverOf = context => ({
    async evaluate(expression) {
      const answer = await send('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
      return remoteValue(answer.result);
    },
    async addInit(source) {
      // Firefox runs it also in the document without an address that stands between two others, and is no secure one.
      await send('script.addPreloadScript', { functionDeclaration: `() => { if (location.href) { ${source} } }`, contexts: [context] });
    },
    navigate: url => send('browsingContext.navigate', { context, url, wait: 'none' }),
    traverse: delta => send('browsingContext.traverseHistory', { context, delta }),
    reload: () => send('browsingContext.reload', { context, wait: 'none' }),
    async click(x, y) {
      const actions = [
        { type: 'pointerMove', x, y },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    async press(value) {
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value }));
      await send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
    front: () => send('browsingContext.activate', { context }),
    close: () => send('browsingContext.close', { context }),
    url: () => opened.get(context)?.url ?? '',
  });

  return {
    /** @param {{ viewport?: { width: number, height: number } }} [options] */
    async newContext({ viewport = { width: 800, height: 600 } } = {}) {
      const { userContext } = await send('browser.createUserContext', {});
      let pages = 0;
      const { addInitScript, join } = initScripts();
      const visitor = {
        addInitScript,
        async newPage() {
          // The first is a tab in front, which costs less; a second in front of it would hide it, and a page of Playwright is never hidden.
          pages += 1;
          const type = pages === 1 ? 'tab' : 'window';
          const { context } = await send('browsingContext.create', { type, userContext });
          await send('browsingContext.setViewport', { context, viewport });
          const driver = driverOf(context);
          await driver.addInit(`(${tellNames})()`);
          const page = new EnginePage(driver, visitor);
          opened.set(context, { page, url: 'about:blank' });
          await join(page);
          return page;
        },
        /** @returns {Promise<{ name: string, value: string }[]>} */
        async cookies() {
          const { cookies } = await send('storage.getCookies', { partition: { type: 'storageKey', userContext } });
          return cookies.map((/** @type {any} */ { name, value }) => ({ name, value: value.value }));
        },
        close: () => send('browser.removeUserContext', { userContext }),
      };
      return visitor;
    },
    close: end,
  };
}
