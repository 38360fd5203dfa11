// Scripts that run before a page's own, for an engine whose protocol has no such thing: the test's server puts them into what it serves.

/** Where the server has them: a file of its own, since a page's policy may forbid a script in the page. */
export const INJECTED_PATH = '/before-the-page.js';

/** The running text; empty where the engine does this by itself. */
export const injected = { text: '' };

const TAG = `<script src="${INJECTED_PATH}"></script>`;

/** @param {string} html a part of a page @returns {string} with the script as the first thing in its head */
export const withInjected = html => (injected.text ? html.replace('<head>', `<head>${TAG}`) : html);

/** Runs in the page, as its first script: notes uncaught errors and what the console is told, until the test takes them. */
export function noteSaid() {
  document.currentScript?.remove();
  /** @type {{ name: string, type: string, text: string }[]} */
  const said = [];
  Object.assign(window, { said });
  addEventListener('error', event => {
    if (event instanceof ErrorEvent) said.push({ name: 'pageerror', type: '', text: `${event.message} ${event.error?.stack ?? ''}` });
  });
  addEventListener('unhandledrejection', ({ reason }) => said.push({ name: 'pageerror', type: '', text: String(reason) }));
  for (const [method, type] of /** @type {const} */ ([
    ['error', 'error'],
    ['warn', 'warning'],
  ])) {
    const own = console[method];
    console[method] = (...args) => {
      said.push({ name: 'console', type, text: args.map(String).join(' ') });
      own.apply(console, args);
    };
  }
}
