// Backdrops for the third picture of each product: hills, a wall, a hall, a room, a worktop, a lake shore.
import { box, line, mix, oval, repeat, shape } from './paint.js';

/** @typedef {import('./footwear.js').Tones} Tones */

const kSky = '#dfe9e6';

const hills = () =>
  [
    box(0, 0, 400, 400, 0, kSky),
    oval(304, 92, 34, 34, '#f7ecd2'),
    shape('M0 230 L70 150 L120 196 L196 110 L284 206 L332 164 L400 226 V400 H0Z', '#b9cbc4'),
    shape('M0 262 C80 220 150 250 220 232 C290 216 350 240 400 226 V400 H0Z', '#93aea1'),
    shape('M0 318 C100 292 300 296 400 312 V400 H0Z', '#6f8f7f'),
    repeat(5, i => shape(`M${28 + i * 84} 290 l14 -46 l14 46Z`, '#5c7d6d')),
  ].join('');

/** @param {Tones} tones */
const wall = tones =>
  [
    box(0, 0, 400, 400, 0, mix('#efe8dc', tones[1], 0.1)),
    box(0, 352, 400, 48, 0, '#d5c4ab'),
    line('M60 44 H340', '#8c6f50', 8),
    repeat(5, i => oval(88 + i * 56, 44, 7, 7, '#6f573e')),
    line('M200 48 V84 M160 100 L200 84 L240 100', '#6f573e', 4),
    box(16, 120, 34, 232, 3, '#e3d8c5'),
  ].join('');

const hall = () =>
  [
    box(0, 0, 400, 400, 0, '#ece6da'),
    box(0, 318, 400, 82, 0, '#c9b08d'),
    line('M0 318 H400', '#b39a76', 3),
    box(272, 34, 96, 130, 4, '#d9e5e2'),
    line('M320 34 V164 M272 98 H368', '#ffffff', 5),
    repeat(6, i => line(`M${20 + i * 74} 400 L${60 + i * 56} 320`, '#b99f7b', 2)),
    shape('M30 318 L36 264 H76 L82 318Z', '#b86f4b'),
    line('M56 264 C40 220 30 214 22 190 M56 264 C58 220 66 200 80 180 M56 264 C56 230 54 206 50 160', '#5f8068', 7),
  ].join('');

const room = () =>
  [
    box(0, 0, 400, 400, 0, '#e9e4d8'),
    box(40, 40, 110, 150, 3, '#d7e4e3'),
    line('M95 40 V190 M40 116 H150', '#fbf8f1', 6),
    box(250, 70, 96, 74, 3, '#fbf8f1'),
    shape('M258 136 L286 96 L306 122 L318 108 L338 136Z', '#a9bfb4'),
    box(0, 316, 400, 18, 0, '#b98f62'),
    box(0, 334, 400, 66, 0, '#a67d53'),
  ].join('');

const worktop = () =>
  [
    box(0, 0, 400, 400, 0, '#e6ebe6'),
    repeat(5, r => repeat(6, c => box(-20 + c * 74 + (r % 2) * 37, 12 + r * 50, 68, 44, 3, '#f2f5f0'))),
    box(0, 314, 400, 20, 0, '#c79b6b'),
    box(0, 334, 400, 66, 0, '#7f9a8c'),
    line('M40 74 H360', '#9c7a55', 7),
    line('M78 78 V112 M122 78 V104', '#7d8a86', 4),
    oval(78, 124, 15, 13, '#7d8a86'),
    box(112, 104, 20, 30, 4, '#9aa5a1'),
  ].join('');

const lake = () =>
  [
    box(0, 0, 400, 400, 0, '#e4ebe4'),
    oval(96, 84, 32, 32, '#f5e3bd'),
    shape('M0 206 C60 150 130 170 190 186 C260 140 340 160 400 190 V240 H0Z', '#a3b8a9'),
    box(0, 222, 400, 70, 0, '#b5d0d3'),
    repeat(5, i => line(`M${30 + i * 74} ${240 + (i % 2) * 22} h40`, '#dbe9ea', 4)),
    shape('M0 296 C120 280 280 282 400 298 V400 H0Z', '#c8bd94'),
    repeat(6, i => line(`M${18 + i * 72} 304 q4 -20 2 -30 M${24 + i * 72} 304 q6 -14 10 -22`, '#8a9468', 3)),
  ].join('');

/** @type {Record<string, (tones: Tones) => string>} */
export const scenes = { footwear: hills, clothing: wall, bags: hall, home: room, kitchen: worktop, sport: lake };
