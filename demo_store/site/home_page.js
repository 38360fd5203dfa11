// The home page: hero with its variants, departments, new things, the workshop.
import { departments, makers, products } from '../catalog/index.js';
import { card } from './cards.js';
import { hole, html } from './html.js';

/**
 * @typedef {object} Hero
 * @property {string} id also the name of its picture
 * @property {string} eyebrow
 * @property {string} title
 * @property {import('./html.js').Html | string} copy
 * @property {[href: string, text: string]} action
 * @property {[href: string, text: string]} second
 */

/** The hero's variants in the order of the strategy; the last is what everybody else sees. @type {Hero[]} */
export const heroes = [
  {
    id: 'resume_cart',
    eyebrow: 'Your cart',
    title: 'It is all where you left it',
    copy: html`${hole('cart_line')} Sizes and colours are as you chose them, and nothing is charged before you say so.`,
    action: ['/cart', 'Back to your cart'],
    second: ['/delivery', 'Delivery & returns'],
  },
  {
    id: 'second_order',
    eyebrow: 'Thank you for your first order',
    title: 'And what goes with it?',
    copy: 'Most people come back for the layer above or the pair beneath. These are the things that keep the best company.',
    action: ['/c/clothing', 'See what goes together'],
    second: ['/care', 'Care for what you have'],
  },
  {
    id: 'loyal',
    eyebrow: 'Good to see you again',
    title: 'The new things, first for you',
    copy: 'You know your way around, so here is the short one: everything that came in this month, before it goes into the window.',
    action: ['/new', 'See what is new'],
    second: ['/care', 'Free yearly check'],
  },
  {
    id: 'win_back',
    eyebrow: 'It has been a while',
    title: 'How are the soles doing?',
    copy: 'Bring or send us what you bought: we re-proof, resole and mend. And while it is here, have a look at what has changed.',
    action: ['/care', 'Book a repair'],
    second: ['/new', 'What is new'],
  },
  {
    id: 'engaged',
    eyebrow: 'Hard to decide?',
    title: 'Let us help you choose',
    copy: 'Three short questions lead to the right boot, bag or blanket. Or ask someone who has worn it: we are there from nine to six.',
    action: ['/help', 'Help me choose'],
    second: ['/delivery', '60 days to try'],
  },
  {
    id: 'welcome',
    eyebrow: 'Welcome to Tarn & Alder',
    title: 'Good things, made to be mended',
    copy: `We are outfitters for outdoors and in: twelve makers, ${products.length} things, and a workshop that repairs every one of them.`,
    action: ['#departments', 'Have a look around'],
    second: ['/about', 'Who we are'],
  },
  {
    id: 'default',
    eyebrow: 'The autumn shelf',
    title: 'Wool, wax and warm light',
    copy: 'Boots that like puddles, sweaters with a past and lamps for the hour when it is suddenly dark. The autumn things are here.',
    action: ['/c/clothing', 'Shop the autumn shelf'],
    second: ['/c/home', 'For the home'],
  },
];

/** @param {Hero} hero @param {string} build */
const heroBox = (hero, build) => html`<div class="hero hero-${hero.id.replace(/_/g, '-')}"><div class="hero-text">
  <p class="eyebrow">${hero.eyebrow}</p><h1>${hero.title}</h1><p class="hero-copy">${hero.copy}</p>
  <p class="hero-actions"><a class="button" href="${hero.action[0]}">${hero.action[1]}</a> <a class="quiet" href="${hero.second[0]}">${hero.second[1]}</a></p></div>
  <div class="hero-picture"><img src="/assets/${build}/img/hero-${hero.id}.svg" alt="" width="720" height="520" decoding="async"></div></div>`;

/** @param {string} build @returns {import('./layout.js').Page} */
export function homePage(build) {
  const fresh = products.filter(p => p.isNew);
  return {
    title: 'Tarn & Alder · Outfitters for outdoors and in',
    description: 'Boots, clothing, bags and things for home, kitchen and camp, from twelve makers. Free repairs, 60 days to return.',
    type: 'home',
    main: html`
<section class="hero-slot" aria-label="Welcome" data-vitrine-slot="home.hero" data-vitrine-wait="100">
${heroes.slice(0, -1).map(hero => html`<template data-vitrine-variant="${hero.id}">${heroBox(hero, build)}</template>\n`)}
${heroBox(heroes[heroes.length - 1], build)}
</section>
<section class="wrap block" id="departments"><h2>Departments</h2>
<ul class="tiles">${departments.map(d => html`<li><a href="/c/${d.id}"><img src="/assets/${build}/img/tile-${d.id}.svg" alt="" width="400" height="300" decoding="async"><span class="tile-name">${d.name}</span><span class="tile-copy">${d.copy}</span></a></li>`)}</ul></section>
<section class="wrap block"><div class="block-head"><h2>New this month</h2><a class="quiet" href="/new">All new things</a></div>
<ul class="grid row-of-six" data-list="new_this_month" data-list-name="New this month">${fresh.map(p => card(p, build, { level: 3 }))}</ul></section>
<section class="band"><div class="wrap band-row"><div><h2>We would rather mend it than sell you another</h2>
<p>Every boot, bag and blade that we sell can come back to the bench. Last year it was 2,318 of them: resoled, restitched, resharpened, and sent home.</p><p><a class="button light" href="/care">How repairs work</a></p></div>
<img src="/assets/${build}/img/band.svg" alt="" width="520" height="300" loading="lazy" decoding="async"></div></section>
<section class="wrap block"><h2>The makers</h2><ul class="makers">${Object.entries(makers).map(([name, line]) => html`<li><a href="/search?q=${encodeURIComponent(name)}">${name}</a><span>${line}</span></li>`)}</ul></section>`,
  };
}
