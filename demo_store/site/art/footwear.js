// Drawings of shoes in side view, toe to the right, in a 400 x 400 box with the ground at y = 318.
import { box, darker, lighter, line, oval, repeat, shape } from './paint.js';

/** @typedef {[main: string, second: string, accent: string]} Tones */

/** @param {Tones} tones @param {{ low?: boolean }} [look] */
export function boot([main, second, accent], { low = false } = {}) {
  const top = low ? 150 : 84;
  const collar = top + 2;
  const body = `M134 ${top} C160 ${top - 10} 196 ${top - 10} 218 ${top} L226 178 C246 206 286 210 312 230 C330 244 334 262 332 284 L118 284 C112 246 130 190 134 ${top}Z`;
  const eyelets = low ? 2 : 4;
  return [
    shape(body, main),
    shape('M118 284 C116 252 122 222 128 196 C156 202 172 240 170 284Z', darker(main, 0.18)),
    shape('M270 216 C306 222 334 244 332 284 L256 284 C254 254 258 232 270 216Z', second),
    shape(
      `M134 ${top} C160 ${top - 10} 196 ${top - 10} 218 ${top} L220 ${top + 24} C196 ${top + 14} 160 ${top + 14} 132 ${top + 24}Z`,
      second,
    ),
    shape(`M194 ${collar + 14} L219 ${collar + 14} L226 178 L262 212 C240 214 216 206 204 190Z`, darker(main, 0.3)),
    repeat(eyelets, i => line(`M198 ${(low ? 172 : 124) + i * 20} L${226 + i * 2} ${(low ? 166 : 118) + i * 20}`, accent, 5)),
    line('M210 200 L240 190', accent, 5),
    line('M222 212 L254 202', accent, 5),
    line(`M134 ${top + 40} C130 ${top + 80} 128 200 126 222`, lighter(main, 0.25), 3, 'stroke-dasharray="5 6"'),
    shape('M112 280 H336 C340 292 338 300 334 306 H116 C110 300 110 290 112 280Z', lighter(second, 0.75)),
    shape('M114 298 H337 L330 318 H118Z', darker(second, 0.45)),
    repeat(8, i => box(128 + i * 25, 310, 12, 9, 2, darker(second, 0.75))),
  ].join('');
}

/** @param {Tones} tones @param {{ stripes?: number }} [look] */
export function trailShoe([main, second, accent], { stripes = 3 } = {}) {
  return [
    shape(
      'M78 246 C76 214 82 190 98 182 C112 178 120 192 134 198 C156 206 172 188 186 166 C198 154 214 158 222 172 C242 206 286 216 318 234 C338 246 344 264 340 284 L80 284 C74 272 78 258 78 246Z',
      main,
    ),
    shape(
      'M78 246 C76 214 82 190 98 182 C108 180 116 188 124 194 C134 224 130 258 124 284 L80 284 C74 272 78 258 78 246Z',
      darker(main, 0.22),
    ),
    shape('M276 218 C320 228 346 250 340 284 L270 284 C264 256 266 234 276 218Z', second),
    shape('M182 170 C198 152 214 158 222 172 C232 190 248 202 266 210 L238 226 C214 214 194 196 182 170Z', darker(main, 0.35)),
    repeat(4, i => line(`M${190 + i * 15} ${194 + i * 9} L${216 + i * 15} ${178 + i * 10}`, accent, 5)),
    repeat(stripes, i => line(`M${150 + i * 26} 280 L${176 + i * 24} 226`, i % 2 ? lighter(second, 0.3) : second, 9)),
    shape('M70 280 C150 272 260 276 344 278 C350 290 346 300 338 304 L84 304 C72 300 68 290 70 280Z', '#f6f3ec'),
    shape('M84 300 H338 L328 318 H96Z', accent),
    repeat(9, i => shape(`M${100 + i * 25} 318 l6 -10 h9 l5 10Z`, darker(accent, 0.4))),
    line('M98 182 C92 172 84 172 82 184', second, 7),
  ].join('');
}

/** @param {Tones} tones @param {{ slip?: boolean }} [look] */
export function sneaker([main, second, accent], { slip = false } = {}) {
  const laces = slip
    ? shape('M176 186 L218 186 L228 214 L190 218Z', accent) + line('M184 192 L222 210', darker(accent, 0.3), 2)
    : repeat(4, i => line(`M${186 + i * 15} ${200 + i * 8} L${212 + i * 15} ${188 + i * 8}`, '#fbfaf6', 6));
  return [
    shape(
      'M84 284 C78 250 82 208 92 184 C120 176 136 192 156 192 C172 190 182 178 196 172 L222 180 C238 206 284 222 316 236 C336 246 342 266 340 284Z',
      main,
    ),
    shape('M84 284 C78 250 82 208 92 184 C112 178 124 186 136 190 C146 222 142 256 132 284Z', second),
    shape('M292 226 C326 236 344 256 340 284 L286 284 C272 262 276 240 292 226Z', lighter(main, 0.22)),
    shape('M182 180 L196 172 L222 180 C232 196 252 208 272 217 L244 232 C216 224 196 208 182 180Z', darker(main, 0.25)),
    laces,
    line('M146 250 C176 236 210 240 240 254', lighter(main, 0.35), 3, 'stroke-dasharray="6 6"'),
    shape('M76 278 H344 C350 296 346 312 334 318 H88 C76 312 72 296 76 278Z', '#f7f4ee'),
    line('M78 296 H344', accent, 3),
  ].join('');
}

/** @param {Tones} tones */
export function chelsea([main, second, accent]) {
  return [
    shape(
      'M130 96 L222 96 C220 140 226 176 240 200 C262 216 306 222 326 246 C336 258 338 270 336 286 L118 286 C116 240 128 180 130 96Z',
      main,
    ),
    shape('M162 112 L200 112 C200 148 204 176 212 198 L176 204 C164 176 160 146 162 112Z', second),
    repeat(5, i => line(`M${168 + i * 7} 116 C${168 + i * 7} 150 ${173 + i * 7} 176 ${180 + i * 7} 200`, darker(second, 0.35), 2)),
    shape('M280 220 C312 228 338 250 336 286 L262 286 C258 252 264 232 280 220Z', darker(main, 0.14)),
    line('M128 96 C136 72 148 72 150 96', accent, 8),
    shape('M112 282 H340 L338 300 H112Z', darker(main, 0.55)),
    shape('M112 296 H178 V318 H114Z', darker(main, 0.7)),
    shape('M196 298 H338 L332 312 H204Z', darker(main, 0.7)),
  ].join('');
}

/** @param {Tones} tones @param {{ slide?: boolean }} [look] */
export function sandal([main, second, accent], { slide = false } = {}) {
  const straps = slide
    ? [
        shape('M196 270 C196 206 244 178 284 196 C316 212 326 244 322 272Z', main),
        shape('M210 270 C214 222 248 198 282 210 C304 220 312 246 310 272Z', lighter(main, 0.14)),
        line('M214 246 C230 216 262 206 292 224', darker(main, 0.25), 3, 'stroke-dasharray="6 6"'),
      ]
    : [
        line('M286 274 C264 240 250 214 214 200', main, 22),
        line('M226 276 C244 240 270 222 306 232', second, 20),
        line('M112 272 C104 226 112 196 134 186 C166 184 196 190 216 202', main, 20),
        line('M134 186 C126 216 128 246 138 274', second, 15),
        box(196, 184, 34, 30, 7, accent),
        box(204, 192, 18, 14, 4, darker(accent, 0.35)),
      ];
  return [
    oval(214, 268, 118, 14, darker(second, 0.2)),
    ...straps,
    shape(
      'M82 268 C140 260 190 282 240 276 C280 270 316 264 342 272 C350 288 340 302 320 304 L104 304 C84 302 76 284 82 268Z',
      lighter(second, 0.45),
    ),
    shape('M84 290 C150 300 280 300 343 286 C346 304 338 318 318 318 H106 C90 316 84 304 84 290Z', darker(main, 0.5)),
  ].join('');
}
