// Drawings of sports and camping goods, in a 400 x 400 box with the ground at y = 326.
import { box, darker, lighter, line, oval, repeat, shape } from './paint.js';

/** @typedef {import('./footwear.js').Tones} Tones */

/** @param {Tones} tones @param {{ tunnel?: boolean }} [look] */
export function tent([main, second, accent], { tunnel = false } = {}) {
  if (tunnel) {
    return [
      line('M40 326 L70 292 M360 326 L330 292', '#8a8f86', 3),
      shape('M52 322 C50 190 120 140 196 140 C280 140 346 190 348 322Z', main),
      shape('M52 322 C50 190 120 140 196 140 C140 170 116 230 116 322Z', darker(main, 0.18)),
      line('M116 322 C116 228 142 168 196 140 M214 322 C214 236 212 180 204 141', darker(main, 0.4), 4),
      shape('M232 322 C230 250 248 212 280 210 C312 214 322 260 322 322Z', second),
      shape('M276 322 C276 270 278 236 280 210 C300 214 306 250 296 322Z', darker(second, 0.5)),
      line('M280 210 V322', accent, 3),
      line('M48 322 H352', darker(main, 0.5), 5),
      box(142, 196, 40, 26, 6, lighter(main, 0.4)),
    ].join('');
  }
  return [
    line('M200 102 L48 324 M200 102 L352 324', '#8a8f86', 3),
    line('M34 328 L62 302 M366 328 L338 302', '#8a8f86', 3),
    shape('M200 96 C230 180 280 260 340 322 H60 C120 260 170 180 200 96Z', main),
    shape('M200 96 C170 180 120 260 60 322 H132 C164 250 190 180 200 96Z', darker(main, 0.2)),
    shape('M200 150 C214 214 240 270 268 322 H140 C166 270 188 214 200 150Z', second),
    shape('M200 150 C204 220 206 270 196 322 H140 C166 270 188 214 200 150Z', darker(second, 0.55)),
    line('M200 150 C206 220 206 270 197 322', accent, 3),
    shape('M200 96 L232 62 V86Z', accent),
    line('M200 98 V58', '#8a8f86', 4),
    line('M56 322 H344', darker(main, 0.5), 5),
  ].join('');
}

/** @param {Tones} tones */
export function sleepingBag([main, second, accent]) {
  return [
    `<g transform="rotate(-14 200 210)">`,
    shape('M150 74 C112 84 100 128 104 176 L132 324 C138 344 262 344 268 324 L296 176 C300 128 288 84 250 74 C220 66 180 66 150 74Z', main),
    repeat(5, i =>
      line(
        `M${108 + i * 5} ${196 + i * 29} C160 ${206 + i * 29} 240 ${206 + i * 29} ${292 - i * 5} ${196 + i * 29}`,
        darker(main, 0.22),
        4,
      ),
    ),
    shape('M148 148 C140 100 170 88 200 88 C230 88 260 100 252 148 C246 172 154 172 148 148Z', second),
    shape('M160 146 C156 116 176 104 200 104 C224 104 244 116 240 146 C232 160 168 160 160 146Z', lighter(second, 0.4)),
    line('M258 160 C268 200 262 262 252 310', accent, 4),
    box(252, 168, 16, 12, 4, accent),
    '</g>',
  ].join('');
}

/** @param {Tones} tones */
export function lantern([main, second, accent]) {
  return [
    oval(200, 212, 130, 120, '#ffe9b3', 'opacity=".45"'),
    line('M144 122 C146 40 254 40 256 122', second, 8),
    box(146, 110, 108, 26, 10, main),
    box(160, 92, 80, 22, 8, darker(main, 0.2)),
    box(148, 134, 104, 124, 8, '#fff6dc'),
    box(188, 150, 24, 96, 12, '#ffd778'),
    repeat(3, i => line(`M${160 + i * 40} 136 V258`, second, 5)),
    box(136, 254, 128, 62, 16, main),
    box(128, 304, 144, 18, 8, darker(main, 0.35)),
    oval(200, 284, 14, 14, accent),
    line('M200 276 V284', '#ffffff', 3),
  ].join('');
}

/** @param {Tones} tones @param {{ thin?: boolean }} [look] */
export function mat([main, second, accent], { thin = false } = {}) {
  const rings = thin ? 5 : 4;
  return [
    shape('M112 296 L330 230 C352 224 366 250 350 264 L160 330Z', darker(main, 0.12)),
    shape('M128 312 L346 248 L350 264 L160 330Z', second),
    shape('M84 266 L266 96 C292 80 330 104 326 140 L170 314Z', main),
    line('M148 214 L200 256 M228 140 L280 182', accent, 13),
    oval(126, 288, 58, 42, darker(main, 0.22), 'transform="rotate(38 126 288)"'),
    repeat(rings, i =>
      oval(
        126,
        288,
        50 - i * (46 / rings),
        35 - i * (32 / rings),
        i % 2 ? darker(main, 0.22) : lighter(second, 0.35),
        'transform="rotate(38 126 288)"',
      ),
    ),
  ].join('');
}

/** @param {Tones} tones */
export function blocks([main, second, accent]) {
  const speckles = repeat(26, i =>
    oval(92 + ((i * i * 31 + i * 61) % 213), 226 + ((i * i * 13 + i * 29) % 93), 3.4, 2.2, darker(main, 0.25), 'opacity=".7"'),
  );
  return [
    shape('M116 138 L138 116 H308 L286 138Z', lighter(main, 0.3)),
    shape('M286 138 L308 116 V196 L286 218Z', darker(main, 0.28)),
    box(116, 138, 170, 80, 6, lighter(main, 0.08)),
    repeat(14, i =>
      oval(126 + ((i * i * 19 + i * 47) % 149), 150 + ((i * i * 7 + i * 23) % 57), 3.2, 2, darker(main, 0.22), 'opacity=".7"'),
    ),
    box(78, 218, 238, 108, 8, main),
    shape('M316 222 L336 204 V304 L316 322Z', darker(main, 0.32)),
    shape('M82 218 L102 204 H336 L316 222Z', lighter(main, 0.22)),
    speckles,
    box(160, 256, 74, 32, 4, second),
    line('M174 272 H220', accent, 4),
  ].join('');
}

/** @param {Tones} tones */
export function kettlebell([main, second, accent]) {
  return [
    shape(
      'M128 190 C104 118 132 74 200 74 C268 74 296 118 272 190 L246 184 C262 132 246 106 200 106 C154 106 138 132 154 184Z',
      darker(main, 0.15),
    ),
    shape('M200 148 C272 148 306 198 306 246 C306 288 284 312 262 324 H138 C116 312 94 288 94 246 C94 198 128 148 200 148Z', main),
    shape('M118 236 C118 200 144 174 176 168 C150 196 140 230 150 280 C130 272 118 258 118 236Z', '#ffffff', 'opacity=".2"'),
    oval(200, 246, 44, 44, second),
    `<text x="200" y="259" text-anchor="middle" font-family="Arial, sans-serif" font-weight="700" font-size="38" fill="${accent}">12</text>`,
  ].join('');
}

/** @param {Tones} tones @param {{ city?: boolean }} [look] */
export function helmet([main, second, accent], { city = false } = {}) {
  const shell = 'M74 238 C70 148 130 92 208 92 C290 92 338 150 338 222 C338 238 326 246 308 244 L104 252 C86 254 76 252 74 238Z';
  return [
    line('M126 250 C150 290 178 316 210 326 C220 300 224 274 222 250', darker(second, 0.3), 8),
    box(196, 312, 28, 17, 5, accent),
    shape(shell, main),
    city
      ? shape('M60 232 C70 246 96 254 120 252 L116 226 C96 230 76 230 60 226Z', darker(main, 0.4)) +
        line('M84 214 C160 196 250 194 334 206', second, 10) +
        line('M140 138 C160 122 190 116 214 116 M236 118 C262 122 284 136 296 152', darker(main, 0.45), 9)
      : shape('M118 176 C140 138 180 118 214 118 C184 136 164 162 156 198Z', darker(main, 0.6)) +
        shape('M190 196 C194 154 214 128 244 122 C230 146 226 170 230 198Z', darker(main, 0.6)) +
        shape('M262 200 C258 168 262 146 276 134 C298 152 306 176 308 202Z', darker(main, 0.6)) +
        line('M96 210 C120 150 164 108 226 106', second, 7),
    shape('M74 234 C76 254 86 254 104 252 L308 244 C326 246 338 238 338 226 C260 214 150 218 74 234Z', darker(main, 0.28)),
    oval(312, 216, 9, 9, accent),
  ].join('');
}

/** @param {Tones} tones */
export function bolster([main, second, accent]) {
  return [
    box(72, 186, 256, 136, 66, main),
    line('M120 190 C104 220 104 290 120 318 M280 190 C296 220 296 290 280 318', darker(main, 0.22), 4),
    repeat(5, i => line(`M${150 + i * 25} 200 C${144 + i * 26} 240 ${146 + i * 26} 270 ${150 + i * 25} 308`, second, 5)),
    oval(94, 254, 34, 62, lighter(main, 0.2)),
    oval(94, 254, 22, 44, main),
    oval(94, 254, 8, 10, accent),
    line('M184 186 C184 150 236 150 236 186', accent, 9),
  ].join('');
}
