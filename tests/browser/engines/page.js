// A page as the tests use it: the part of Playwright's Page that they need, over whatever protocol an engine speaks.
import { setTimeout as pause } from 'node:timers/promises';
import { boxOf, isShown } from './in_page.js';
import { Locator } from './locator.js';

/**
 * What an engine's own protocol does with one window.
 * @typedef {object} Driver
 * @property {(source: string) => Promise<unknown>} evaluate a program's or an expression's value, a promise's once it is kept
 * @property {(source: string) => Promise<void>} addInit a script that runs in each later document before all others
 * @property {(url: string) => Promise<void>} navigate begins it, and does not wait for its end
 * @property {(delta: number) => Promise<void>} traverse as navigate
 * @property {() => Promise<void>} reload as navigate
 * @property {(x: number, y: number) => Promise<void>} click
 * @property {(key: string) => Promise<void>} press
 * @property {() => Promise<void>} front
 * @property {() => Promise<void>} close
 * @property {() => string} url
 */

/** @typedef {string | ((arg: any) => unknown)} Work in the page */
/** @typedef {{ type: () => string, text: () => string }} ConsoleMessage */
/** @typedef {{ pageerror: Error, console: ConsoleMessage }} Heard */

const TIMEOUT = 30_000;
const POLL = 15; // milliseconds between two looks at the page

/** Playwright's names of keys that WebDriver has as private characters. @type {Record<string, string>} */
const KEYS = { Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', Backspace: '\uE003', ArrowDown: '\uE015', ArrowUp: '\uE013' };

/** @param {Work} work @param {unknown} [arg] */
const sourceOf = (work, arg) => (typeof work === 'string' ? work : `(${work})(${JSON.stringify(arg)})`);

let marks = 0;

export class EnginePage {
  /** @type {{ [name in keyof Heard]: ((heard: Heard[name]) => void)[] }} */
  #listeners = { pageerror: [], console: [] };
  #driver;
  #context;

  /** @param {Driver} driver @param {object} context that it is a page of */
  constructor(driver, context) {
    this.#driver = driver;
    this.#context = context;
    this.mouse = { click: (/** @type {number} */ x, /** @type {number} */ y) => driver.click(x, y) };
    this.keyboard = { press: (/** @type {string} */ key) => driver.press(KEYS[key] ?? key) };
  }

  context() {
    return this.#context;
  }

  url() {
    return this.#driver.url();
  }

  /** @template {keyof Heard} Name @param {Name} name @param {(heard: Heard[Name]) => void} listener */
  on(name, listener) {
    this.#listeners[name].push(listener);
  }

  /** The engine's client tells what the page has said. @template {keyof Heard} Name @param {Name} name @param {Heard[Name]} heard */
  tell(name, heard) {
    for (const listener of this.#listeners[name]) listener(heard);
  }

  /** @param {Work} work @param {unknown} [arg] @returns {Promise<any>} */
  evaluate(work, arg) {
    return this.#driver.evaluate(sourceOf(work, arg));
  }

  /** @param {Work} script @param {unknown} [arg] */
  addInitScript(script, arg) {
    return this.#driver.addInit(sourceOf(script, arg));
  }

  /**
   * Looks until it holds. A look that fails is repeated too: the document may be on its way out.
   * @param {Work} work @param {unknown} [arg] @param {{ polling?: number, timeout?: number }} [options]
   */
  async waitForFunction(work, arg, { polling = POLL, timeout = TIMEOUT } = {}) {
    const source = `(value => (value?.then ? value.then(Boolean) : Boolean(value)))(${sourceOf(work, arg)})`;
    /** @type {unknown} */
    let last;
    for (const end = Date.now() + timeout; Date.now() < end; await pause(polling)) {
      try {
        if (await this.#driver.evaluate(source)) return;
      } catch (error) {
        last = error;
      }
    }
    throw new Error(`not within ${timeout} ms: ${source.slice(0, 300)}`, { cause: last });
  }

  /** @param {() => Promise<void>} begin @param {string} until 'commit' or 'load' */
  async #leaveBy(begin, until) {
    marks += 1;
    // A document that comes back out of the history cache has the mark of an earlier departure, never this one.
    await this.evaluate(mark => void Object.assign(window, { departure: mark }), marks);
    await begin();
    await this.waitForFunction(
      ([mark, wanted]) => {
        const [navigation] = performance.getEntriesByType('navigation');
        const isLoaded = /** @type {PerformanceNavigationTiming | undefined} */ (navigation)?.loadEventEnd;
        return /** @type {any} */ (window).departure !== mark && (wanted === 'commit' || isLoaded);
      },
      [marks, until],
    );
  }

  /** @param {string} url @param {{ waitUntil?: 'commit' | 'load' }} [options] */
  goto(url, { waitUntil = 'load' } = {}) {
    return this.#leaveBy(() => this.#driver.navigate(url), waitUntil);
  }

  reload() {
    return this.#leaveBy(() => this.#driver.reload(), 'load');
  }

  goBack() {
    return this.#leaveBy(() => this.#driver.traverse(-1), 'load');
  }

  goForward() {
    return this.#leaveBy(() => this.#driver.traverse(1), 'load');
  }

  /** @param {string} selector */
  locator(selector) {
    return new Locator(this, selector);
  }

  /** @param {string} selector @param {{ state?: 'attached' | 'visible', timeout?: number }} [options] */
  waitForSelector(selector, { state = 'visible', timeout } = {}) {
    return this.waitForFunction(isShown, [selector, state], { timeout });
  }

  /** @param {string} selector */
  innerText(selector) {
    return this.locator(selector).first().innerText();
  }

  /** @param {string} selector @param {string} name */
  getAttribute(selector, name) {
    return this.locator(selector).first().getAttribute(name);
  }

  /** Scrolls to the first that is shown and stands still, and clicks on its middle. @param {string} selector @param {number} [nth] */
  async click(selector, nth = 0) {
    await this.waitForSelector(selector);
    /** @type {[number, number] | null} */
    let middle = null;
    for (const end = Date.now() + TIMEOUT; !middle; await pause(POLL)) {
      middle = await this.evaluate(boxOf, [selector, nth]);
      if (Date.now() > end) throw new Error(`${selector} does not stand still, or lies under something`);
    }
    await this.#driver.click(...middle);
  }

  /** @param {string} selector of a select @param {string} value */
  async selectOption(selector, value) {
    await this.waitForSelector(selector);
    await this.evaluate(
      ([where, wanted]) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(where));
        select.value = wanted;
        for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true }));
      },
      [selector, value],
    );
  }

  bringToFront() {
    return this.#driver.front();
  }

  close() {
    return this.#driver.close();
  }
}
