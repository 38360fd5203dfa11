// Small pages of text: help, delivery, care, about, imprint, privacy, sign-up and the page for wrong addresses.
import { departments } from '../catalog/categories.js';
import { html } from './html.js';

/** @param {string} title @param {string} description @param {import('./html.js').Html} text @param {string} [type] @returns {import('./layout.js').Page} */
const info = (title, description, text, type = 'info') => ({
  title: `${title} · Tarn & Alder`,
  description,
  type,
  main: html`<article class="wrap narrow prose"><h1>${title}</h1>${text}</article>`,
});

/** Pages by address. @type {Record<string, import('./layout.js').Page>} */
export const infoPages = {
  help: info(
    'Help choosing',
    'Three questions that lead to the right thing.',
    html`
<p class="lead">Most of our work is not selling but advising. These three questions settle nine cases out of ten.</p>
<h2>Where will it be used?</h2><p>On paths, take <a href="/c/footwear?sub=trail-shoes">trail shoes</a> and a light pack. Off paths, take <a href="/c/footwear?sub=hiking-boots">boots</a> with a firm shank. In town, both are too much: a <a href="/c/footwear?sub=everyday-shoes">waxed everyday shoe</a> does it.</p>
<h2>How warm do you run?</h2><p>If you are always cold, begin with <a href="/c/clothing?sub=knitwear">wool</a> and put wind protection over it. If you steam, take a thin layer and a <a href="/c/clothing?sub=jackets">shell</a> with vents.</p>
<h2>How much do you carry?</h2><p>Up to 15 litres for a walk, 20 to 22 for a working day, 30 for a day in the hills. All of them are among our <a href="/c/bags">bags</a>.</p>
<p>Still between two? Write to us, or order both: you have 60 days to send one back.</p>`,
  ),
  delivery: info(
    'Delivery & returns',
    'How it gets to you, and back.',
    html`
<p class="lead">With you in two to four working days; free over €80, otherwise €4.90.</p>
<h2>Returns</h2><p>You have 60 days. Wear the boots in the house, hang the lamp, sleep under the throw. If it is not right, put it back into its box with the label that came with it.</p>
<h2>Exchanges</h2><p>Another size is free, as often as it takes.</p>`,
  ),
  care: info(
    'Repairs & care',
    'What we mend, and how to send it in.',
    html`
<p class="lead">Everything that we sell can be mended, and we mend it.</p>
<h2>What we do</h2><ul><li>Resole boots and shoes, from €65</li><li>Replace zips, buckles and straps, from €18</li><li>Darn knitwear, from €12, with visible or invisible thread</li><li>Sharpen knives, once a year for nothing</li></ul>
<h2>How it works</h2><p>Send it clean and dry, with a note of what is wrong. We look at it within three days, tell you the price and begin when you say yes.</p>`,
  ),
  about: info(
    'About us',
    'Who Tarn & Alder are.',
    html`
<p class="lead">Tarn &amp; Alder began in 2009 with a cobbler’s bench, a rented barn and eleven pairs of boots.</p>
<p>Greta mended them, Anselm sold them on. The bench is still there. Around it there are now twelve makers, a shop by the water and the seventeen of us.</p>
<h2>What we believe</h2><p>That a thing is cheap when it lasts. That wool is clever. That a shop should say what something cannot do. And that an evening needs a lamp, not a ceiling light.</p>
<h2>How we choose</h2><p>Every product has been carried, worn or cooked with for a season by one of us before it stands on a shelf. About one in six makes it.</p>`,
  ),
  imprint: info(
    'Imprint',
    'Who is responsible for this shop.',
    html`
<p>Tarn &amp; Alder Outfitters (a company that exists in this demonstration alone)<br>The Boathouse, 3 Alder Lane, Upper Tarn</p><p>Managing directors: Greta Alder, Anselm Tarn<br>Telephone: 0000 000 009, Monday to Friday, nine to six<br>E-mail: hello@tarn-and-alder.example</p><p>Shop, makers, products and reviews are invented; the pictures are drawn by a program. Any likeness is by accident.</p>`,
  ),
  privacy: info(
    'Privacy',
    'What this shop keeps, and where.',
    html`
<p class="lead">What you do in this shop stays in your browser.</p>
<p>Your cart, wish list and the date of your last order are kept in this shop’s own cookies. If “Personalised for me” is on, the shop also remembers in your browser which things you looked at, and arranges itself accordingly. Nothing is sent to anybody else.</p>
<h2>Switching it off</h2><p>Press the switch at the top of any page. What was remembered for it is erased, and the shop shows everybody the same.</p>`,
  ),
  welcome: info(
    'You are on the list',
    'The letter from the tarn.',
    html`<p class="lead">The next letter comes on the first Sunday of the month.</p><p>Until then, there is always something <a href="/new">new on the shelves</a>.</p>`,
  ),
  404: info(
    'This path ends here',
    'There is no such page.',
    html`
<p class="lead">The page you were looking for has moved, or it never was. One of these will get you back on the track:</p>
<ul class="chips">${departments.map(d => html`<li><a href="/c/${d.id}">${d.name}</a></li>`)}</ul><p><a class="button" href="/">To the home page</a></p>`,
    'not_found',
  ),
};
