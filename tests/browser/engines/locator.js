// The part of Playwright's Locator that the tests use: it looks anew at each call.

/** @typedef {import('./page.js').EnginePage} EnginePage */

const LAST = -1;

export class Locator {
  #page;
  #selector;
  /** @type {number | null} all of them where it is null */
  #nth;

  /** @param {EnginePage} page @param {string} selector @param {number | null} [nth] */
  constructor(page, selector, nth = null) {
    this.#page = page;
    this.#selector = selector;
    this.#nth = nth;
  }

  /** @param {number} nth from the end where it is below 0 */
  nth(nth) {
    return new Locator(this.#page, this.#selector, nth);
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(LAST);
  }

  async scrollIntoViewIfNeeded() {
    await this.#there();
    await this.#page.evaluate(
      ([selector, nth]) => void [...document.querySelectorAll(selector)].at(nth)?.scrollIntoView({ block: 'center', behavior: 'instant' }),
      [this.#selector, this.#nth ?? 0],
    );
  }

  /** @returns {Promise<number>} */
  count() {
    return this.#page.evaluate(([selector]) => document.querySelectorAll(selector).length, [this.#selector]);
  }

  /** @returns {Promise<string[]>} */
  allInnerTexts() {
    return this.#page.evaluate(
      ([selector, nth]) => {
        const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
        return (nth === null ? all : all.slice(nth).slice(0, 1)).map(element => element.innerText);
      },
      [this.#selector, this.#nth],
    );
  }

  /** Waits until it is there, as Playwright does. */
  async #there() {
    await this.#page.waitForFunction(
      ([selector, nth]) => document.querySelectorAll(selector).length > nth,
      [this.#selector, this.#nth ?? 0],
    );
  }

  /** @returns {Promise<string>} */
  async innerText() {
    await this.#there();
    return (await this.nth(this.#nth ?? 0).allInnerTexts())[0];
  }

  /** @param {string} name @returns {Promise<string | null>} */
  async getAttribute(name) {
    await this.#there();
    return this.#page.evaluate(
      ([selector, nth, attribute]) => [...document.querySelectorAll(selector)].at(nth)?.getAttribute(attribute) ?? null,
      [this.#selector, this.#nth ?? 0, name],
    );
  }

  click() {
    return this.#page.click(this.#selector, this.#nth ?? 0);
  }
}
