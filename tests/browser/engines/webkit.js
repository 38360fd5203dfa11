// WebKit as the tests drive it: one driver a file, a session a visitor, a window a page.
import { setTimeout as pause } from 'node:timers/promises';
import { Script } from 'node:vm';
import { initScripts } from './init_scripts.js';
import { injected, noteSaid } from './injected.js';
import { EnginePage } from './page.js';
import { openDriver } from './webdriver.js';

/** @param {string} source @returns {boolean} whether it is an expression; what is none is run as statements */
function isExpression(source) {
  try {
    new Script(`async () => (${source}\n)`);
    return true;
  } catch {
    return false;
  }
}

const REPORT = 'const report = more => ({ url: location.href, said: window.said?.splice(0) ?? [], ...more });';

/**
 * A function's body, as classic WebDriver takes it. The value goes as a text, since WebDriver has no undefined, beside what the page has said
 * since; a promise is put aside and asked for again: a script that waits hangs where its document goes meanwhile.
 * @param {string} source @param {number} id of this work
 */
const bodyOf = (source, id) => `${REPORT}
const box = { isPending: false };
const end = more => Object.assign(box, { isPending: false }, more);
try {
  const value = (() => ${isExpression(source) ? `(${source}\n)` : `{ ${source}\n }`})();
  if (typeof value?.then === 'function') {
    box.isPending = true;
    (window.boxes ??= new Map()).set(${id}, box);
    value.then(kept => end({ text: JSON.stringify(kept) }), error => end({ error: String(error) }));
  } else end({ text: JSON.stringify(value) });
} catch (error) {
  end({ error: String(error) });
}
return report(box);`;

/** @param {number} id */
const lookFor = id => `${REPORT} return report(window.boxes?.get(${id}) ?? { error: 'the document is gone' });`;

/** Milliseconds: the answer of a script whose document goes meanwhile is now and then lost, and the session goes on with the next. */
const LOOK_TIMEOUT = 8000;

let works = 0;

/** @param {{ viewport?: { width: number, height: number } }} options @param {Awaited<ReturnType<Awaited<ReturnType<typeof openDriver>>['newSession']>>} session */
function contextIn({ viewport = { width: 800, height: 600 } }, session) {
  // A session has one current window, so its commands go one after the other, each with its window chosen before it.
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  let current = '';
  let windows = 0;
  /** @param {() => Promise<any>} work @returns {Promise<any>} */
  const inTurn = work => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };
  /** @param {string} handle */
  async function choose(handle) {
    if (current !== handle) await session.call('POST', '/window', { handle });
    current = handle;
  }

  /** @param {string} handle @param {() => EnginePage} page @returns {import('./page.js').Driver} */
  function driverOf(handle, page) {
    let url = 'about:blank';
    const scripts = [`(${noteSaid})();`];
    /** @param {string} method @param {string} path @param {object} [body] @param {number} [timeout] milliseconds */
    const call = (method, path, body, timeout) =>
      inTurn(async () => {
        await choose(handle);
        return session.call(method, path, body, timeout);
      });
    /** @param {string} script @returns {Promise<{ text?: string | null, error?: string, isPending?: boolean }>} */
    async function told(script) {
      const { said, ...now } = await call('POST', '/execute/sync', { script, args: [] }, LOOK_TIMEOUT);
      url = now.url;
      for (const { name, type, text } of said) {
        if (name === 'pageerror') page().tell('pageerror', new Error(text));
        else page().tell('console', { type: () => type, text: () => text });
      }
      return now;
    }
    /** @param {string} source */
    async function evaluate(source) {
      works += 1;
      const id = works;
      let { text, error, isPending } = await told(bodyOf(source, id));
      while (isPending) {
        await pause(5);
        ({ text, error, isPending } = await told(lookFor(id)));
      }
      if (error !== undefined) throw new Error(error);
      return text === undefined || text === null ? undefined : JSON.parse(text);
    }
    /** The server gives a page the scripts of the window that was last told to go somewhere. @param {() => Promise<unknown>} go */
    const going = async go => {
      injected.text = scripts.join('\n');
      await go();
    };
    /** @param {object} source of input */
    const act = source => call('POST', '/actions', { actions: [source] });
    return {
      evaluate,
      addInit: async source => void scripts.push(`{ ${source}\n }`),
      navigate: to => going(() => call('POST', '/url', { url: to })),
      traverse: delta => going(() => call('POST', delta < 0 ? '/back' : '/forward', {})),
      reload: () => going(() => call('POST', '/refresh', {})),
      click: (x, y) =>
        act({
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 0, x, y },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        }),
      press: value => act({ type: 'key', id: 'keys', actions: ['keyDown', 'keyUp'].map(type => ({ type, value })) }),
      front: () => inTurn(() => choose(handle)),
      close: async () => {
        await call('DELETE', '/window');
        current = '';
      },
      url: () => url,
    };
  }

  const { addInitScript, join } = initScripts();
  const visitor = {
    addInitScript,
    async newPage() {
      const handle = await inTurn(async () => {
        windows += 1;
        if (windows === 1) return session.call('GET', '/window');
        return (await session.call('POST', '/window/new', { type: 'window' })).handle;
      });
      /** @type {EnginePage} */
      const page = new EnginePage(
        driverOf(handle, () => page),
        visitor,
      );
      await inTurn(async () => {
        await choose(handle);
        await session.call('POST', '/window/rect', viewport);
        const { width, height } = await session.call('POST', '/execute/sync', {
          script: 'return { width: outerWidth - innerWidth, height: outerHeight - innerHeight }',
          args: [],
        });
        await session.call('POST', '/window/rect', { width: viewport.width + width, height: viewport.height + height });
      });
      await join(page);
      return page;
    },
    /** @returns {Promise<{ name: string, value: string }[]>} those of the page that was used last */
    cookies: () => inTurn(() => session.call('GET', '/cookie')),
    async close() {
      injected.text = '';
      await inTurn(() => session.end());
    },
  };
  return visitor;
}

export async function openWebKit() {
  let driver = await openDriver();
  /** A driver whose browser has not come has its one session lost: another driver takes its place, once. */
  async function newSession() {
    try {
      return await driver.newSession();
    } catch {
      await driver.end();
      driver = await openDriver();
      return driver.newSession();
    }
  }
  return {
    /** @param {{ viewport?: { width: number, height: number } }} [options] */
    newContext: async (options = {}) => contextIn(options, await newSession()),
    close: () => driver.end(),
  };
}
