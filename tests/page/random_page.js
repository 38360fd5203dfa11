// Random pages: wild ones, of tags and text in any order, and tame ones, as shops write them, with slots, templates, lists and now and then a fault.

import { Random as OracleRandom } from '../oracle/generate/random.js';

export const TAGS =
  'div p span section b i a em nobr font li ul ol dd dt dl h1 h2 table tbody tr td th caption colgroup col form button select option optgroup template svg math foreignObject mi desc title annotation-xml script style textarea noscript iframe br img input hr pre ruby rt rp rb rtc object applet marquee body html head frameset x-y address article main summary details plaintext image menu dialog mtext xmp noembed'.split(
    ' ',
  );
const BITS = [
  'text',
  ' ',
  '&amp;',
  '<!--x-->',
  '<!-->',
  '<!--->',
  '<![CDATA[x]]>',
  '<!-- --!>',
  '</>',
  '<?x>',
  '<',
  '"',
  "'",
  '\0',
  '&#32;',
];
const INLINE = ['b', 'i', 'em', 'a', 'span', 'strong', 'small', 'x-y'];
const BLOCKS = ['div', 'p', 'section', 'ul', 'h2', 'article', 'table', 'form', 'blockquote', 'dl', 'button', 'svg', 'select'];
const HOSTS = ['section', 'div', 'p', 'span', 'h1', 'article', 'main', 'ul', 'b'];

/** The oracle's numbers, as these pages ask for them. @param {number} seed */
export function makeRandom(seed) {
  const random = new OracleRandom(seed, 0);
  return {
    below: (/** @type {number} */ n) => random.integer(0, n - 1),
    oneIn: (/** @type {number} */ n) => random.integer(1, n) === 1,
    /** @template T @param {T[]} list */
    pick: list => random.pick(list),
  };
}
/** @typedef {ReturnType<typeof makeRandom>} Random */

/** @param {Random} random @returns {string} bytes as characters */
export function wildPage({ below, oneIn, pick }) {
  let page = oneIn(3) ? '' : '<!doctype html>';
  if (oneIn(3)) page += '<body>';
  let slots = 0;
  const length = 2 + below(oneIn(3) ? 25 : 10);
  const pool = oneIn(3) ? TAGS : Array.from({ length: 3 + below(5) }, () => pick(TAGS));
  for (let i = 0; i < length; i++) {
    const kind = below(10);
    const tag = pick(pool);
    const slot = slots < 60 && oneIn(2) ? ` data-vitrine-slot=s${slots++}` : '';
    const more = tag === 'annotation-xml' && oneIn(2) ? ' encoding=text/html' : tag === 'input' && oneIn(2) ? ' type=hidden' : '';
    if (kind < 5) page += `<${tag}${slot}${more}${oneIn(20) ? ' /' : ''}>`;
    else page += kind < 8 ? `</${tag}>` : pick(BITS);
  }
  return page;
}

/** @param {Random} random @param {number} depth @returns {string} */
function content(random, depth) {
  const { below, oneIn, pick } = random;
  let text = '';
  for (let i = 1 + below(3); i > 0; i--)
    text += depth <= 0 || oneIn(3) ? word(random) : element(random, pick(oneIn(2) ? INLINE : BLOCKS), depth);
  return text;
}

/** @param {Random} random */
const word = ({ pick, oneIn }) =>
  oneIn(12) ? pick(BITS.filter(bit => bit !== '\0')) : pick(['word ', 'two words', ' ', '<br>', '<img src=x>', '<hr>']);

/** @param {Random} random @param {string} tag @param {number} depth @returns {string} */
function element(random, tag, depth) {
  const { below, oneIn } = random;
  const inside = () => content(random, depth - 1);
  const many = (/** @type {string} */ name) =>
    Array.from({ length: 1 + below(3) }, () => `<${name}>${inside()}${oneIn(3) ? '' : `</${name}>`}`).join('');
  const end = oneIn(25) ? '' : `</${oneIn(40) ? 'div' : tag}>`;
  if (tag === 'ul') return `<ul>${many('li')}${end}`;
  if (tag === 'dl') return `<dl>${many('dt')}${many('dd')}${end}`;
  if (tag === 'select') return `<select><option>a<option>b${end}`;
  if (tag === 'svg') return `<svg><title>t</title><path /></svg>`;
  if (tag === 'table') return `<table>${oneIn(8) ? inside() : ''}<tr>${many('td')}</tr>${oneIn(3) ? `<tr>${many('td')}` : ''}${end}`;
  return `<${tag}>${inside()}${end}`;
}

/** @param {Random} random @param {number} number @returns {string} */
function slot(random, number) {
  const { below, oneIn, pick } = random;
  const tag = pick(HOSTS);
  const templates = Array.from({ length: 1 + below(2) }, (_, i) => {
    const filled = oneIn(30)
      ? ''
      : oneIn(8)
        ? pick(['<tr><td>x</td></tr>', '<li>x', '</div>', '<b>x', '<script>1</script>', '<p>x'])
        : content(random, 2);
    return `<template data-vitrine-variant=v${i}>${filled}</template>`;
  });
  return `<${tag} data-vitrine-slot=s${number}>${templates.join(oneIn(2) ? '\n' : '')}${content(random, 2)}${oneIn(30) ? '' : `</${tag}>`}`;
}

/** @param {Random} random @param {number} number @returns {string} */
function list(random, number) {
  const { below, oneIn } = random;
  const count = 2 + below(4);
  const [box, item] = random.pick([
    ['ul', 'li'],
    ['div', 'article'],
    ['tbody', 'tr'],
    ['div', 'div'],
    ['section', 'span'],
  ]);
  const inside = (/** @type {number} */ i) => (item === 'tr' ? `<td>${i} ${content(random, 1)}</td>` : `${i} ${content(random, 1)}`);
  const ends = !oneIn(3);
  const between = oneIn(3) ? '\n' : oneIn(8) && item !== 'tr' ? 'between' : '';
  const wrap = oneIn(6) && item !== 'tr';
  const items = Array.from({ length: count }, (_, i) => {
    const one = `<${item} data-vitrine-item=i${i}>${inside(i)}${ends ? `</${item}>` : ''}`;
    return wrap ? `<div>${one}${ends ? '' : `</${item}>`}</div>` : one;
  });
  const body = `<${box} data-vitrine-slot=l${number}>${items.join(between)}</${box}>`;
  return box === 'tbody' ? `<table>${body}</table>` : body;
}

/** @param {Random} random @returns {string} bytes as characters */
export function shopPage(random) {
  const { below, oneIn, pick } = random;
  let page = oneIn(9) ? '' : `<!doctype html><html><head><title>t</title></head><body>`;
  let number = 0;
  for (let i = 2 + below(4); i > 0; i--) {
    const next = oneIn(4) ? list(random, number++) : oneIn(3) ? content(random, 2) : slot(random, number++);
    const around = oneIn(3) ? pick([...BLOCKS.filter(tag => !['table', 'svg', 'select', 'ul', 'dl'].includes(tag)), ...INLINE]) : '';
    page += around ? `<${around}>${next}${oneIn(20) ? '' : `</${around}>`}` : next;
  }
  return `${page}${oneIn(2) ? '</body></html>' : ''}`;
}
