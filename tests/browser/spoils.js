// Faults for the pages of fault_pairs.test.js: what spoils the page before its first script, what happens to it later, and which file is not as it should be.

/**
 * @typedef {object} Spoil
 * @property {string} what
 * @property {() => void} [early] runs in the page before everything else
 * @property {() => unknown} [late] runs in the page once it is decided
 * @property {Record<string, (answer: Buffer) => import('./shop.js').Answer>} [files] served instead of a browser file, by name
 * @property {boolean} [isBack] the page is left and come back to
 */

/** @type {import('./shop.js').Answer} */
const missing = { type: 'js', status: 404, parts: [] };

/** @type {Spoil[]} */
export const spoils = [
  {
    what: 'storage is forbidden',
    early: () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      }),
  },
  { what: 'there is no storage', early: () => Object.defineProperty(window, 'localStorage', { value: null }) },
  {
    what: 'storage cannot be read',
    early: () => {
      Storage.prototype.getItem = () => {
        throw new DOMException('broken', 'UnknownError');
      };
    },
  },
  {
    what: 'storage is full',
    early: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  },
  { what: 'the memory is damaged', early: () => /** @type {any} */ (window).remember('id VlRTMWvjLgKZ1wJrAQAAAJw+0DQRAAEB') },
  { what: 'the memory is of the day after tomorrow', early: () => /** @type {any} */ (window).remember('/*ahead*/') },
  {
    what: 'the clock is a year behind',
    early: () => {
      const real = Date.now;
      Date.now = () => real() - 365 * 86_400_000;
      /** @type {any} */ (window).remember('/*today*/');
    },
  },
  {
    what: 'the clock jumps back in the open page',
    late: () => {
      const real = Date.now;
      Date.now = () => real() - 7_200_000;
    },
  },
  { what: 'there is no WebAssembly', early: () => Object.defineProperty(window, 'WebAssembly', { value: undefined }) },
  {
    what: 'WebAssembly refuses',
    early: () => {
      if (typeof WebAssembly === 'undefined') return;
      const refuse = () => {
        throw new WebAssembly.CompileError('refused');
      };
      const refuseLater = async () => refuse();
      const all = { compile: refuseLater, compileStreaming: refuseLater, instantiate: refuseLater, instantiateStreaming: refuseLater };
      Object.assign(WebAssembly, { ...all, Module: refuse, Instance: refuse });
    },
  },
  { what: 'the module is not there', files: { 'vitrine.wasm': () => missing } },
  { what: 'the JavaScript core is not there', files: { 'vitrine-core.js': () => missing } },
  { what: 'the pack is not there', files: { 'shop.pack': () => missing } },
  { what: 'the pack ends early', files: { 'shop.pack': pack => ({ type: 'pack', parts: [pack.subarray(0, pack.length / 2)] }) } },
  { what: 'there are no locks', early: () => Object.defineProperty(navigator, 'locks', { value: undefined }) },
  {
    what: 'locks are refused',
    early: () => {
      LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
    },
  },
  { what: 'another tab erases the memory', late: () => /** @type {any} */ (window).inOtherTab("localStorage.removeItem('vitrine')") },
  { what: 'another tab writes rubbish', late: () => /** @type {any} */ (window).inOtherTab("localStorage.setItem('vitrine', 'rubbish')") },
  {
    what: 'entries of dataLayer throw',
    early: () => {
      const entry = {
        get event() {
          throw new Error('hostile');
        },
      };
      Object.assign(window, { dataLayer: [null, 'x', 7, entry, { event: { toString: null } }, { event: 'view_item', ecommerce: 'none' }] });
    },
  },
  { what: 'there is no IntersectionObserver', early: () => Reflect.deleteProperty(window, 'IntersectionObserver') },
  {
    what: 'the page is prerendered',
    early: () => Object.defineProperty(document, 'prerendering', { value: true, configurable: true }),
    late: () => {
      Object.defineProperty(document, 'prerendering', { value: false });
      document.dispatchEvent(new Event('prerenderingchange'));
    },
  },
  { what: 'the page comes back out of the history', isBack: true },
];
