// The whole catalog: rows of all departments, completed with what can be derived, and checked.
import { bags } from './bags.js';
import { departments, makers } from './categories.js';
import { clothing } from './clothing.js';
import { footwear } from './footwear.js';
import { home } from './home.js';
import { kitchen } from './kitchen.js';
import { sport } from './sport.js';

/**
 * One row as written in the department files. Prices are euros, VAT included.
 * @typedef {{ id: string, sub: string, brand: string, name: string, price: number, stock: number, art: string, look?: object,
 *   tones: [string, string, string], blurb: string, points: string[], reviews: [number, string][], dims?: string, isNew?: boolean }} Row
 * @typedef {Row & { category: string, slug: string, shelf: import('./categories.js').Shelf, sizes: string[], pick: boolean,
 *   rating: number, ratings: number, signed: { stars: number, text: string, by: string, when: string }[] }} Product
 */

const kRows = { footwear, clothing, bags, home, kitchen, sport };
const kReviewers = [
  'Anna',
  'Jonas',
  'Marit',
  'Tom',
  'Leila',
  'Piotr',
  'Greta',
  'Samir',
  'Hanne',
  'Luca',
  'Ines',
  'Mats',
  'Orla',
  'Ben',
  'Clara',
  'Yusuf',
  'Freya',
  'Daan',
  'Nora',
  'Emil',
];
const kMonths = ['March 2026', 'April 2026', 'May 2026', 'June 2026', 'July 2026', 'August 2026', 'September 2026', 'October 2026'];

/** A small stable number from a text, so that a product keeps its reviewers between builds. @param {string} text */
function stableNumber(text) {
  let h = 7;
  for (const c of text) h = (h * 31 + c.charCodeAt(0)) % 9973;
  return h;
}

/** @param {string} text */
const slugOf = text =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** @param {string} category @param {Row} row @param {number} place @returns {Product} */
function complete(category, row, place) {
  const shelf = departments.find(d => d.id === category)?.shelves.find(s => s.id === row.sub);
  if (!shelf)
    throw new Error(`catalog/${category}.js: ${row.id} stands on "${row.sub}", which is no shelf of ${category} in categories.js`);
  if (!(row.brand in makers))
    throw new Error(`catalog/${category}.js: ${row.id} names the maker "${row.brand}", which categories.js does not know`);
  const n = stableNumber(row.id + row.name);
  const stars = row.reviews.reduce((sum, [s]) => sum + s, 0) / row.reviews.length;
  return {
    ...row,
    category,
    shelf,
    slug: slugOf(`${row.brand} ${row.name}`),
    pick: place < 2,
    sizes: row.art === 'duffel' && category === 'sport' ? [] : (shelf.sizes ?? []),
    rating: Math.round((stars * 0.7 + 4.4 * 0.3) * 10) / 10,
    ratings: 14 + (n % 190),
    signed: row.reviews.map(([s, text], i) => ({
      stars: s,
      text,
      by: kReviewers[(n + i * 7) % kReviewers.length],
      when: kMonths[(n * 3 + i * 5) % kMonths.length],
    })),
  };
}

/** @type {Product[]} */
export const products = Object.entries(kRows).flatMap(([category, rows]) => rows.map((row, place) => complete(category, row, place)));

for (const key of /** @type {const} */ (['id', 'slug'])) {
  const seen = new Set();
  for (const p of products) {
    if (seen.has(p[key])) throw new Error(`catalog: two products have the ${key} "${p[key]}"; ids and names must differ`);
    seen.add(p[key]);
  }
}

export { departments, makers };
