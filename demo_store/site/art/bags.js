// Drawings of bags, in a 400 x 400 box with the ground at y = 330.
import { box, darker, lighter, line, oval, repeat, shape } from './paint.js';

/** @typedef {import('./footwear.js').Tones} Tones */

/** @param {Tones} tones @param {{ kind?: 'city' | 'trek' | 'satchel' | 'fold' | 'light' }} [look] */
export function backpack([main, second, accent], { kind = 'city' } = {}) {
  const loop = line('M174 82 C174 48 226 48 226 82', darker(main, 0.4), 10);
  const sides = line('M116 178 C90 200 92 280 112 316 M284 178 C310 200 308 280 288 316', darker(main, 0.4), 12);
  const body = shape(
    'M116 148 C116 96 150 76 200 76 C250 76 284 96 284 148 L294 312 C294 326 284 332 272 332 H128 C116 332 106 326 106 312Z',
    main,
  );
  const faces = {
    city: [
      shape('M126 214 H274 L280 306 C280 314 274 318 266 318 H134 C126 318 120 314 120 306Z', second),
      line('M130 232 H270', darker(second, 0.35), 4),
      box(188, 228, 8, 20, 3, accent),
      line('M138 132 C160 108 240 108 262 132', darker(main, 0.3), 4),
      box(168, 158, 64, 26, 4, lighter(accent, 0.25)),
    ],
    trek: [
      box(88, 200, 30, 86, 12, second),
      box(282, 200, 30, 86, 12, second),
      shape('M110 150 C110 92 150 70 200 70 C250 70 290 92 290 150 L278 166 H122Z', second),
      line('M160 166 V214 M240 166 V214', accent, 9),
      box(150, 206, 20, 14, 3, darker(main, 0.5)),
      box(230, 206, 20, 14, 3, darker(main, 0.5)),
      shape('M134 234 H266 L270 320 H130Z', darker(main, 0.15)),
      repeat(3, i => line(`M146 ${252 + i * 20} L254 ${264 + i * 20}`, accent, 3.5)),
    ],
    satchel: [
      shape('M112 134 C112 96 150 80 200 80 C250 80 288 96 288 134 L288 222 C288 240 112 240 112 222Z', second),
      line('M150 130 V256 M250 130 V256', accent, 13),
      box(140, 236, 20, 26, 4, lighter(accent, 0.45)),
      box(240, 236, 20, 26, 4, lighter(accent, 0.45)),
      line('M118 216 C130 226 270 226 282 216', darker(second, 0.25), 3, 'stroke-dasharray="6 6"'),
    ],
    fold: [
      shape('M118 88 H282 L288 140 H112Z', darker(main, 0.18)),
      shape('M116 84 H284 V104 H116Z', second),
      line('M200 104 V186', accent, 12),
      box(186, 176, 28, 22, 4, darker(main, 0.55)),
      box(132, 224, 136, 86, 8, darker(main, 0.12)),
      line('M140 242 H260', accent, 4),
    ],
    light: [
      line('M132 140 C160 112 240 112 268 140', accent, 5),
      shape('M130 206 C170 218 230 218 270 206 L278 312 H122Z', lighter(main, 0.16)),
      line('M130 206 C170 218 230 218 270 206', accent, 5),
      oval(200, 168, 15, 15, second),
      line('M192 172 l8 -12 l8 12', '#ffffff', 3),
    ],
  };
  return [loop, sides, body, ...faces[kind], line('M107 306 C150 322 250 322 293 306', darker(main, 0.35), 3)].join('');
}

/** @param {Tones} tones @param {{ kind?: 'canvas' | 'leather' | 'shoulder' | 'wide' }} [look] */
export function tote([main, second, accent], { kind = 'canvas' } = {}) {
  if (kind === 'shoulder') {
    return [
      line('M112 196 C110 60 290 60 288 196', second, 11),
      shape('M96 186 H304 C312 240 308 296 290 324 H110 C92 296 88 240 96 186Z', main),
      shape('M92 180 H308 C316 226 296 262 256 268 H144 C104 262 84 226 92 180Z', darker(main, 0.16)),
      line('M104 214 C116 246 132 256 150 258 H250 C268 256 284 246 296 214', lighter(main, 0.3), 2.5, 'stroke-dasharray="6 6"'),
      box(184, 252, 32, 30, 6, accent),
      oval(200, 267, 5, 5, darker(accent, 0.5)),
    ].join('');
  }
  const top = kind === 'wide' ? 164 : 142;
  return [
    line(`M150 ${top + 10} C150 46 250 46 250 ${top + 10}`, darker(second, 0.3), 11),
    shape(
      `M${kind === 'wide' ? 70 : 96} ${top} H${kind === 'wide' ? 330 : 304} L${kind === 'wide' ? 306 : 312} 330 H${kind === 'wide' ? 94 : 88}Z`,
      main,
    ),
    kind === 'canvas'
      ? shape('M91 276 H309 L312 330 H88Z', second) +
        `<g transform="translate(200 212)">${line('M0 26 V-24 M0 6 C-18 2 -24 -12 -22 -22 C-8 -20 0 -8 0 6 M0 -2 C16 -6 22 -18 20 -30 C8 -28 0 -14 0 -2', accent, 4.5)}</g>`
      : '',
    kind === 'leather'
      ? shape(`M97 ${top} H303 L304 ${top + 26} H96Z`, darker(main, 0.18)) +
        box(176, 196, 48, 30, 4, darker(main, 0.14)) +
        line('M184 211 H216', accent, 3) +
        line('M94 318 H306', lighter(main, 0.3), 2.5, 'stroke-dasharray="6 6"')
      : '',
    kind === 'wide'
      ? shape('M73 188 H327 L322 228 H78Z', second) + box(180, 180, 40, 56, 5, accent) + oval(200, 216, 6, 6, darker(accent, 0.5))
      : '',
    line(`M150 ${top + 4} V${top + 62} M250 ${top + 4} V${top + 62}`, darker(second, 0.3), 11),
    line(`M150 ${top + 8} C150 66 250 66 250 ${top + 8}`, second, 9),
  ].join('');
}

/** @param {Tones} tones @param {{ kind?: 'holdall' | 'duffel' | 'bar' }} [look] */
export function duffel([main, second, accent], { kind = 'holdall' } = {}) {
  if (kind === 'bar') {
    return [
      line('M146 150 V118 M254 150 V118', accent, 14),
      box(84, 146, 232, 140, 62, main),
      oval(112, 216, 30, 66, darker(main, 0.2)),
      oval(288, 216, 30, 66, darker(main, 0.2)),
      line('M124 176 H276', darker(main, 0.5), 6),
      box(262, 168, 22, 12, 4, accent),
      box(160, 216, 80, 36, 6, second),
    ].join('');
  }
  const low = kind === 'duffel';
  return [
    line(`M142 ${low ? 200 : 186} C142 88 258 88 258 ${low ? 200 : 186}`, darker(second, 0.2), 12),
    low
      ? box(58, 172, 284, 148, 66, main)
      : shape(
          'M76 206 C76 170 110 160 200 160 C290 160 324 170 324 206 L340 306 C342 322 332 328 320 328 H80 C68 328 58 322 60 306Z',
          main,
        ),
    low
      ? oval(96, 246, 36, 72, second) + oval(304, 246, 36, 72, second)
      : shape('M62 292 L60 306 C58 322 68 328 80 328 H320 C332 328 342 322 340 306 L338 292Z', second) +
        shape('M76 206 C78 186 90 176 106 170 L120 328 H80 C68 328 58 322 60 306Z', second, 'opacity=".55"') +
        shape('M324 206 C322 186 310 176 294 170 L280 328 H320 C332 328 342 322 340 306Z', second, 'opacity=".55"'),
    line(low ? 'M104 190 H296' : 'M112 184 C160 176 240 176 288 184', darker(main, 0.5), 6),
    box(low ? 280 : 268, low ? 183 : 178, 24, 12, 4, accent),
    line('M142 196 V318 M258 196 V318', darker(second, 0.2), 12),
    box(178, 226, 44, 30, 5, accent),
    line('M188 241 H212', darker(accent, 0.5), 3),
    low ? '' : line('M142 206 C146 120 254 120 258 206', second, 9),
    low ? line('M142 206 C146 124 254 124 258 206', lighter(second, 0.15), 9) : '',
  ].join('');
}
