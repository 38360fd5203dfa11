// The size guide dialog of a product page: a table for its kind, or the thing's own measures.
import { html } from './html.js';
import { icons } from './icons.js';

const kTables = {
  shoes: {
    intro:
      'Stand on a sheet of paper, mark heel and longest toe, measure in between. Between two sizes, take the larger for boots and the smaller for sandals.',
    head: ['EU', 'UK', 'US (m)', 'Foot, cm'],
    rows: [
      ['37', '4', '5', '23.2'],
      ['38', '5', '6', '23.9'],
      ['39', '6', '7', '24.6'],
      ['40', '6.5', '7.5', '25.2'],
      ['41', '7.5', '8.5', '25.9'],
      ['42', '8', '9', '26.6'],
      ['43', '9', '10', '27.2'],
      ['44', '9.5', '10.5', '27.9'],
      ['45', '10.5', '11.5', '28.6'],
    ],
  },
  clothes: {
    intro: 'Measure over a thin shirt, the tape level and not tight. Our cut is regular; for layers underneath, take one size more.',
    head: ['Size', 'Chest, cm', 'Waist, cm', 'Hip, cm'],
    rows: [
      ['XS', '82–87', '66–71', '88–93'],
      ['S', '88–94', '72–78', '94–99'],
      ['M', '95–101', '79–85', '100–105'],
      ['L', '102–109', '86–93', '106–111'],
      ['XL', '110–118', '94–102', '112–118'],
    ],
  },
  helmets: {
    intro: 'Put the tape around your head, two fingers above the brows. The dial at the back does the rest.',
    head: ['Size', 'Head, cm', 'Weight, g'],
    rows: [
      ['S', '51–55', '245'],
      ['M', '55–59', '260'],
      ['L', '59–63', '285'],
    ],
  },
};

/** @param {import('../catalog/index.js').Product} p */
export function sizeGuide(p) {
  const table = p.sizes.length && p.shelf.guide !== 'measures' ? kTables[p.shelf.guide] : null;
  return html`<dialog class="guide" id="size-guide" aria-labelledby="size-guide-title"><form method="dialog"><button class="guide-close" aria-label="Close">${icons.close}</button></form>
<h2 id="size-guide-title">${table ? 'Size guide' : 'Measurements'}</h2>
${
  table
    ? html`<p>${table.intro}</p><div class="guide-table"><table><thead><tr>${table.head.map(h => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${table.rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div><p class="muted">Still unsure? Order two sizes and send one back: exchanges are free.</p>`
    : html`<p><strong>${p.brand} ${p.name}</strong></p><p>${p.dims}</p><p class="muted">Measured by us on the bench; handmade things may differ by a few millimetres.</p>`
}
</dialog>`;
}
