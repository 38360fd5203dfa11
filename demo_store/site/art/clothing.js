// Drawings of clothing laid flat, in a 400 x 400 box.
import { box, darker, lighter, line, oval, repeat, shape } from './paint.js';

/** @typedef {import('./footwear.js').Tones} Tones */

const kTorso =
  'M142 92 C160 104 240 104 258 92 L306 116 C324 150 334 210 340 280 L296 290 L278 196 L282 330 C240 338 160 338 118 330 L122 196 L104 290 L60 280 C66 210 76 150 94 116Z';

/** @param {Tones} tones @param {{ padded?: boolean, hood?: boolean }} [look] */
export function jacket([main, second, accent], { padded = false, hood = true } = {}) {
  const seams = padded
    ? repeat(6, i =>
        line(
          `M${123 - i * 0.6} ${150 + i * 32} C160 ${158 + i * 32} 240 ${158 + i * 32} ${277 + i * 0.6} ${150 + i * 32}`,
          darker(main, 0.22),
          3,
        ),
      ) +
      repeat(4, i =>
        line(
          `M${96 - i * 8} ${160 + i * 32} L${121 - i * 4} ${168 + i * 30} M${304 + i * 8} ${160 + i * 32} L${279 + i * 4} ${168 + i * 30}`,
          darker(main, 0.22),
          3,
        ),
      )
    : shape('M142 92 C160 104 240 104 258 92 L306 116 C312 128 316 142 320 160 C240 182 160 182 80 160 C84 142 88 128 94 116Z', second);
  const head = hood
    ? shape('M140 96 C142 44 258 44 260 96 C240 118 160 118 140 96Z', darker(main, 0.14)) +
      shape('M158 94 C164 62 236 62 242 94 C228 110 172 110 158 94Z', darker(main, 0.5))
    : shape('M148 96 C154 74 246 74 252 96 C236 112 164 112 148 96Z', darker(main, 0.3));
  return [
    shape(kTorso, main),
    seams,
    head,
    line('M122 196 L119 322', darker(main, 0.25), 3),
    line('M278 196 L281 322', darker(main, 0.25), 3),
    line('M200 108 V334', darker(main, 0.45), 7),
    line('M200 108 V334', accent, 2.5),
    line('M140 246 L164 284 M260 246 L236 284', padded ? accent : darker(main, 0.35), 5),
    box(222, 196, 34, 6, 3, accent),
    shape('M60 268 L107 276 L104 290 L60 280Z', darker(main, 0.28)),
    shape('M340 268 L293 276 L296 290 L340 280Z', darker(main, 0.28)),
  ].join('');
}

/** @param {Tones} tones @param {{ neck?: 'crew' | 'roll' | 'zip' | 'cardigan', pattern?: boolean }} [look] */
export function sweater([main, second, accent], { neck = 'crew', pattern = false } = {}) {
  const rib = darker(main, 0.14);
  const ribs = (/** @type {number} */ n, /** @type {(i: number) => string} */ d) => repeat(n, i => line(d(i), darker(main, 0.26), 2));
  const necks = {
    crew: oval(200, 96, 56, 19, rib) + oval(200, 91, 42, 11, darker(main, 0.5)),
    roll:
      shape('M152 100 L156 58 C170 48 230 48 244 58 L248 100 C230 114 170 114 152 100Z', rib) +
      oval(200, 58, 40, 9, darker(main, 0.5)) +
      ribs(7, i => `M${164 + i * 12} 66 V102`),
    zip:
      shape('M150 100 L158 64 C172 56 228 56 242 64 L250 100 C230 114 170 114 150 100Z', rib) +
      shape('M184 58 L200 78 L216 58 C206 54 194 54 184 58Z', darker(main, 0.5)) +
      line('M200 78 V176', darker(main, 0.5), 6) +
      line('M200 78 V176', accent, 2) +
      box(196, 170, 8, 18, 3, accent),
    cardigan:
      shape('M158 92 L200 208 L242 92 C228 84 172 84 158 92Z', lighter(second, 0.5)) +
      line('M154 92 L200 210 L246 92', rib, 14) +
      line('M200 210 V330', rib, 14) +
      repeat(4, i => oval(200, 226 + i * 30, 6, 6, accent)),
  };
  const yoke = pattern
    ? repeat(15, i => shape(`M${112 + i * 12.5} 160 l6 -9 l6 9 l-6 9Z`, i % 2 ? accent : second)) +
      line('M92 182 C160 196 240 196 308 182', second, 4, 'stroke-dasharray="4 6"') +
      line('M96 138 C160 152 240 152 304 138', second, 4, 'stroke-dasharray="4 6"')
    : '';
  return [
    shape(kTorso, main),
    yoke,
    line('M122 196 L119 316', darker(main, 0.2), 3),
    line('M278 196 L281 316', darker(main, 0.2), 3),
    shape('M118 308 L118 330 C160 338 240 338 282 330 L282 308 C240 318 160 318 118 308Z', rib),
    ribs(12, i => `M${126 + i * 13.4} ${316} V332`),
    shape('M62 256 L109 264 L104 290 L60 280Z', rib),
    shape('M338 256 L291 264 L296 290 L340 280Z', rib),
    necks[neck],
  ].join('');
}

/** @param {Tones} tones @param {{ kind?: 'tee' | 'overshirt' | 'check' }} [look] */
export function shirt([main, second, accent], { kind = 'tee' } = {}) {
  if (kind === 'tee') {
    return [
      shape(
        'M146 94 C162 110 238 110 254 94 L308 118 L336 188 L286 208 L276 184 L280 326 C240 334 160 334 120 326 L124 184 L114 208 L64 188 L92 118Z',
        main,
      ),
      shape('M146 94 C162 122 238 122 254 94 L240 89 C226 104 174 104 160 89Z', darker(main, 0.16)),
      shape('M160 89 C174 104 226 104 240 89 C226 84 174 84 160 89Z', darker(main, 0.45)),
      line('M70 176 L112 193 M330 176 L288 193', darker(main, 0.16), 2.5),
      line('M121 314 C160 322 240 322 279 314', darker(main, 0.16), 2.5),
      box(218, 168, 36, 42, 4, second),
      line('M218 178 H254', darker(second, 0.25), 2.5),
    ].join('');
  }
  const weave =
    kind === 'check'
      ? `<clipPath id="t"><path d="${kTorso}"/></clipPath><g clip-path="url(#t)">${repeat(8, i => line(`M${76 + i * 36} 80 V350`, second, 11, 'opacity=".7"'))}${repeat(7, i => line(`M50 ${112 + i * 36} H350`, second, 11, 'opacity=".7"'))}${repeat(8, i => line(`M${90 + i * 36} 80 V350`, accent, 2))}${repeat(7, i => line(`M50 ${126 + i * 36} H350`, accent, 2))}</g>`
      : '';
  return [
    shape(kTorso, main),
    weave,
    line('M122 196 L119 326', darker(main, 0.3), 3),
    line('M278 196 L281 326', darker(main, 0.3), 3),
    shape('M150 98 L166 74 L200 92 L234 74 L250 98 L222 128 L200 100 L178 128Z', darker(main, 0.16)),
    shape('M170 78 L200 94 L230 78 C216 70 184 70 170 78Z', darker(main, 0.5)),
    line('M200 102 V334', darker(main, 0.28), 3),
    repeat(6, i => oval(207, 124 + i * 36, 4.5, 4.5, lighter(accent, 0.4))),
    box(136, 164, 48, 56, 4, darker(main, 0.12)),
    shape('M134 164 H186 V178 L160 190 L134 178Z', darker(main, 0.22)),
    box(218, 164, 48, 56, 4, darker(main, 0.12)),
    shape('M216 164 H268 V178 L242 190 L216 178Z', darker(main, 0.22)),
  ].join('');
}

/** @param {Tones} tones @param {{ trek?: boolean }} [look] */
export function trousers([main, second, accent], { trek = false } = {}) {
  return [
    shape('M136 66 H264 L284 344 H214 L202 164 L198 164 L186 344 H116Z', main),
    shape('M134 64 H266 L268 90 H132Z', darker(main, 0.16)),
    repeat(5, i => box(146 + i * 25, 62, 7, 30, 2, darker(main, 0.3))),
    oval(200, 78, 5, 5, accent),
    line('M200 92 V160 M200 92 C214 110 214 140 200 152', darker(main, 0.28), 3),
    line('M138 100 C158 112 164 122 162 142 M262 100 C242 112 236 122 238 142', darker(main, 0.28), 3),
    trek
      ? shape('M126 212 L190 212 L188 262 L122 262Z', second) +
        shape('M274 212 L210 212 L212 262 L278 262Z', second) +
        box(246, 156, 34, 44, 4, darker(main, 0.2)) +
        line('M250 168 H276', accent, 3)
      : line('M152 170 L148 340 M248 170 L252 340', darker(main, 0.12), 2.5) +
        shape('M116 330 L187 330 L186 344 H116Z', darker(main, 0.18)) +
        shape('M213 330 L283 330 L284 344 H214Z', darker(main, 0.18)),
  ].join('');
}
