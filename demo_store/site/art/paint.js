// Colour arithmetic and small SVG helpers shared by all product drawings.

/** @param {string} hex @returns {[number, number, number]} */
function channels(hex) {
  const n = parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

/**
 * Mixes two colours.
 * @param {string} a @param {string} b @param {number} share of b, 0..1
 */
export function mix(a, b, share) {
  const [x, y] = [channels(a), channels(b)];
  const out = x.map((v, i) => Math.round(v + (y[i] - v) * share));
  return `#${out.map(v => v.toString(16).padStart(2, '0')).join('')}`;
}

/** @param {string} hex @param {number} share */
export const darker = (hex, share) => mix(hex, '#10201c', share);

/** @param {string} hex @param {number} share */
export const lighter = (hex, share) => mix(hex, '#ffffff', share);

/** Whether a thing of this colour would vanish on a pale ground. @param {string} hex */
export const isPale = hex => channels(hex).reduce((sum, v) => sum + v, 0) > 3 * 196;

/** @param {string} d @param {string} fill @param {string} [rest] */
export const shape = (d, fill, rest = '') => `<path d="${d}" fill="${fill}" ${rest}/>`;

/** @param {string} d @param {string} stroke @param {number} width @param {string} [rest] */
export const line = (d, stroke, width, rest = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${rest}/>`;

/** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} r @param {string} fill @param {string} [rest] */
export const box = (x, y, w, h, r, fill, rest = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${rest}/>`;

/** @param {number} cx @param {number} cy @param {number} rx @param {number} ry @param {string} fill @param {string} [rest] */
export const oval = (cx, cy, rx, ry, fill, rest = '') => `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${rest}/>`;

/**
 * Repeats a drawing.
 * @param {number} times @param {(i: number) => string} draw
 */
export const repeat = (times, draw) => Array.from({ length: times }, (_, i) => draw(i)).join('');
