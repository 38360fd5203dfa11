// Puts a product drawing into its three pictures: on a plain ground, close up, and in a scene.
import { boot, chelsea, sandal, sneaker, trailShoe } from './footwear.js';
import { jacket, shirt, sweater, trousers } from './clothing.js';
import { backpack, duffel, tote } from './bags.js';
import { candle, lamp, storage, throwBlanket } from './home.js';
import { board, coffee, cookware, flask, mug } from './kitchen.js';
import { blocks, bolster, helmet, kettlebell, lantern, mat, sleepingBag, tent } from './sport.js';
import { scenes } from './scenes.js';
import { isPale, lighter, mix, oval } from './paint.js';

/** @type {Record<string, (tones: any, look?: any) => string>} */
const kDrawings = {
  boot,
  chelsea,
  sandal,
  sneaker,
  trailShoe,
  jacket,
  shirt,
  sweater,
  trousers,
  backpack,
  duffel,
  tote,
  candle,
  lamp,
  storage,
  throwBlanket,
  board,
  coffee,
  cookware,
  flask,
  mug,
  blocks,
  bolster,
  helmet,
  kettlebell,
  lantern,
  mat,
  sleepingBag,
  tent,
};

/** Low things are drawn near their ground line: moved up and enlarged they stand in the middle. [up, magnification] */
/** @type {Record<string, [number, number]>} */
const kLift = {
  trailShoe: [34, 1.14],
  sneaker: [36, 1.14],
  sandal: [40, 1.16],
  boot: [2, 1.06],
  chelsea: [2, 1.06],
  cookware: [30, 1.1],
  duffel: [22, 1.06],
  throwBlanket: [24, 1.06],
  storage: [26, 1.04],
  candle: [6, 1.06],
  mug: [32, 1.14],
  blocks: [26, 1.08],
  helmet: [8, 1.1],
  bolster: [48, 1.12],
  tent: [8, 1.02],
  tote: [6, 1.02],
  mat: [8, 1.04],
  kettlebell: [0, 1.04],
  lamp: [8, 1.04],
  coffee: [6, 1.04],
  lantern: [-6, 1.04],
  backpack: [-6, 1.06],
};

/** Where each drawing is most interesting close up: centre x, y and magnification. */
const kCloseUp = {
  boot: [216, 190, 1.9],
  trailShoe: [214, 232, 1.9],
  sneaker: [220, 236, 1.9],
  chelsea: [196, 180, 1.8],
  sandal: [216, 236, 1.8],
  jacket: [204, 150, 1.8],
  sweater: [204, 140, 1.8],
  shirt: [204, 150, 1.8],
  trousers: [200, 134, 1.9],
  backpack: [204, 196, 1.8],
  tote: [206, 210, 1.8],
  duffel: [216, 226, 1.8],
  candle: [202, 190, 1.7],
  lamp: [206, 190, 1.6],
  storage: [190, 214, 1.8],
  throwBlanket: [180, 196, 1.8],
  board: [220, 220, 1.7],
  coffee: [200, 176, 1.7],
  cookware: [196, 212, 1.7],
  flask: [200, 170, 1.9],
  mug: [200, 210, 1.7],
  blocks: [220, 230, 1.7],
  bolster: [170, 246, 1.8],
  helmet: [220, 196, 1.7],
  kettlebell: [200, 200, 1.6],
  lantern: [200, 220, 1.7],
  mat: [200, 240, 1.7],
  sleepingBag: [210, 160, 1.8],
  tent: [200, 220, 1.7],
};

/** @param {string} inner */
const sheet = inner => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">${inner}</svg>\n`;

/**
 * The three pictures of a product, as SVG texts.
 * @param {{ art: string, look?: object, tones: [string, string, string], category: string }} product
 */
export function pictures({ art, look, tones, category }) {
  const flat = category === 'clothing';
  const draw = kDrawings[art];
  if (!draw) throw new Error(`catalog: no drawing is called "${art}"; write one of ${Object.keys(kDrawings).join(', ')}`);
  const drawing = draw(tones, look);
  const tint = isPale(tones[0]) ? tones[1] : tones[0];
  const ground = mix(isPale(tones[0]) ? '#e4ddd0' : '#f3efe7', lighter(tint, 0.72), 0.4);
  const shadow = flat ? '' : oval(204, 326, 128, 11, '#2a332f', 'opacity=".13"');
  const [x, y, zoom] = /** @type {Record<string, number[]>} */ (kCloseUp)[art];
  const [lift, size] = kLift[art] ?? [0, 1];
  const front = `<rect width="400" height="400" fill="${ground}"/><g transform="translate(200 ${200 - lift}) scale(${size}) translate(-200 -200)">${shadow}${drawing}</g>`;
  const detail = `<rect width="400" height="400" fill="${lighter(mix(tones[0], tones[1], 0.3), 0.62)}"/><g transform="translate(200 200) scale(${zoom}) translate(${-x} ${-y})">${drawing}</g>`;
  const feet = flat ? 290 : 326;
  const scene = `${scenes[category](tones)}<g transform="translate(200 ${feet}) scale(.82) translate(-200 -326)">${flat ? '' : oval(204, 326, 130, 11, '#1c2522', 'opacity=".22"')}${drawing}</g>`;
  return [sheet(front), sheet(detail), sheet(scene)];
}
