// Drawings of kitchen goods, in a 400 x 400 box with the ground at y = 326.
import { box, darker, lighter, line, oval, repeat, shape } from './paint.js';

/** @typedef {import('./footwear.js').Tones} Tones */

/** @param {Tones} tones @param {{ kind?: 'speckle' | 'dip' | 'tall' }} [look] */
export function mug([main, second, accent], { kind = 'speckle' } = {}) {
  const tall = kind === 'tall';
  const top = tall ? 108 : 158;
  const body = tall
    ? `M126 ${top} H262 L252 300 C250 318 240 324 226 324 H162 C148 324 138 318 136 300Z`
    : `M106 ${top} H272 V276 C272 308 254 324 226 324 H152 C124 324 106 308 106 276Z`;
  return [
    line(tall ? 'M258 170 C312 158 318 250 254 252' : 'M272 192 C334 180 334 284 268 274', darker(main, 0.1), 19),
    shape(body, main),
    `<clipPath id="m"><path d="${body}"/></clipPath><g clip-path="url(#m)">`,
    kind === 'dip' ? shape('M90 232 C150 214 210 252 290 226 V340 H90Z', second) : '',
    kind === 'speckle'
      ? repeat(40, i =>
          oval(112 + ((i * i * 29 + i * 71) % 157), 174 + ((i * i * 17 + i * 43) % 121), 1.6 + (i % 4) * 0.6, 1.5 + (i % 3) * 0.5, second),
        ) + box(90, 300, 200, 40, 0, accent)
      : '',
    tall ? box(90, 208, 200, 30, 0, second) + box(90, 246, 200, 8, 0, accent) : '',
    box(tall ? 144 : 122, top + 14, 15, 150, 7, '#ffffff', 'opacity=".28"'),
    '</g>',
    oval(tall ? 194 : 189, top, tall ? 68 : 83, 15, lighter(main, 0.25)),
    oval(tall ? 194 : 189, top + 2, tall ? 60 : 74, 11, '#4a3023'),
  ].join('');
}

/** @param {Tones} tones */
export function flask([main, second, accent]) {
  return [
    line('M176 74 C176 44 224 44 224 74', second, 10),
    box(162, 70, 76, 44, 10, second),
    box(168, 110, 64, 16, 2, '#cfd4d2'),
    shape(
      'M164 124 H236 C254 136 262 150 262 172 V304 C262 318 254 326 240 326 H160 C146 326 138 318 138 304 V172 C138 150 146 136 164 124Z',
      main,
    ),
    box(152, 168, 16, 136, 8, '#ffffff', 'opacity=".25"'),
    box(138, 290, 124, 14, 0, darker(main, 0.25)),
    `<g transform="translate(206 224)">${line('M-24 18 L-6 -14 L4 4 L12 -8 L28 18Z', accent, 5)}</g>`,
  ].join('');
}

/** @param {Tones} tones @param {{ kind?: 'skillet' | 'pot' | 'saucepan' }} [look] */
export function cookware([main, second, accent], { kind = 'skillet' } = {}) {
  if (kind === 'skillet') {
    return [
      line('M268 170 L352 92', darker(main, 0.25), 24),
      oval(346, 98, 6, 6, lighter(main, 0.55)),
      line('M276 162 L322 120', lighter(main, 0.12), 6),
      oval(184, 240, 124, 92, darker(main, 0.4)),
      oval(184, 232, 124, 90, main),
      oval(184, 232, 102, 72, darker(main, 0.28)),
      oval(184, 236, 94, 64, darker(main, 0.16)),
      shape('M110 224 C122 186 160 172 196 172 C160 182 134 200 124 238Z', '#ffffff', 'opacity=".14"'),
      line('M160 258 C150 236 160 214 186 206 M186 206 C192 232 182 252 160 258 M160 258 L180 222', second, 4),
      oval(220, 244, 15, 13, accent),
      oval(216, 240, 4, 3, '#ffffff', 'opacity=".6"'),
    ].join('');
  }
  const pot = kind === 'pot';
  return [
    pot
      ? line('M94 218 C58 212 58 258 98 256 M306 218 C342 212 342 258 302 256', second, 14)
      : line('M286 214 L376 190', second, 19) + oval(368, 192, 4, 4, '#ffffff'),
    shape(`M90 188 H310 V282 C310 312 292 326 262 326 H138 C108 326 90 312 90 282Z`, main),
    box(106, 206, 17, 96, 8, '#ffffff', 'opacity=".25"'),
    box(90, 300, 220, 7, 0, darker(main, 0.2)),
    shape('M82 184 C92 134 308 134 318 184Z', pot ? lighter(main, 0.1) : '#d8dcda'),
    box(78, 180, 244, 14, 7, pot ? darker(main, 0.25) : '#b9c0bd'),
    shape('M112 174 C130 156 160 150 190 148', 'none', 'stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".5"'),
    line('M180 148 C180 116 220 116 220 148', accent, 11),
  ].join('');
}

/** @param {Tones} tones @param {{ knife?: boolean }} [look] */
export function board([main, second, accent], { knife = false } = {}) {
  if (knife) {
    return [
      `<g transform="rotate(-34 200 210)">`,
      shape('M34 196 C100 188 180 186 240 188 V232 C160 250 84 240 34 196Z', '#cdd4d3'),
      shape('M34 196 C100 206 180 212 240 212 V232 C160 250 84 240 34 196Z', '#e9edec'),
      box(236, 184, 14, 52, 3, '#97a19f'),
      shape('M248 184 H360 C374 186 380 200 378 214 C374 230 352 236 332 230 C306 224 280 228 248 234Z', main),
      line('M252 194 H358', lighter(main, 0.25), 3),
      repeat(3, i => oval(274 + i * 36, 209, 5.5, 5.5, second)),
      line('M70 204 C120 208 170 210 226 210', accent, 1.5),
      '</g>',
    ].join('');
  }
  return [
    `<g transform="rotate(-6 200 220)">`,
    box(96, 98, 196, 232, 26, darker(main, 0.25)),
    box(92, 92, 196, 232, 26, main),
    repeat(6, i =>
      line(
        `M${112 + i * 30} 96 C${104 + i * 32} 180 ${124 + i * 28} 240 ${114 + i * 31} 320`,
        i % 2 ? darker(main, 0.13) : lighter(main, 0.2),
        3.5,
      ),
    ),
    oval(190, 122, 15, 15, darker(main, 0.5)),
    line('M190 112 C170 70 214 60 204 108', second, 6),
    '</g>',
    `<g transform="translate(252 268)">`,
    oval(0, 10, 48, 42, accent),
    oval(-14, -4, 12, 9, '#ffffff', 'opacity=".35"'),
    shape('M0 -30 L-16 -44 L2 -38 L14 -50 L12 -32 L26 -28Z', '#4c7a3f'),
    '</g>',
  ].join('');
}

/** @param {Tones} tones @param {{ kettle?: boolean }} [look] */
export function coffee([main, second, accent], { kettle = false } = {}) {
  if (kettle) {
    return [
      line('M116 262 C66 262 86 176 44 158', main, 14),
      line('M44 158 L34 160', main, 10),
      line('M268 168 C356 140 366 262 300 282', second, 17),
      shape('M134 164 H266 L300 300 C302 316 294 322 282 322 H118 C106 322 98 316 100 300Z', main),
      shape('M146 176 L124 300 H144 L162 176Z', '#ffffff', 'opacity=".24"'),
      shape('M138 164 C146 132 254 132 262 164Z', darker(main, 0.18)),
      box(130, 158, 140, 12, 6, darker(main, 0.4)),
      oval(200, 128, 15, 13, accent),
      box(100, 304, 200, 8, 0, darker(main, 0.25)),
    ].join('');
  }
  return [
    shape('M108 84 H292 L228 182 H172Z', main),
    shape('M128 84 H156 L186 182 H172Z', '#ffffff', 'opacity=".35"'),
    shape('M120 92 H280 L262 120 H138Z', '#5b3a28'),
    oval(200, 92, 80, 9, '#6d4731'),
    line('M292 100 C336 96 330 154 262 146', main, 13),
    box(142, 180, 116, 13, 6, second),
    shape(
      'M160 192 H240 C246 214 288 250 288 286 C288 314 262 324 200 324 C138 324 112 314 112 286 C112 250 154 214 160 192Z',
      '#e3ecea',
      'opacity=".9"',
    ),
    shape('M118 270 H282 C292 306 266 320 200 320 C134 320 108 306 118 270Z', '#5b3a28'),
    shape('M146 226 C134 244 126 258 126 284', 'none', 'stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".8"'),
    line('M160 200 H240', accent, 14),
    oval(200, 200, 6, 6, lighter(accent, 0.5)),
  ].join('');
}
