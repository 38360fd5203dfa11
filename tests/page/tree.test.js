// Where slots lie in the pages of html5lib's tree construction tests, against parse5: whole pages, every beginning of them, and every cut.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../../toolchains/host.js';
import { compare } from './compare.js';
import { openScanner } from './scan.js';

const folder = path.join(root, '../shared/data/html5lib_tree');
const tokens = path.join(root, '../shared/data/html5lib_tokenizer');
const skip = existsSync(folder) ? false : 'the html5lib tests are not beside this checkout';
const scanner = openScanner();

/** A slot on every element. @param {string} html @returns {Buffer} bytes */
function withSlots(html) {
  let number = 0;
  const named = html.replace(/<([a-zA-Z][a-zA-Z0-9:-]*)(?=[\s>/])/g, tag => (number < 60 ? `${tag} data-vitrine-slot=s${number++}` : tag));
  return Buffer.from(named, 'latin1');
}

/** @returns {Buffer[]} */
function treePages() {
  const texts = readdirSync(folder)
    .filter(name => name.endsWith('.dat'))
    .map(name => readFileSync(path.join(folder, name), 'utf8')); // prettier-ignore
  const cases = texts.flatMap(text => text.split(/^#data\n/m).slice(1));
  const whole = cases.filter(text => !/^#(document-fragment|script-off)/m.test(text));
  return whole.map(text => withSlots(text.slice(0, text.search(/\n#errors/))));
}

test('every slot of a page is found, and no other', { skip }, () => {
  const pages = treePages();
  assert.ok(pages.length > 1500, `${pages.length} pages`);
  for (const page of pages) compare(page, scanner.scan(page));
});

test('every beginning of a page is a page', { skip }, () => {
  for (const page of treePages().filter((_, i) => i % 12 === 0)) {
    for (let end = 0; end < page.length; end++) compare(page.subarray(0, end), scanner.scan(page.subarray(0, end)));
  }
});

test('what is found does not depend on where a page is cut', { skip }, () => {
  for (const page of treePages().filter((_, i) => i % 4 === 0)) {
    const whole = scanner.scan(page);
    for (let cut = 0; cut <= page.length; cut++) assert.deepEqual(scanner.scan(page, [cut]), whole, JSON.stringify([page.toString(), cut]));
    const bytes = Array.from({ length: page.length }, (_, i) => i);
    assert.deepEqual(scanner.scan(page, bytes), whole, page.toString());
  }
});

test("a slot after each of html5lib's token inputs is found where parse5 finds one", { skip }, () => {
  let count = 0;
  for (const name of readdirSync(tokens).filter(file => file.endsWith('.test'))) {
    for (const { input, doubleEscaped } of JSON.parse(readFileSync(path.join(tokens, name), 'utf8')).tests ?? []) {
      if (doubleEscaped || typeof input !== 'string') continue;
      const page = Buffer.from(`<!doctype html><body>x${input}<section data-vitrine-slot=a>x</section>`, 'utf8');
      compare(page, scanner.scan(page));
      count++;
    }
  }
  assert.ok(count > 3000, `${count} inputs`);
});
