// Wide pictures: the hero's variants, the department tiles and the workshop band.
import { boot, chelsea, sneaker, trailShoe } from './footwear.js';
import { jacket, sweater } from './clothing.js';
import { backpack, duffel, tote } from './bags.js';
import { candle, lamp, storage, throwBlanket } from './home.js';
import { board, coffee, cookware, mug } from './kitchen.js';
import { lantern, mat, tent } from './sport.js';
import { box, line, oval, repeat, shape } from './paint.js';

/** Draws a 400 x 400 drawing smaller, standing at (x, y). @param {string} drawing @param {number} x @param {number} y @param {number} scale @param {number} [foot] its ground line */
const put = (drawing, x, y, scale, foot = 322) =>
  `<g transform="translate(${x} ${y}) scale(${scale}) translate(-200 ${-foot})">${oval(204, foot + 3, 122, 9, '#1c2522', 'opacity=".16"')}${drawing}</g>`;

/** Hangs a garment without a shadow. @param {string} drawing @param {number} x @param {number} y @param {number} scale */
const hang = (drawing, x, y, scale) => `<g transform="translate(${x} ${y}) scale(${scale}) translate(-200 -60)">${drawing}</g>`;

const shore = (/** @type {string} */ sky, /** @type {string} */ sun) =>
  [
    box(0, 0, 720, 520, 0, sky),
    oval(560, 112, 46, 46, sun),
    shape('M0 270 C90 190 170 210 260 236 C330 150 430 170 500 214 C580 176 660 200 720 232 V330 H0Z', '#a9bfb1'),
    shape('M0 300 C140 250 260 276 380 268 C520 256 640 262 720 280 V340 H0Z', '#8aa796'),
    repeat(9, i => shape(`M${40 + i * 78} ${304 - (i % 3) * 8} l17 -58 l17 58Z`, i % 2 ? '#5f8270' : '#6f9180')),
    box(0, 312, 720, 76, 0, '#b7d3d5'),
    repeat(7, i => line(`M${40 + i * 100} ${332 + (i % 3) * 16} h52`, '#dceaea', 4)),
    shape('M0 384 C180 360 480 364 720 388 V520 H0Z', '#cdbf94'),
    repeat(10, i => line(`M${24 + i * 74} 398 q5 -24 2 -36 M${32 + i * 74} 398 q8 -16 12 -26`, '#8a9468', 3)),
  ].join('');

const indoors = (/** @type {string} */ paper, /** @type {string} */ floor) =>
  [
    box(0, 0, 720, 520, 0, paper),
    box(70, 56, 168, 220, 4, '#d8e5e3'),
    shape('M70 220 C110 180 150 200 180 190 C210 176 226 190 238 186 V276 H70Z', '#a9bfb1'),
    line('M154 56 V276 M70 166 H238', '#fbf9f4', 8),
    box(60, 276, 188, 12, 3, '#fbf9f4'),
    box(0, 412, 720, 108, 0, floor),
    line('M0 412 H720', '#00000018', 3),
    repeat(9, i => line(`M${i * 92 - 20} 520 L${60 + i * 76} 414`, '#00000012', 2)),
  ].join('');

const shelf = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w) =>
  box(x, y, w, 13, 3, '#b98f62') + box(x + 24, y + 13, 10, 26, 2, '#9c744b') + box(x + w - 34, y + 13, 10, 26, 2, '#9c744b');
const rail = (/** @type {number} */ x, /** @type {number} */ w) =>
  line(`M${x} 92 H${x + w}`, '#8c6f50', 8) + repeat(Math.floor(w / 60), i => oval(x + 24 + i * 60, 92, 7, 7, '#6f573e'));

/** @type {Record<string, () => string>} */
const kHeroes = {
  default: () =>
    indoors('#ece2d0', '#c9a67a') +
    rail(300, 370) +
    hang(sweater(['#33475b', '#e8dcc8', '#b5573a'], { pattern: true }), 396, 92, 0.62) +
    hang(jacket(['#e0a030', '#33536b', '#33536b']), 574, 84, 0.62) +
    put(boot(['#5b4636', '#2f4a41', '#e0a458']), 150, 462, 0.66) +
    put(throwBlanket(['#a8543a', '#5e2f22', '#f0d9b0'], { kind: 'check' }), 356, 474, 0.5, 330) +
    put(lamp(['#3f5f52', '#d9c7ac', '#b5573a']), 566, 470, 0.62),
  welcome: () =>
    shore('#dcebe7', '#f7e2b0') +
    put(tent(['#e0a458', '#f0e4cc', '#b5573a']), 500, 442, 0.86) +
    put(boot(['#7c4a30', '#2f4a41', '#f0d9b0']), 150, 474, 0.7) +
    put(backpack(['#33475b', '#5d7690', '#e0a458']), 288, 470, 0.56, 330) +
    put(mug(['#e3dccb', '#7d6b58', '#b5573a']), 640, 486, 0.3),
  resume_cart: () =>
    indoors('#e9e3d6', '#bf9a70') +
    put(tote(['#e3d6bf', '#3f5f52', '#3f5f52']), 420, 478, 0.86, 330) +
    put(sneaker(['#ece4d6', '#3e5c76', '#b5573a']), 190, 474, 0.62) +
    put(candle(['#5d7690', '#b08a5c', '#33475b']), 604, 474, 0.52),
  second_order: () =>
    indoors('#e4e6da', '#c2a079') +
    rail(290, 380) +
    hang(jacket(['#3f5f52', '#2c443b', '#e0a458'], { padded: true }), 390, 86, 0.64) +
    hang(sweater(['#b5573a', '#8e4028', '#f0d9b0'], { neck: 'roll' }), 574, 92, 0.64) +
    put(chelsea(['#3d3530', '#7b6a58', '#b5573a']), 470, 478, 0.56) +
    put(duffel(['#7c5a43', '#4a3629', '#e8c170']), 172, 482, 0.62, 330),
  loyal: () =>
    indoors('#e8e0d8', '#b8946c') +
    shelf(300, 206, 380) +
    shelf(300, 372, 380) +
    put(mug(['#7d9488', '#e8dcc8', '#b5573a'], { kind: 'tall' }), 366, 206, 0.4) +
    put(lamp(['#c89b6d', '#55624a', '#f4d35e'], { kind: 'pebble' }), 488, 208, 0.42) +
    put(trailShoe(['#587b7f', '#f4d35e', '#ee6c4d'], { stripes: 2 }), 616, 206, 0.42) +
    put(sweater(['#6f8578', '#4a5c51', '#e8dcc8'], { neck: 'zip' }), 392, 372, 0.46, 334) +
    put(backpack(['#3a7d7c', '#ee6c4d', '#f4d35e'], { kind: 'light' }), 588, 372, 0.44, 332) +
    put(storage(['#d1b68c', '#5e3d2f', '#e8dcc8']), 156, 476, 0.56, 328),
  win_back: () =>
    indoors('#e5ded0', '#a8835b') +
    box(250, 330, 440, 22, 4, '#8c6a45') +
    box(280, 352, 26, 130, 3, '#76583a') +
    box(634, 352, 26, 130, 3, '#76583a') +
    put(boot(['#6d3f2c', '#3a332e', '#f0d9b0']), 382, 330, 0.72) +
    put(lamp(['#33475b', '#b08a5c', '#e8c170'], { kind: 'arc' }), 584, 332, 0.72) +
    line('M476 322 L530 300', '#8c6a45', 10) +
    box(522, 286, 34, 22, 4, '#59666a', 'transform="rotate(-22 539 297)"') +
    put(storage(['#d1b68c', '#5e3d2f', '#e8dcc8']), 130, 482, 0.6, 328),
  engaged: () =>
    shore('#e6ece3', '#f2d9a6') +
    put(boot(['#55624a', '#8a6f4e', '#e9c46a'], { low: true }), 150, 470, 0.62) +
    put(trailShoe(['#7a2e3a', '#f1e3d3', '#3a6ea5']), 360, 480, 0.66) +
    put(sneaker(['#8a5a44', '#5e3d2f', '#d9b382'], { slip: true }), 582, 470, 0.62) +
    repeat(
      3,
      i =>
        `<g transform="translate(${150 + i * 214} ${i === 1 ? 306 : 290})">${shape('M-26 -26 H26 A8 8 0 0 1 34 -18 V14 A8 8 0 0 1 26 22 H8 L0 34 L-8 22 H-26 A8 8 0 0 1 -34 14 V-18 A8 8 0 0 1 -26 -26Z', '#fbf9f4')}<text y="10" text-anchor="middle" font-family="Arial, sans-serif" font-weight="700" font-size="32" fill="#1f4a3f">?</text></g>`,
    ),
};

/** @type {Record<string, () => string>} */
const kTiles = {
  footwear: () =>
    box(0, 0, 400, 300, 0, '#d9e3dc') +
    put(boot(['#5b4636', '#2f4a41', '#e0a458']), 140, 262, 0.62) +
    put(trailShoe(['#2e5266', '#e07a4f', '#f2b134']), 276, 268, 0.56),
  clothing: () =>
    box(0, 0, 400, 300, 0, '#e6ddd0') +
    line('M30 34 H370', '#8c6f50', 7) +
    hang(jacket(['#e0a030', '#33536b', '#33536b']), 128, 34, 0.68) +
    hang(sweater(['#33475b', '#e8dcc8', '#b5573a'], { pattern: true }), 278, 34, 0.68),
  bags: () =>
    box(0, 0, 400, 300, 0, '#d8dfe4') +
    put(backpack(['#33475b', '#5d7690', '#e0a458']), 142, 266, 0.7, 330) +
    put(tote(['#8e4f38', '#5e3424', '#e8c170'], { kind: 'leather' }), 286, 270, 0.5, 330),
  home: () =>
    box(0, 0, 400, 300, 0, '#e7dfd2') +
    put(lamp(['#3f5f52', '#d9c7ac', '#b5573a']), 126, 266, 0.74) +
    put(throwBlanket(['#7d6b8a', '#4f4560', '#e8c170'], { kind: 'check' }), 284, 270, 0.5, 330),
  kitchen: () =>
    box(0, 0, 400, 300, 0, '#e2e6da') +
    put(coffee(['#b5573a', '#8a5a44', '#d9b382']), 124, 266, 0.68) +
    put(board(['#c6986a', '#5e3d2f', '#d1495b']), 244, 266, 0.5, 330) +
    put(mug(['#e3dccb', '#7d6b58', '#5d7690']), 336, 272, 0.36),
  sport: () =>
    box(0, 0, 400, 300, 0, '#dce6e2') +
    put(tent(['#e0a458', '#f0e4cc', '#b5573a']), 150, 266, 0.7) +
    put(mat(['#3a7d7c', '#e8dcc8', '#f2cc8f']), 312, 270, 0.42),
};

/** @param {number} w @param {number} h @param {string} inner */
const sheet = (w, h, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}">${inner}</svg>\n`;

const band = () =>
  box(0, 0, 520, 300, 0, '#2a5a4d') +
  box(20, 214, 480, 20, 4, '#8c6a45') +
  put(boot(['#c98b4a', '#7c4a30', '#f0d9b0']), 120, 214, 0.54) +
  put(duffel(['#a8543a', '#5e3424', '#e8c170']), 276, 214, 0.42, 330) +
  put(cookware(['#3b3f42', '#8fae8c', '#f4d35e'], { kind: 'pot' }), 416, 214, 0.44) +
  put(lantern(['#33475b', '#e8dcc8', '#e8c170']), 482, 214, 0.26) +
  line('M60 266 H460', '#3d7365', 3);

/** All wide pictures by file name. @returns {[string, string][]} */
export const banners = () => [
  ...Object.entries(kHeroes).map(([id, draw]) => /** @type {[string, string]} */ ([`hero-${id}.svg`, sheet(720, 520, draw())])),
  ...Object.entries(kTiles).map(([id, draw]) => /** @type {[string, string]} */ ([`tile-${id}.svg`, sheet(400, 300, draw())])),
  ['band.svg', sheet(520, 300, band())],
];
