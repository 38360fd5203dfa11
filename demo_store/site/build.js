// Writes all pages, pictures, styles and scripts of the shop into a folder that the worker serves.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { departments, products } from '../catalog/index.js';
import { banners } from './art/banners.js';
import { pictures } from './art/frame.js';
import { cartPage, checkoutPage, orderPage } from './buy_pages.js';
import { homePage } from './home_page.js';
import { favicon } from './icons.js';
import { infoPages } from './info_pages.js';
import { layout } from './layout.js';
import { categoryPage, newPage, searchPage, wishlistPage } from './list_pages.js';
import { productPage } from './product_page.js';

const kRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const kStyles = ['base.css', 'frame.css', 'home.css', 'lists.css', 'product.css', 'buying.css'];

/**
 * Writes a file only when its bytes differ, and in one step, so that a shop that is being served never sees half of it.
 * @param {string} path @param {string | Buffer} bytes
 */
export function writeIfChanged(path, bytes) {
  const wanted = Buffer.from(bytes);
  if (existsSync(path) && readFileSync(path).equals(wanted)) return;
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}`;
  writeFileSync(half, wanted);
  renameSync(half, path);
}

/** Everything under /assets/<build>/. @returns {Map<string, string | Buffer>} */
function assets() {
  /** @type {Map<string, string | Buffer>} */
  const files = new Map();
  for (const name of readdirSync(join(kRoot, 'assets')))
    if (name.endsWith('.js')) files.set(name, readFileSync(join(kRoot, 'assets', name)));
  files.set('store.css', kStyles.map(name => readFileSync(join(kRoot, 'assets', name), 'utf8')).join('\n'));
  files.set('favicon.svg', favicon);
  for (const [name, svg] of banners()) files.set(`img/${name}`, svg);
  for (const product of products) for (const [i, svg] of pictures(product).entries()) files.set(`img/${product.slug}-${i + 1}.svg`, svg);
  return files;
}

/** Pages by file name. @param {string} build @returns {Record<string, import('./layout.js').Page>} */
const pages = build => ({
  home: homePage(build),
  new: newPage(),
  search: searchPage(),
  wishlist: wishlistPage(),
  cart: cartPage(),
  checkout: checkoutPage(),
  order: orderPage(),
  ...Object.fromEntries(departments.map(d => [`c-${d.id}`, categoryPage(d)])),
  ...Object.fromEntries(products.map(p => [`p-${p.slug}`, productPage(p, build)])),
  ...Object.fromEntries(Object.entries(infoPages).map(([name, page]) => [`i-${name}`, page])),
});

/**
 * Builds the site.
 * @param {string} out
 * @returns {{ build: string, pages: number, pictures: number }} `build` stands in the address of every asset
 */
export function buildSite(out) {
  const files = assets();
  const hash = createHash('sha256');
  for (const [name, bytes] of files) hash.update(name).update(bytes);
  const build = hash.digest('hex').slice(0, 10);
  for (const [name, bytes] of files) writeIfChanged(join(out, 'assets', name), bytes);
  const all = Object.entries(pages(build));
  for (const [name, page] of all) writeIfChanged(join(out, 'pages', `${name}.html`), layout(page, build).text);
  return { build, pages: all.length, pictures: [...files.keys()].filter(name => name.startsWith('img/')).length };
}
