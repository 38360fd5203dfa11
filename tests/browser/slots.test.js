// What a slot shows and when it stays the shop's: nothing of the shop is moved, and everything goes on as in plain markup.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openBrowser, shownIn, toldBy, visiting, waitFor } from './chromium.js';
import { madeOf, openShop, pageText } from './shop.js';

/** @type {import('./chromium.js').Browser} */
let browser;
/** @type {import('./shop.js').Shop} */
let shop;
const BUNDLE = `<script data-consent="granted">${madeOf('foreign', 'bundle', '--core', 'wasm')}</script>`;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop('foreign')]);
});
beforeEach(() => shop.pages.clear());
after(async () => {
  await browser.close();
  await shop.close();
});

/** @param {string} body @param {string} [head] */
const put = (body, head = BUNDLE) => shop.pages.set('/', { parts: [pageText({ head, body: `${body}<p>end</p>` })] });

/** @param {string} inner the default @param {string} [variant] @param {string} [tag] @param {string} [attributes] */
const slot = (inner, variant = 'VARIANT', tag = 'section', attributes = '') =>
  `<${tag} data-vitrine-slot="hero" ${attributes}><template data-vitrine-variant="welcome">${variant}</template>${inner}</${tag}>`;

/** @param {import('./chromium.js').Page} page */
async function visit(page) {
  await page.goto(`${shop.origin}/`);
  await waitFor(page, 'ready');
}

/** @param {import('./chromium.js').Page} page */
const faults = async page => (await toldBy(page)).filter(told => told.name === 'fault').map(told => told.detail);

/** @param {import('./chromium.js').Page} page */
const readHero = async page => (await page.innerText('[data-vitrine-slot]')).replace(/\s+/g, ' ').trim();

test('the variant is what people read, select, find and print; the default’s nodes stay where they are', () =>
  visiting(browser, async ({ page, errors }) => {
    put(slot('<p id="own">DEFAULT <b>text</b></p>', 'before <i>VARIANT</i> after'));
    await visit(page);
    assert.equal(await readHero(page), 'before VARIANT after');
    assert.equal(await page.evaluate(() => document.getElementById('own')?.parentElement?.dataset.vitrineSlot), 'hero');
    assert.deepEqual(
      await page.evaluate(() => [/** @type {any} */ (window).find('VARIANT'), /** @type {any} */ (window).find('DEFAULT')]),
      [true, false],
    );
    assert.deepEqual(errors, []);
  }));

test('styles of the page hold in the variant', () =>
  visiting(browser, async ({ page }) => {
    put(slot('default', '<b class="red">V</b>'), `<style>section .red { color: rgb(255, 0, 0) }</style>${BUNDLE}`);
    await visit(page);
    assert.equal(
      await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.red'))).color),
      'rgb(255, 0, 0)',
    );
  }));

test('scripts of a variant do not run, and are not put in', () =>
  visiting(browser, async ({ page, errors }) => {
    put(slot('default', '<b>V</b><script>window.ran = 1</script>'));
    await visit(page);
    assert.equal(await readHero(page), 'V');
    assert.deepEqual(await page.evaluate(() => ['ran' in window, document.querySelectorAll('[data-vitrine-slot] > script').length]), [
      false,
      0,
    ]);
    assert.deepEqual(errors, []);
  }));

for (const [what, change, expected] of /** @type {[string, string, string][]} */ ([
  ['innerHTML', "slot.innerHTML = '<p>NEW</p>'", 'NEW'],
  ['replaceChildren', "slot.replaceChildren('NEW')", 'NEW'],
  ['the variant taken out', "slot.querySelector('[slot]').remove(); slot.append('MORE')", 'DEFAULT MORE'],
  ['a copy', 'slot.replaceWith(slot.cloneNode(true))', 'VARIANT'],
  ['a copy by its text', 'slot.outerHTML = slot.outerHTML.replace(/ data-vitrine-shown="[a-z]+"/, "")', 'VARIANT'],
]))
  test(`what the page does to a slot shows at once: ${what}`, () =>
    visiting(browser, async ({ page, errors }) => {
      put(slot('DEFAULT ', '<b>VARIANT</b>'));
      await visit(page);
      await page.evaluate(`{ const slot = document.querySelector('[data-vitrine-slot]'); ${change} }`);
      assert.equal(await readHero(page), expected);
      assert.deepEqual(errors, []);
    }));

for (const [what, html] of [
  ['a control of a form outside', `<form id="f"></form>${slot('<input form="f" required>')}`],
  ['a form around it', `<form>${slot('<select required><option value=""></select>')}</form>`],
  ['a frame', slot('<iframe srcdoc="x"></iframe>')],
  ['an object', slot('<div><object></object></div>')],
  ['an open dialog', slot('<dialog open>d</dialog>')],
  ['a video that plays by itself', slot('<video autoplay muted></video>')],
  ['a child with a slot of its own', slot('<p slot="x">d</p>')],
  ['a list item', `<ul>${slot('d', 'V', 'li')}</ul>`],
  ['a link', slot('d', 'V', 'a', 'href="/"')],
  ['a custom element', slot('d', 'V', 'theme-banner')],
  ['an element with is', slot('d', 'V', 'p', 'is="theme-p"')],
])
  test(`a slot that has or is ${what} stays the shop’s, and says why`, () =>
    visiting(browser, async ({ page, errors }) => {
      put(html);
      await visit(page);
      assert.equal(await shownIn(page, 'hero'), 'kept');
      assert.ok(!(await readHero(page)).includes('V'));
      const told = await faults(page);
      assert.deepEqual(
        told.map(({ name }) => name),
        ['VitrineSlot'],
      );
      assert.match(told[0].message, /^hero /);
      assert.deepEqual(errors, []);
    }));

test('a form inside the slot is no reason to stay', () =>
  visiting(browser, async ({ page }) => {
    put(slot('<form><input></form><input>'));
    await visit(page);
    assert.equal(await shownIn(page, 'hero'), 'welcome');
  }));

test('the focus in a slot keeps it; an id that stands twice is told', () =>
  visiting(browser, async ({ page }) => {
    const far = '<div class="far"></div>';
    put(
      `${far}<section data-vitrine-slot="hero"><button id="b">d</button></section><script>b.focus({ preventScroll: true }); document.querySelector('section').insertAdjacentHTML('afterbegin', '<template data-vitrine-variant="welcome">V</template>')</script>`,
    );
    await visit(page);
    assert.equal(await shownIn(page, 'hero'), 'kept');
    put(`<i id="twice"></i>${slot('d', '<b id="twice">V</b>')}`);
    await visit(page);
    assert.equal(await shownIn(page, 'hero'), 'welcome');
    assert.deepEqual(
      (await faults(page)).map(({ message }) => /twice/.test(message)),
      [true],
    );
  }));

test('a custom element of the shop that is defined later is never touched', () =>
  visiting(browser, async ({ page, errors }) => {
    put(
      `${slot('d', 'V', 'late-banner')}<script>customElements.define('late-banner', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = 'own' } })</script>`,
    );
    await visit(page);
    assert.deepEqual(errors, []);
    assert.equal(await page.evaluate(() => document.querySelector('late-banner')?.shadowRoot?.textContent), 'own');
  }));

test('slots in an open root are found where the host asks for it', () =>
  visiting(browser, async ({ page }) => {
    put(`<x-part data-vitrine-shadow></x-part><script>customElements.define('x-part', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(slot('default', '<b>IN</b>')).replaceAll('</', '<\\/')} } })</script>`);
    await visit(page);
    await page.waitForFunction(() => document.querySelector('x-part')?.shadowRoot?.querySelector('[data-vitrine-shown]'));
    assert.equal(
      await page.evaluate(() =>
        /** @type {any} */ (document.querySelector('x-part'))?.shadowRoot.querySelector('section').innerText.trim(),
      ),
      'IN',
    );
  }));
