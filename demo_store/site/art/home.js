// Drawings of things for the home, in a 400 x 400 box with the ground at y = 330.
import { box, darker, lighter, line, oval, repeat, shape } from './paint.js';

/** @typedef {import('./footwear.js').Tones} Tones */

/** @param {Tones} tones @param {{ kind?: 'plain' | 'stripe' | 'check' }} [look] */
export function throwBlanket([main, second, accent], { kind = 'plain' } = {}) {
  const layer = (/** @type {number} */ y, /** @type {string} */ fill) =>
    `<path d="M84 ${y} C84 ${y - 22} 96 ${y - 30} 116 ${y - 30} H296 C322 ${y - 30} 322 ${y + 26} 296 ${y + 26} H100 C90 ${y + 26} 84 ${y + 14} 84 ${y}Z" fill="${fill}"/>`;
  const pattern = {
    plain: repeat(9, i => line(`M${112 + i * 24} 130 V176`, lighter(main, 0.16), 3)),
    stripe: box(128, 116, 20, 80, 0, second) + box(156, 116, 8, 80, 0, accent) + box(252, 116, 20, 80, 0, second),
    check:
      repeat(5, i => box(112 + i * 44, 116, 18, 80, 0, second, 'opacity=".75"')) +
      box(84, 140, 240, 16, 0, second, 'opacity=".75"') +
      repeat(5, i => line(`M${143 + i * 44} 118 V194`, accent, 2.5)),
  };
  return [
    layer(302, darker(main, 0.3)),
    layer(250, darker(main, 0.12)),
    layer(200, main),
    line('M300 276 C312 286 312 316 300 324 M300 224 C312 234 312 264 300 272', darker(main, 0.45), 3),
    `<clipPath id="f"><path d="M84 224 V150 C84 124 96 114 118 114 H290 C312 114 318 130 316 150 L316 216 C316 226 306 226 296 226Z"/></clipPath>`,
    shape('M84 224 V150 C84 124 96 114 118 114 H290 C312 114 318 130 316 150 L316 216 C316 226 306 226 296 226Z', main),
    `<g clip-path="url(#f)"><g transform="translate(0 -4) scale(1 1.16)">${pattern[kind]}</g></g>`,
    line('M86 224 H296', darker(main, 0.25), 3),
    repeat(15, i => line(`M${92 + i * 14} 226 v${13 + (i % 3) * 2}`, i % 2 ? lighter(main, 0.3) : lighter(second, 0.2), 4)),
  ].join('');
}

/** @param {Tones} tones @param {{ kind?: 'table' | 'arc' | 'pebble' }} [look] */
export function lamp([main, second, accent], { kind = 'table' } = {}) {
  const glow = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ r) =>
    oval(x, y, r, r * 0.86, '#ffe9b8', 'opacity=".5"') + oval(x, y, r * 0.66, r * 0.58, '#fff3d4', 'opacity=".7"');
  if (kind === 'arc') {
    return [
      glow(262, 196, 92),
      line('M132 316 C116 160 160 74 258 108', second, 9),
      shape('M222 168 C224 126 244 104 264 104 C286 108 302 134 306 168Z', main),
      shape('M222 168 H306 C300 182 230 182 222 168Z', '#fff0c9'),
      line('M236 156 C238 134 248 118 260 114', lighter(main, 0.35), 4),
      oval(134, 318, 62, 13, darker(second, 0.25)),
      oval(134, 313, 62, 12, second),
      oval(132, 236, 9, 9, accent),
    ].join('');
  }
  if (kind === 'pebble') {
    return [
      glow(200, 232, 128),
      shape(
        'M110 262 C104 190 150 142 204 142 C260 142 300 190 292 262 C286 306 252 320 200 320 C148 320 114 306 110 262Z',
        lighter(main, 0.35),
      ),
      shape('M132 250 C130 200 160 168 196 164 C172 190 160 226 168 300 C146 292 134 278 132 250Z', '#ffffff', 'opacity=".55"'),
      shape('M116 284 C140 302 260 302 286 284 C276 310 246 320 200 320 C156 320 126 310 116 284Z', second),
      oval(200, 303, 7, 4, accent),
    ].join('');
  }
  return [
    glow(200, 170, 140),
    shape('M148 92 H252 L288 204 H112Z', main),
    shape('M148 92 H176 L152 204 H112Z', lighter(main, 0.3)),
    shape('M112 196 H288 L290 208 H110Z', darker(main, 0.14)),
    box(194, 206, 12, 30, 3, accent),
    shape('M178 236 H222 C232 252 246 264 246 284 C246 302 226 312 200 312 C174 312 154 302 154 284 C154 264 168 252 178 236Z', second),
    shape('M180 244 C172 258 164 268 166 288 C170 298 178 304 186 306 C178 286 180 262 190 244Z', lighter(second, 0.35)),
    oval(200, 316, 52, 9, darker(second, 0.3)),
  ].join('');
}

/** @param {Tones} tones @param {{ tall?: boolean, lid?: boolean }} [look] */
export function candle([main, second, accent], { tall = false, lid = false } = {}) {
  const top = tall ? 150 : 186;
  const h = 318 - top;
  return [
    oval(200, top - 44, 44, 50, '#ffe3a3', 'opacity=".45"'),
    shape(`M200 ${top - 74} C222 ${top - 46} 216 ${top - 26} 200 ${top - 22} C184 ${top - 26} 180 ${top - 46} 200 ${top - 74}Z`, '#f5a93c'),
    shape(`M200 ${top - 56} C210 ${top - 42} 208 ${top - 28} 200 ${top - 26} C192 ${top - 28} 192 ${top - 42} 200 ${top - 56}Z`, '#fff1c4'),
    line(`M200 ${top - 28} V${top + 4}`, '#3a2f28', 4),
    shape(`M128 ${top} V${top + h - 18} C128 ${top + h + 6} 272 ${top + h + 6} 272 ${top + h - 18} V${top}Z`, main),
    oval(200, top, 72, 17, darker(main, 0.25)),
    oval(200, top + 3, 62, 13, lighter(second, 0.55)),
    shape(
      `M140 ${top + 16} V${top + h - 22} C144 ${top + h - 14} 152 ${top + h - 10} 158 ${top + h - 8} V${top + 20}Z`,
      '#ffffff',
      'opacity=".22"',
    ),
    box(162, top + h * 0.36, 76, h * 0.36, 3, '#f8f4ea'),
    line(`M174 ${top + h * 0.36 + 15} H226`, accent, 4),
    line(`M184 ${top + h * 0.36 + 28} H216`, darker(main, 0.2), 3),
    lid
      ? oval(306, 312, 52, 11, darker(second, 0.35)) + box(254, 296, 104, 15, 6, second) + oval(306, 296, 52, 9, lighter(second, 0.2))
      : '',
  ].join('');
}

/** @param {Tones} tones @param {{ kind?: 'basket' | 'jars' }} [look] */
export function storage([main, second, accent], { kind = 'basket' } = {}) {
  if (kind === 'jars') {
    const jar = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w, /** @type {string} */ fill) =>
      [
        box(x, y, w, 326 - y, 16, fill),
        box(x + 8, y + 14, 11, 326 - y - 34, 5, '#ffffff', 'opacity=".3"'),
        box(x - 4, y - 16, w + 8, 24, 8, second),
        box(x + w / 2 - 10, y - 28, 20, 14, 6, darker(second, 0.2)),
        line(`M${x + 22} ${y + 62} H${x + w - 16}`, accent, 4),
      ].join('');
    return jar(76, 186, 88, lighter(main, 0.12)) + jar(156, 134, 98, main) + jar(248, 214, 80, darker(main, 0.14));
  }
  return [
    line('M116 190 C96 150 96 128 118 128 C136 128 138 150 134 184 M284 190 C304 150 304 128 282 128 C264 128 262 150 266 184', second, 11),
    shape('M92 176 H308 L292 312 C290 324 282 328 270 328 H130 C118 328 110 324 108 312Z', main),
    repeat(7, i =>
      line(
        `M${94 + i * 2.4} ${194 + i * 20} C150 ${202 + i * 20} 250 ${202 + i * 20} ${306 - i * 2.4} ${194 + i * 20}`,
        i > 3 ? darker(second, 0.1) : darker(main, 0.2),
        i > 3 ? 9 : 4,
      ),
    ),
    oval(200, 176, 108, 18, darker(main, 0.2)),
    oval(200, 177, 96, 13, darker(main, 0.55)),
    shape('M136 180 C140 140 180 136 198 160 C216 134 258 142 264 180 C240 190 160 190 136 180Z', lighter(accent, 0.3)),
    line('M198 160 C190 168 186 176 184 186', darker(accent, 0.15), 3),
  ].join('');
}
